package dev.leat.connect.kafka;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Inferred;
import dev.leat.connect.JsonTypes;
import dev.leat.connect.Reading;
import dev.leat.model.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.types.StructType;

/** The columns of a topic: the fields of its objects, or of the rows that its change events tell of, then what Kafka knows of a record. */
final class Columns {
    static final String KEY = "_key";
    static final String TIMESTAMP = "_timestamp";
    static final String HEADERS = "_headers";
    static final String TOPIC = "_topic";
    static final String PARTITION = "_partition";
    static final String OFFSET = "_offset";
    static final List<String> PLACE = List.of(TOPIC, PARTITION, OFFSET);
    static final List<String> OWN = List.of(KEY, TIMESTAMP, HEADERS, TOPIC, PARTITION, OFFSET);

    private Columns() {}

    static List<Column> of(List<ObjectNode> objects) {
        StructType found = JsonTypes.of(Envelope.rows(objects).stream().map(object -> object.deepCopy().remove(OWN)).toList());
        List<Column> columns = new ArrayList<>(Arrays.stream(found.fields()).filter(field -> !OWN.contains(field.name())).map(Inferred::column).toList());
        columns.add(new Column(KEY, "bytes", Optional.of("string"), true, "the record's key as text"));
        columns.add(new Column(TIMESTAMP, "timestamp", Optional.of("timestamp"), true, "the record's time"));
        columns.add(new Column(HEADERS, "headers", Optional.of("map<string,string>"), true, "as text; of several of one name the last"));
        columns.add(new Column(TOPIC, "string", Optional.of("string"), true, "the record's topic"));
        columns.add(new Column(PARTITION, "int", Optional.of("int"), true, "and its partition"));
        columns.add(new Column(OFFSET, "long", Optional.of("bigint"), true, "and its place there"));
        return columns;
    }

    /** What Kafka knows of a record; empty for the name of a field. */
    static Optional<org.apache.spark.sql.Column> own(String name) {
        return switch (name) {
            case KEY -> Optional.of(col("name"));
            case TIMESTAMP, TOPIC, PARTITION, OFFSET -> Optional.of(col(name.substring(1)));
            // Names may repeat, which a map cannot
            case HEADERS -> Optional.of(expr("map_from_arrays(array_distinct(headers.key), transform(array_distinct(headers.key), "
                + "name -> cast(element_at(filter(headers, header -> header.key = name), -1).value as string)))"));
            default -> Optional.empty();
        };
    }

    /** The fields of the objects. */
    static StructType fields(Reading reading) {
        StructType fields = new StructType();
        for (Column column : reading.columns()) {
            if (!OWN.contains(column.name())) {
                fields = fields.add(column.name(), CatalystSqlParser$.MODULE$.parseDataType(column.type().orElseThrow()));
            }
        }
        return fields;
    }
}
