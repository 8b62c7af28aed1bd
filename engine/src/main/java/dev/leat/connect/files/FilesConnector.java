package dev.leat.connect.files;

import dev.leat.connect.Connector;
import dev.leat.connect.Destination;
import dev.leat.connect.Finding;
import dev.leat.connect.Sampler;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.model.EntityName;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.Path;

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
    public Destination destination(Site<FilesSettings> site) {
        return new FilesDestination(site);
    }

    @Override
    public List<Finding> checkWriting(Site<FilesSettings> site, List<EntityName> entities) {
        Folder folder = new Folder(site);
        Path probe = new Path(folder.root(), "_leat_check_" + UUID.randomUUID());
        try {
            folder.system().create(probe).close();
            folder.system().delete(probe, false);
            return List.of(Finding.good("files can be written in " + folder.root()));
        } catch (IOException e) {
            return List.of(Finding.bad("connections." + site.name(), "no file can be written in " + folder.root() + " (" + e.getMessage() + ")", "Correct the path or its permissions"));
        }
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
