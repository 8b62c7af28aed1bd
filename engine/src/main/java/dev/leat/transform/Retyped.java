package dev.leat.transform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.map_concat;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import dev.leat.connect.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Columns that got another type at the source. The lake keeps what it has, and beside it what comes with the new type under a name of its own; a row has its value in one of them. Read together,
 * a value that does not come back the same from the type of now is one that the column cannot hold, as {@link Reading#UNREADABLE} tells: a record that needs it goes to the backlog.
 */
public final class Retyped {
    private static final String MARK = "__";

    private Retyped() {}

    /** Under which name the lake keeps a column of this type. @param captured the lake's columns */
    public static String place(StructType captured, dev.leat.model.Column column) {
        DataType now = Captured.type(column);
        boolean other = Arrays.asList(captured.fieldNames()).contains(column.name()) && !Captured.fits(Types.held(captured.apply(column.name()).dataType()), now);
        return other ? column.name() + MARK + checksum(now.catalogString()) : column.name();
    }

    /** Each of these columns under its own name and with the type of now, and what else the rows have. */
    public static Dataset<Row> joined(Dataset<Row> captured, List<dev.leat.model.Column> columns) {
        StructType schema = captured.schema();
        List<String> hidden = new ArrayList<>();
        List<Column> unreadable = new ArrayList<>();
        Map<String, Column> made = new LinkedHashMap<>(); // all at once, as each is made of what the rows have
        for (dev.leat.model.Column column : columns) {
            List<StructField> places = places(schema, column.name());
            if (places.size() > 1 || places.size() == 1 && !place(schema, column).equals(column.name())) {
                made.put(column.name(), value(column, places, schema, unreadable));
                places.stream().map(StructField::name).filter(name -> !name.equals(column.name())).forEach(hidden::add);
            }
        }
        if (made.isEmpty()) {
            return captured;
        }
        if (!unreadable.isEmpty()) {
            made.put(Reading.UNREADABLE, unreadable(unreadable));
        }
        return captured.withColumns(made).drop(hidden.toArray(String[]::new));
    }

    private static List<StructField> places(StructType schema, String name) {
        Pattern place = Pattern.compile(Pattern.quote(name) + "(" + MARK + "[0-9a-f]{8})?");
        return Arrays.stream(schema.fields()).filter(field -> place.matcher(field.name()).matches()).toList();
    }

    private static Column value(dev.leat.model.Column column, List<StructField> places, StructType schema, List<Column> unreadable) {
        DataType now = Captured.type(column);
        String own = place(schema, column);
        Column value = lit(null).cast(now);
        for (StructField place : places) {
            Column held = quoted(place.name());
            if (place.name().equals(own)) {
                value = coalesce(held.cast(now), value);
            } else {
                Column same = Cast.canTryCast(place.dataType(), now) && Cast.canTryCast(now, place.dataType()) ? held.try_cast(now) : lit(null).cast(now);
                Column back = when(same.try_cast(place.dataType()).equalTo(held), same);
                value = coalesce(value, back);
                unreadable.add(when(held.isNotNull().and(back.isNull()), map(lit(column.name()), held.cast("string"))));
            }
        }
        return value;
    }

    private static Column unreadable(List<Column> more) {
        Column none = map().cast("map<string,string>");
        Column all = coalesce(col(Reading.UNREADABLE), none);
        for (Column one : more) {
            all = map_concat(all, coalesce(one, none));
        }
        return when(size(all).gt(0), all);
    }

    private static String checksum(String type) {
        CRC32 checksum = new CRC32();
        checksum.update(type.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", checksum.getValue());
    }

    private static Column quoted(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }
}
