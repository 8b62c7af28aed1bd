package dev.leat.connect.kafka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Inferred;
import dev.leat.connect.JsonTypes;
import dev.leat.model.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/** The columns of a topic: the fields of its objects, then what Kafka knows of a record. */
final class Columns {
    static final String KEY = "_key";
    static final String TIMESTAMP = "_timestamp";
    static final String HEADERS = "_headers";
    static final List<String> OWN = List.of(KEY, TIMESTAMP, HEADERS);

    private Columns() {}

    static List<Column> of(List<ObjectNode> objects) {
        StructType found = JsonTypes.of(objects.stream().map(object -> object.deepCopy().remove(OWN)).toList());
        List<Column> columns = new ArrayList<>(Arrays.stream(found.fields()).filter(field -> !OWN.contains(field.name())).map(Inferred::column).toList());
        columns.add(new Column(KEY, "bytes", Optional.of("string"), true, "the record's key as text"));
        columns.add(new Column(TIMESTAMP, "timestamp", Optional.of("timestamp"), true, "the record's time"));
        columns.add(new Column(HEADERS, "headers", Optional.of("map<string,string>"), true, "as text; of several of one name the last"));
        return columns;
    }
}
