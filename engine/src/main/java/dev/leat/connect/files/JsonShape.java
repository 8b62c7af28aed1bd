package dev.leat.connect.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.JsonTypes;
import dev.leat.connect.Sample;
import dev.leat.connect.Site;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/** Columns from the first 1,000 objects, by the rules of {@link JsonTypes}. */
record JsonShape(Site<FilesSettings> site, Folder folder) implements Shape, Lines {
    private static final int LOOKED_AT = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public StructType of(List<DataFile> files) throws IOException {
        JsonTypes types = new JsonTypes();
        int seen = 0;
        for (DataFile file : files) {
            try (BufferedReader reader = Shape.open(site, folder, file)) {
                for (String line = reader.readLine(); line != null && seen < LOOKED_AT; line = reader.readLine()) {
                    JsonNode tree = parse(line);
                    if (tree.isObject()) {
                        types.add(tree);
                        seen++;
                    }
                }
            }
        }
        return types.columns();
    }

    @Override
    public List<ObjectNode> first(DataFile file, int most) throws IOException {
        List<ObjectNode> rows = new ArrayList<>();
        try (BufferedReader reader = Shape.open(site, folder, file)) {
            long characters = 0;
            for (String line = reader.readLine(); line != null && rows.size() < most && characters < Sample.MOST_CHARACTERS; line = reader.readLine()) {
                characters += line.length();
                if (parse(line) instanceof ObjectNode row) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** A line that is no JSON has no shape; reading it makes it unreadable there. */
    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
