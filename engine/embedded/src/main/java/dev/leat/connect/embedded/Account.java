package dev.leat.connect.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who a server runs as. PostgreSQL and Elasticsearch refuse root, so root starts them in a user namespace of their own,
 * where they are nobody but reach what root owns; where a container forbids that, as user 65534, whom the data folder is
 * given and who may pass all folders on the way, as root may (a home folder of mode 700, say).
 */
enum Account {
    CALLER(List.of()),
    NAMESPACE(List.of("unshare", "-U")),
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
            // Without the last one access(2), by which Java asks whether a file exists, would not count the capability.
            "--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--securebits=+no_setuid_fixup"));

    private static final int NOBODY_ID = 65534;

    private final List<String> prefix;

    Account(List<String> prefix) {
        this.prefix = prefix;
    }

    /** Put before a command; replaces itself by the command (exec), so the process number stays. */
    List<String> prefix() {
        return prefix;
    }

    static Account of(Launch.RunAs user) {
        return user == Launch.RunAs.CALLER ? CALLER : NotRoot.ACCOUNT;
    }

    /** Makes the folder and all in it belong to this account. */
    void own(Path folder) {
        int id = this == NOBODY ? NOBODY_ID : caller();
        if (id(folder) != id) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : (Iterable<Path>) all::iterator) {
                    Files.setAttribute(path, "unix:uid", id, LinkOption.NOFOLLOW_LINKS);
                    Files.setAttribute(path, "unix:gid", id, LinkOption.NOFOLLOW_LINKS);
                }
            } catch (IOException e) {
                throw ServerException.workspace(folder + ": belongs to somebody else (" + e.getMessage()
                        + "). Run as its owner, or delete it to begin with new data.", e);
            }
        }
    }

    private static int caller() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("Uid:")).map(line -> Integer.parseInt(line.split("\\s+")[2])).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int id(Path path) {
        try {
            return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tried once for each JVM. */
    private static final class NotRoot {
        static final Account ACCOUNT = caller() != 0 ? CALLER : Stream.of(NAMESPACE, NOBODY)
                .filter(account -> works(account.prefix)).findFirst()
                .orElseThrow(() -> ServerException.machine("root: this server refuses to run as root, and neither unshare -U nor setpriv"
                        + " works here. Install util-linux, or run as another user."));

        private static boolean works(List<String> prefix) {
            try {
                return new ProcessBuilder(Stream.concat(prefix.stream(), Stream.of("true")).toList())
                        .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
            } catch (IOException missing) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
