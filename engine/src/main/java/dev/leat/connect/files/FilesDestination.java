package dev.leat.connect.files;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.leat.connect.Batch;
import dev.leat.connect.Destination;
import dev.leat.connect.Inferred;
import dev.leat.connect.Layout;
import dev.leat.connect.Site;
import dev.leat.connect.Written;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import dev.leat.model.WriteMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * Folders of files as entities, to which each batch adds a folder {@code batch=<application>-<number>} with the rows of it. It is filled under a hidden name and given its own by one renaming, so a
 * reader sees a batch whole or not at all (on local disks and HDFS; object stores copy), and a batch that comes again finds its folder there. Files are never changed: only appends can be written.
 */
record FilesDestination(Site<FilesSettings> site) implements Destination {

    @Override
    public Optional<EntitySchema> schema(EntityName entity) {
        Folder folder = new Folder(site);
        List<DataFile> files = folder.files(entity);
        try {
            return files.isEmpty() ? Optional.empty()
                : Optional.of(new EntitySchema(entity, Arrays.stream(Shape.of(site, folder).of(files).fields()).map(Inferred::column).toList(), List.of()));
        } catch (IOException e) {
            throw folder.failed(e);
        }
    }

    @Override
    public List<Problem> check(EntityName entity, Layout wanted) {
        String where = "connections." + site.name() + ": " + entity;
        List<Problem> problems = new ArrayList<>();
        if (wanted.mode() != WriteMode.APPEND) {
            problems.add(new Problem(where, "files are never changed, so a newer version cannot take the place of an older one", "Write write: append in the pipeline, or use a delta connection"));
        }
        for (dev.leat.model.Column field : wanted.fields()) {
            if (site.settings().format() == Format.CSV && nested(CatalystSqlParser$.MODULE$.parseDataType(field.type().orElseThrow()))) {
                problems.add(new Problem(where + "." + field.name(), "csv holds no " + field.type().get(), "Make it a text in the mapping (to_json, base64), or use the format json or parquet"));
            }
        }
        return problems;
    }

    private static boolean nested(DataType type) {
        return type instanceof StructType || type instanceof ArrayType || type instanceof MapType || type instanceof BinaryType;
    }

    @Override
    public void create(EntityName entity, Layout wanted) {}

    @Override
    public Written write(Batch batch) {
        Folder folder = new Folder(site);
        Path entity = new Path(folder.root(), String.join("/", batch.entity().parts()));
        String name = batch.application().replaceAll("[^A-Za-z0-9._-]", "_") + "-" + batch.id();
        Path place = new Path(entity, "batch=" + name);
        Path hidden = new Path(entity, "_leat_" + name);
        try {
            if (folder.system().exists(place)) {
                return Written.NOTHING;
            }
            long rows = fill(batch, hidden);
            folder.system().delete(new Path(hidden, "_SUCCESS"), false);
            if (rows == 0) {
                folder.system().delete(hidden, true);
            } else if (!folder.system().rename(hidden, place)) {
                throw new LeatException(Kind.SYSTEM, "connections." + site.name(), "'" + hidden + "' cannot be renamed", "Check the folder's permissions, then run again");
            }
            return new Written(rows, 0, 0);
        } catch (IOException e) {
            throw folder.failed(e);
        }
    }

    /** What an earlier try left is written over. */
    private long fill(Batch batch, Path hidden) {
        Observation counted = new Observation();
        Column[] fields = batch.layout().fields().stream().map(field -> col('`' + field.name().replace("`", "``") + '`')).toArray(Column[]::new);
        Dataset<Row> rows = batch.rows().observe(counted, count(lit(1)).as("rows")).select(fields);
        DataFrameWriter<Row> writer = rows.write().mode("overwrite").format(site.settings().format().name().toLowerCase(Locale.ROOT)).options(site.settings().options());
        if (site.settings().format() == Format.CSV) {
            writer = writer.option("header", "true").option("emptyValue", "\"\"");
        }
        writer.option("timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX").save(hidden.toString());
        try {
            return ((Number) counted.get().apply("rows")).longValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeatException(Kind.SYSTEM, "connections." + site.name(), "interrupted while writing", "Run again", e);
        }
    }

    @Override
    public void close() {}
}
