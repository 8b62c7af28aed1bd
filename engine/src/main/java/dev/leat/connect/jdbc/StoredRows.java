package dev.leat.connect.jdbc;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import dev.leat.connect.Held;
import dev.leat.connect.Layout;
import dev.leat.model.Column;
import dev.leat.model.Deletes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;

/** What a table holds of the rows that Leat wrote, with the columns whose values a Spark type has exactly. */
record StoredRows(Login login, Grammar grammar, Target table, Layout layout) {

    /** Empty where a row's key or version cannot be told. */
    Optional<Held> of(SparkSession spark, Connection connection, List<String> fields) throws SQLException {
        Optional<List<String>> match = Match.of(layout, table).filter(columns -> !columns.isEmpty() && table.has(Target.SEQ) && columns.stream().allMatch(name -> loss(name).isEmpty()));
        if (match.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> without = new LinkedHashMap<>();
        fields.forEach(field -> loss(field).ifPresent(why -> without.put(field, why)));
        boolean soft = layout.deletes() == Deletes.SOFT;
        Set<String> columns = new LinkedHashSet<>(match.get());
        columns.add(Target.SEQ);
        fields.stream().filter(field -> !without.containsKey(field)).forEach(columns::add);
        List<String> read = Stream.concat(columns.stream(), soft ? Stream.of(Target.DELETED) : Stream.<String>empty()).toList();
        Dataset<Row> rows = grammar.rows(spark, login, connection, table, read);
        Dataset<Row> living = soft ? rows.where(not(col(Target.DELETED)).or(col(Target.DELETED).isNull())) : rows;
        return Optional.of(new Held(living.select(columns.stream().map(name -> col('`' + name.replace("`", "``") + '`')).toArray(org.apache.spark.sql.Column[]::new)), without));
    }

    /** Why a column's value may not be what was written; empty where it is. */
    private Optional<String> loss(String name) {
        Column column = table.field(name).orElseThrow().column();
        String type = column.type().orElseThrow();
        Optional<Column> field = layout.fields().stream().filter(known -> known.name().equals(name)).findFirst();
        boolean nested = field.map(known -> Sent.nested(CatalystSqlParser$.MODULE$.parseDataType(known.type().orElseThrow()))).orElse(false);
        boolean exact = column.note().isEmpty() || type.startsWith("array<") || nested && type.equals("string");
        // FLOAT of MySQL's family is shown with fewer digits than it has
        boolean shortened = column.sourceType().equals("FLOAT");
        return exact && !shortened ? Optional.empty() : Optional.of("the column is " + column.sourceType() + ", whose text is not always what was written");
    }
}
