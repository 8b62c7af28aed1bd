package dev.leat.connect.files;

import dev.leat.connect.Connector;
import dev.leat.connect.Finding;
import dev.leat.connect.Sampler;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.model.LeatException;
import java.util.List;

/** {@code type: files}. */
public final class FilesConnector implements Connector<FilesSettings> {
    @Override
    public String type() {
        return "files";
    }

    @Override
    public Class<FilesSettings> settings() {
        return FilesSettings.class;
    }

    @Override
    public Source source(Site<FilesSettings> site) {
        return new FilesSource(site);
    }

    @Override
    public Sampler sampler(Site<FilesSettings> site) {
        return new FilesSampler(site);
    }

    @Override
    public List<Finding> check(Site<FilesSettings> site) {
        try {
            int entities = new Folder(site).entities().size();
            return List.of(entities > 0 ? Finding.good(entities + " files and folders in " + site.settings().path())
                : Finding.bad("connections." + site.name(), "'" + site.settings().path() + "' holds no folder and no file of this format", "Correct 'path' or 'format'"));
        } catch (LeatException e) {
            return e.problems().stream().map(problem -> Finding.bad(problem.where(), problem.what(), problem.fix())).toList();
        }
    }
}
