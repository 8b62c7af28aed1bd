package dev.leat.connect.jdbc;

import dev.leat.model.EntityName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Columns that the lake cannot hold for their name, and which option helps. */
public final class Refused {
    private Refused() {}

    /** @param twin an earlier column of the same name in another case */
    public static Optional<String> because(String name, Optional<String> twin) {
        if (twin.isPresent()) {
            return Optional.of("differs only in case from '" + twin.get() + "', and the lake cannot hold both; " + help(name) + ", or read a view that renames it");
        }
        return name.toLowerCase(Locale.ROOT).startsWith("_leat_")
            ? Optional.of("names that begin with _leat_ are Leat's own; " + help(name) + ", or read a view that renames it") : Optional.empty();
    }

    /** The option that leaves this column out. */
    public static String help(String name) {
        return "leave it out with exclude: [" + new EntityName(List.of(name)).quoted() + "]";
    }
}
