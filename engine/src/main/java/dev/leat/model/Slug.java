package dev.leat.model;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/** Names as parts of file names. */
public final class Slug {
    private Slug() {}

    /** Lower-case letters, digits and hyphens. Names that lose characters get a checksum, so that two names never share one. */
    public static String of(String name) {
        String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "-").replaceAll("^-+|-+$", "");
        if (name.matches("[a-zA-Z0-9_]+([ -][a-zA-Z0-9_]+)*") && slug.length() <= 100) {
            return slug;
        }
        CRC32 checksum = new CRC32();
        checksum.update(name.getBytes(StandardCharsets.UTF_8));
        return slug.substring(0, Math.min(slug.length(), 90)) + "-" + Long.toHexString(checksum.getValue());
    }
}
