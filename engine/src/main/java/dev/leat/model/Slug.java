package dev.leat.model;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/** Names as parts of file names. */
public final class Slug {
    private Slug() {}

    /** Lower-case letters, digits, underscores and hyphens. Names that lose other characters than case and single blanks get a checksum, so
     * that only names that differ in nothing else share one. */
    public static String of(String name) {
        String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "-").replaceAll("^-+|-+$", "");
        if (name.matches("[a-zA-Z0-9_]+([ -][a-zA-Z0-9_]+)*") && slug.length() <= 100) {
            return slug;
        }
        CRC32 checksum = new CRC32();
        checksum.update(name.getBytes(StandardCharsets.UTF_8));
        return (slug.isEmpty() ? "" : slug.substring(0, Math.min(slug.length(), 90)) + "-") + Long.toHexString(checksum.getValue());
    }
}
