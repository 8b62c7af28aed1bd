package dev.leat.connect.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/** Records on this machine's disk until it is clear that they are a whole read; gone with {@link #close}. */
final class Spool implements AutoCloseable {
    private final Path file;
    private JsonGenerator out;
    private MappingIterator<JsonNode> in;

    Spool() {
        try {
            file = Files.createTempFile("leat-http", ".json"); // readable by its owner only
            file.toFile().deleteOnExit();
            out = Exchange.JSON.getFactory().createGenerator(Files.newOutputStream(file)).setRootValueSeparator(new com.fasterxml.jackson.core.io.SerializedString("\n"));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    void add(JsonNode record) {
        try {
            Exchange.JSON.writeTree(out, record);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    Iterator<JsonNode> records() {
        try {
            out.close();
            in = Exchange.JSON.readerFor(JsonNode.class).without(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readValues(file.toFile());
            return in;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
            if (in != null) {
                in.close();
            }
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static LeatException failed(IOException e) {
        return new LeatException(Kind.SYSTEM, System.getProperty("java.io.tmpdir"), "records cannot be kept there while they are read (" + e.getMessage() + ")", "Check its free space", e);
    }
}
