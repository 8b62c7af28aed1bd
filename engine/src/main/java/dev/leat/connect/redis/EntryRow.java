package dev.leat.connect.redis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.leat.connect.Batch;
import dev.leat.connect.JsonFields;
import dev.leat.connect.JsonValues;
import dev.leat.model.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/**
 * Rows as arguments of the script. In a hash each field is a text: a string as it is, other values as JSON writes them, without its quotes; fields that are null are left out. A
 * document begins with the version. One task uses one of these.
 */
final class EntryRow {
    /** Behind the entry's name, operation and version. */
    private static final int FIRST_FIELD = 3;

    private final StructType schema;
    private final Entry.Form form;
    private final JsonFields document;
    private final JsonValues[] values;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonGenerator json;

    EntryRow(StructType schema, Entry.Form form) {
        this.schema = schema;
        this.form = form;
        this.document = new JsonFields(schema, FIRST_FIELD);
        this.values = new JsonValues[schema.size()];
        for (int i = FIRST_FIELD; i < schema.size(); i++) {
            values[i] = JsonValues.of(schema.fields()[i].dataType());
        }
        try {
            json = new JsonFactory().createGenerator(bytes).setPrettyPrinter(new MinimalPrettyPrinter(""));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void add(InternalRow row, List<byte[]> arguments) throws IOException {
        if (form == Entry.Form.JSON) {
            json.writeStartObject();
            json.writeNumberField(Batch.SEQ, row.getLong(2));
            document.write(row, json);
            json.writeEndObject();
            arguments.add(taken());
            return;
        }
        for (int i = FIRST_FIELD; i < schema.size(); i++) {
            if (!row.isNullAt(i)) {
                arguments.add(schema.fields()[i].name().getBytes(StandardCharsets.UTF_8));
                arguments.add(text(row, i));
            }
        }
    }

    private byte[] text(InternalRow row, int i) throws IOException {
        if (schema.fields()[i].dataType() instanceof StringType) {
            return row.getUTF8String(i).getBytes();
        }
        values[i].write(row, i, json);
        byte[] text = taken();
        return text.length > 1 && text[0] == '"' ? java.util.Arrays.copyOfRange(text, 1, text.length - 1) : text;
    }

    private byte[] taken() throws IOException {
        json.flush();
        byte[] taken = bytes.toByteArray();
        bytes.reset();
        return taken;
    }
}
