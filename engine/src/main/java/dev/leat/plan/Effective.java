package dev.leat.plan;

import dev.leat.model.Capture;
import java.util.List;

/**
 * What a pipeline's file leaves open, decided by the live entity.
 *
 * @param why a sentence for the user
 */
record Effective(List<String> key, Capture capture, List<String> exclude, String why) {
    Effective {
        key = List.copyOf(key);
        exclude = List.copyOf(exclude);
    }
}
