package dev.leat.connect.jdbc;

import dev.leat.connect.Site;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The drivers on the class path and in the {@code lib/} folder of a workspace; each folder is loaded once a process. */
final class Drivers {
    private static final Map<Path, List<Driver>> BY_FOLDER = new ConcurrentHashMap<>();

    private Drivers() {}

    static Driver of(Site<Jdbc> site) {
        List<Driver> known = BY_FOLDER.computeIfAbsent(site.resolve("lib").toAbsolutePath().normalize(), Drivers::load);
        Optional<String> wanted = site.settings().driver();
        return known.stream().filter(driver -> wanted.isEmpty() || driver.getClass().getName().equals(wanted.get()))
            .filter(driver -> takes(driver, site.settings().url())).findFirst()
            .orElseThrow(() -> new LeatException(Kind.WORKSPACE, "connections." + site.name(),
                wanted.map(name -> "the driver " + name + " is not there or does not take").orElse("no driver takes") + " a URL that begins with '" + scheme(site.settings().url()) + "'",
                "Put the database's driver jar into the workspace's lib/ folder; found are " + known.stream().map(driver -> driver.getClass().getName()).distinct().sorted().toList()));
    }

    private static boolean takes(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            return false; // a driver may also refuse a URL of its own that is malformed; then none takes it, and that is what is said
        }
    }

    static String scheme(String url) {
        int end = url.indexOf(':', "jdbc:".length());
        return end < 0 ? "jdbc:" : url.substring(0, end + 1);
    }

    private static List<Driver> load(Path folder) {
        URL[] jars = jars(folder);
        ClassLoader own = Drivers.class.getClassLoader();
        ClassLoader loader = jars.length == 0 ? own : new URLClassLoader(jars, own); // stays open: its drivers live as long as the process
        List<Driver> drivers = new ArrayList<>();
        ServiceLoader.load(Driver.class, loader).forEach(drivers::add);
        return List.copyOf(drivers);
    }

    private static URL[] jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return new URL[0];
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().map(Drivers::url).toArray(URL[]::new);
        } catch (IOException e) {
            throw new LeatException(Kind.WORKSPACE, folder.toString(), "the folder cannot be read", "Correct its permissions", e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new LeatException(Kind.BUG, file.toString(), "no URL for this file", "Report it", e);
        }
    }
}
