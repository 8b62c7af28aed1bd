package dev.leat.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Leat's own version, from its jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("from sources");
        return new String[] {"leat " + version + " (Java " + Runtime.version().feature() + ")"};
    }
}
