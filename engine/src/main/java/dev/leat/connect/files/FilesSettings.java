package dev.leat.connect.files;

import dev.leat.model.Connection;
import java.util.Locale;
import java.util.Map;

/**
 * {@code type: files}. An entity is a folder below {@code path} with all files in it ({@code orders}), one file ({@code orders}, {@code orders.csv}) or a pattern ({@code "orders-*.csv"}).
 * Files and folders whose names begin with a dot or an underscore are not seen.
 *
 * @param path    any Hadoop path; one without a scheme is relative to the workspace
 * @param options of the format: for csv {@code delimiter, quote, escape, comment, encoding, nullValue, multiLine}, for json {@code encoding}
 */
public record FilesSettings(String path, Format format, Map<String, String> options) implements Connection {
    public FilesSettings {
        options = Map.copyOf(options);
        if (path.isBlank()) {
            throw new IllegalArgumentException("'path' is empty; write a folder such as ./files");
        }
        for (String option : options.keySet()) {
            if (!format.options().contains(option)) {
                throw new IllegalArgumentException("the option '" + option + "' is not known for " + format.name().toLowerCase(Locale.ROOT) + "; use one of " + format.options());
            }
        }
    }
}
