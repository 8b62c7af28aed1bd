package dev.leat.connect.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.leat.connect.Site;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.spark.sql.api.java.UDF2;

/**
 * The bytes of a key or a value as text: Avro as JSON, everything else as UTF-8; null where it is neither. Avro is known by the registry's form (a zero, then the number of the schema in four
 * bytes), or because the connection names a schema for the topic's values. Each record is read with the schema that it was written with.
 */
final class AvroText implements UDF2<String, byte[], String> {
    private static final long serialVersionUID = 1L;
    private static final int HEAD = 5;

    private final Site<KafkaSettings> site;
    private final String part;
    private transient Map<Object, Optional<Schema>> schemas;
    private transient BinaryDecoder decoder;

    /** @param part {@code key} or {@code value} */
    AvroText(Site<KafkaSettings> site, String part) {
        this.site = site;
        this.part = part;
    }

    @Override
    public String call(String topic, byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        boolean numbered = site.settings().registry().isPresent() && bytes.length >= HEAD && bytes[0] == 0;
        String file = part.equals("value") ? site.settings().avro().get(topic) : null;
        if (!numbered && file == null) {
            return plain(bytes);
        }
        int from = numbered ? HEAD : 0;
        Object which = numbered ? (Object) ByteBuffer.wrap(bytes, 1, 4).getInt() : file;
        schemas = schemas == null ? new HashMap<>() : schemas;
        return schemas.computeIfAbsent(which, this::schema).map(schema -> json(schema, bytes, from)).orElse(null);
    }

    private static String plain(byte[] bytes) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return text.toString();
        } catch (CharacterCodingException noText) {
            return null;
        }
    }

    private Optional<Schema> schema(Object which) {
        if (which instanceof Integer number) {
            return new Registry(site).schema(number);
        }
        try {
            return Optional.of(new Schema.Parser().parse(Files.readString(site.resolve((String) which))));
        } catch (IOException | AvroRuntimeException e) {
            throw new LeatException(Kind.WORKSPACE, "connections." + site.name() + ".avro", which + " is no Avro schema (" + e.getMessage() + ")", "Correct the file, or its name", e);
        }
    }

    /** Null where the bytes do not fit the schema. */
    private String json(Schema schema, byte[] bytes, int from) {
        decoder = DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, decoder);
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            AvroJson.write(schema, new GenericDatumReader<>(schema).read(null, decoder), json);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException broken) {
            return null;
        }
        return text.toString();
    }
}
