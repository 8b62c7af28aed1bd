package dev.leat.connect.delta;

import dev.leat.connect.Connector;
import dev.leat.connect.Destination;
import dev.leat.connect.Finding;
import dev.leat.connect.LocalFiles;
import dev.leat.connect.Sampler;
import dev.leat.connect.Site;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** {@code type: delta}. */
public final class DeltaConnector implements Connector<DeltaSettings> {
    @Override
    public String type() {
        return "delta";
    }

    @Override
    public Class<DeltaSettings> settings() {
        return DeltaSettings.class;
    }

    @Override
    public Destination destination(Site<DeltaSettings> site) {
        return new DeltaDestination(site);
    }

    @Override
    public Sampler sampler(Site<DeltaSettings> site) {
        return new DeltaSampler(site);
    }

    @Override
    public List<Finding> check(Site<DeltaSettings> site) {
        Path folder = new Path(DeltaTable.root(site));
        Path probe = new Path(folder, "_leat_check_" + UUID.randomUUID());
        try {
            FileSystem files = folder.getFileSystem(LocalFiles.configuration());
            files.create(probe).close();
            files.delete(probe, false);
            return List.of(Finding.good("files can be written in " + folder));
        } catch (IOException e) {
            return List.of(Finding.bad("connections." + site.name(), "no file can be written in " + folder + " (" + e.getMessage() + ")", "Correct the path or its permissions"));
        }
    }
}
