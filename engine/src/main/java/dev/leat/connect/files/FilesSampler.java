package dev.leat.connect.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Sample;
import dev.leat.connect.Sampler;
import dev.leat.connect.Site;
import dev.leat.model.EntityName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first records of up to {@link #FILES} files, evenly among all by name. Lines that cannot be parsed are left out. */
final class FilesSampler implements Sampler {
    private static final int FILES = 20;

    private final Site<FilesSettings> site;
    private final Folder folder;

    FilesSampler(Site<FilesSettings> site) {
        this.site = site;
        this.folder = new Folder(site);
    }

    @Override
    public List<EntityName> entities() {
        return folder.entities();
    }

    @Override
    public Optional<Sample> sample(EntityName entity, int most) {
        List<DataFile> files = folder.files(entity);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        try (FilesSource source = new FilesSource(site)) {
            return Optional.of(new Sample(source.schema(entity), rows(files, most), Map.of(), Map.of()));
        } catch (IOException e) {
            throw folder.failed(e);
        }
    }

    private List<ObjectNode> rows(List<DataFile> files, int most) throws IOException {
        Lines lines = switch (site.settings().format()) {
            case CSV -> new CsvHeaders(site, folder);
            case JSON -> new JsonShape(site, folder);
            case PARQUET -> new ParquetFooters(folder);
        };
        List<DataFile> filled = files.stream().filter(file -> file.size() > 0).toList();
        int looked = Math.min(FILES, filled.size());
        List<ObjectNode> rows = new ArrayList<>();
        for (int i = 0; i < looked; i++) {
            DataFile file = filled.get((int) ((long) i * filled.size() / looked));
            rows.addAll(lines.first(file, (most - rows.size()) / (looked - i)));
        }
        return rows;
    }

    @Override
    public void close() {}
}
