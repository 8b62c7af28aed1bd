package dev.leat.connect.elasticsearch;

import dev.leat.model.EntityName;
import dev.leat.model.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Entities as names of indices or aliases: the parts joined by dots. The rules are Elasticsearch's own. */
final class IndexName {
    private static final String FORBIDDEN = "\\/*?\"<>| ,#:;%";
    private static final int LONGEST = 255;

    private IndexName() {}

    static String of(EntityName entity) {
        return String.join(".", entity.parts());
    }

    static Optional<Problem> problem(String where, EntityName entity) {
        String name = of(entity);
        String wrong = "";
        if (!name.equals(name.toLowerCase(Locale.ROOT))) {
            wrong = "has upper-case letters";
        } else if (name.chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0 || c < ' ')) {
            wrong = "has one of the characters " + FORBIDDEN.replace(" ", "") + " or a space";
        } else if (name.matches("[-_+].*")) {
            wrong = "starts with -, _ or +";
        } else if (name.matches("\\.\\.?")) {
            wrong = "is . or ..";
        } else if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            wrong = "is longer than " + LONGEST + " bytes";
        }
        return wrong.isEmpty() ? Optional.empty()
            : Optional.of(new Problem(where, "'" + name + "' cannot be an index: it " + wrong, "Choose another destination, such as "
                + suggestion(name)));
    }

    private static String suggestion(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.-]+", "_").replaceAll("^[-_+.]+", "");
        return plain.isEmpty() ? "users" : plain.substring(0, Math.min(plain.length(), LONGEST));
    }
}
