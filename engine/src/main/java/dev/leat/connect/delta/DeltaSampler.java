package dev.leat.connect.delta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.LocalFiles;
import dev.leat.connect.Sample;
import dev.leat.connect.Sampler;
import dev.leat.connect.Site;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The first rows of the newest files, read without Spark. */
final class DeltaSampler implements Sampler {
    private final Site<DeltaSettings> site;

    DeltaSampler(Site<DeltaSettings> site) {
        this.site = site;
    }

    /** Tables right below the path and one level deeper. */
    @Override
    public List<EntityName> entities() {
        List<EntityName> found = new ArrayList<>();
        try {
            collect(new Path(DeltaTable.root(site)), List.of(), found);
        } catch (FileNotFoundException none) {
            return List.of(); // it is made with the first table
        } catch (IOException e) {
            throw new LeatException(Kind.SYSTEM, "connections." + site.name(), "its folder cannot be read (" + e.getMessage() + ")", "Check the path and its permissions", e);
        }
        return found;
    }

    private static void collect(Path folder, List<String> above, List<EntityName> found) throws IOException {
        FileSystem files = folder.getFileSystem(LocalFiles.configuration());
        for (FileStatus inner : Arrays.stream(files.listStatus(folder)).filter(FileStatus::isDirectory).sorted().toList()) {
            List<String> parts = new ArrayList<>(above);
            parts.add(inner.getPath().getName());
            if (files.exists(new Path(inner.getPath(), "_delta_log"))) {
                found.add(new EntityName(parts));
            } else if (above.isEmpty()) {
                collect(inner.getPath(), parts, found);
            }
        }
    }

    @Override
    public Optional<Sample> sample(EntityName entity, int most) {
        DeltaTable table = new DeltaTable(site, entity);
        return table.schema().map(columns -> {
            try (DeltaDestination destination = new DeltaDestination(site)) {
                EntitySchema schema = destination.schema(entity).orElseThrow();
                Map<String, String> comments = new HashMap<>();
                for (StructField column : columns.fields()) {
                    if (column.getComment().isDefined() && schema.column(column.name()).isPresent()) {
                        comments.put(column.name(), column.getComment().get());
                    }
                }
                return new Sample(schema, most == 0 ? List.of() : rows(table, columns, most), comments, Map.of());
            }
        });
    }

    private List<ObjectNode> rows(DeltaTable table, StructType columns, int most) {
        try {
            List<ObjectNode> rows = table.first(columns, most);
            rows.forEach(row -> row.remove(Arrays.stream(columns.fieldNames()).filter(TableCheck::own).toList()));
            return rows;
        } catch (IOException e) {
            throw new LeatException(Kind.SYSTEM, table.path(), "its rows cannot be read (" + e.getMessage() + ")", "Check its files", e);
        }
    }

    @Override
    public void close() {}
}
