package dev.leat.transform;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.unsafe.types.UTF8String;

/** The built-in functions that expressions may call, and why they may not call the others. A function that is in neither list is unknown. */
final class Functions {
    private static final int SUGGESTED = 5;

    static final Set<String> ALLOWED = Set.copyOf(lines("allowed-functions.txt"));
    static final Map<String, String> REFUSED = lines("refused-functions.txt").stream().map(line -> line.split(": ", 2))
        .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> parts[1]));

    private Functions() {}

    /** Why a function is refused: the end of a sentence that begins with its name. */
    static Optional<String> refusal(String name) {
        return Optional.ofNullable(REFUSED.get(name));
    }

    /** The allowed names that look like this one, the most alike first; often none. */
    static List<String> nearest(String name) {
        UTF8String wanted = UTF8String.fromString(name);
        Map<String, Integer> distances = ALLOWED.stream()
            .collect(Collectors.toMap(known -> known, known -> UTF8String.fromString(known).levenshteinDistance(wanted)));
        int farthest = Math.max(1, name.length() / 3);
        return ALLOWED.stream().filter(known -> distances.get(known) <= farthest)
            .sorted(Comparator.<String>comparingInt(distances::get).thenComparing(Comparator.naturalOrder())).limit(SUGGESTED).toList();
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Functions.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new LeatException(Kind.BUG, resource, "it cannot be read", "Install Leat again", e);
        }
    }
}
