package dev.leat.connect.files;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Inferred;
import dev.leat.connect.Passed;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Retained;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.model.CaptureMode;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Files as entities. {@code append} reads each file once, by name and size; {@code snapshot} reads all of them whenever one is new, gone or changed. A line that cannot be parsed is a
 * row of nulls with the line under {@link Reading#RECORD}.
 */
final class FilesSource implements Source {
    private static final int SAMPLE = 1 << 16;
    private final Site<FilesSettings> site;
    private final Folder folder;

    FilesSource(Site<FilesSettings> site) {
        this.site = site;
        this.folder = new Folder(site);
    }

    @Override
    public List<EntityName> entities() {
        return folder.entities();
    }

    @Override
    public EntitySchema schema(EntityName entity) {
        List<DataFile> files = folder.files(entity);
        if (files.isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, where(entity), "there is no file of it in '" + folder.root() + "'", "Name a folder, a file or a pattern; there are "
                + folder.entities().stream().limit(20).toList());
        }
        try {
            return new EntitySchema(entity, Arrays.stream(Shape.of(site, folder).of(files).fields()).map(Inferred::column).toList(), List.of());
        } catch (IOException e) {
            throw folder.failed(e);
        }
    }

    @Override
    public Set<CaptureMode> modes(EntityName entity) {
        return Set.of(CaptureMode.APPEND, CaptureMode.SNAPSHOT);
    }

    @Override
    public Optional<Range> next(Reading reading, Optional<JsonNode> position) {
        List<DataFile> files = folder.files(reading.entity());
        Progress before = Progress.of(where(reading.entity()), position);
        if (reading.capture().mode().orElseThrow() == CaptureMode.APPEND) {
            List<DataFile> unread = before.beyond(files);
            return unread.isEmpty() ? Optional.empty() : Optional.of(range(before.with(unread), unread));
        }
        Progress all = Progress.of(before.where(), files).modified(files);
        return position.isPresent() && all.tree().equals(before.tree()) ? Optional.empty() : Optional.of(range(all, files));
    }

    private Range range(Progress after, List<DataFile> files) {
        return new Range(after.tree(), Progress.of(after.where(), files).tree(), Optional.empty(), rows(files));
    }

    /** Exact for Parquet, else from the length of the first lines. */
    private long rows(List<DataFile> files) {
        try {
            if (site.settings().format() == Format.PARQUET) {
                return new ParquetFooters(folder).rows(files);
            }
            Optional<DataFile> first = files.stream().filter(file -> file.size() > 0).findFirst();
            if (first.isEmpty() || first.get().name().endsWith(".gz")) {
                return first.isEmpty() ? 0 : -1;
            }
            try (BufferedReader reader = Shape.open(site, folder, first.get())) {
                char[] sample = new char[SAMPLE];
                int length = Math.max(1, reader.read(sample));
                long lines = Math.max(1, new String(sample, 0, length).chars().filter(c -> c == '\n').count());
                return files.stream().mapToLong(DataFile::size).sum() * lines / length;
            }
        } catch (IOException e) {
            throw folder.failed(e);
        }
    }

    @Override
    public Optional<Retained> retained(Reading reading, Passed passed) {
        return reading.capture().mode().orElseThrow() != CaptureMode.APPEND ? Optional.empty() : Optional.of(new Kept(where(reading.entity()), folder.files(reading.entity()), passed).retained());
    }

    @Override
    public Dataset<Row> read(SparkSession spark, Reading reading, Range range) {
        List<DataFile> files = Progress.of(where(reading.entity()), Optional.of(range.bounds())).within(folder.files(reading.entity()));
        try {
            return new Rows(spark, site, folder, reading).of(files);
        } catch (IOException e) {
            throw folder.failed(e);
        }
    }

    @Override
    public void close() {}

    private String where(EntityName entity) {
        return "connections." + site.name() + ": " + entity;
    }
}
