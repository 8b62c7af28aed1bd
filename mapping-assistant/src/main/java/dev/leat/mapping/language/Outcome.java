package dev.leat.mapping.language;

import java.util.List;
import java.util.Optional;

/**
 * What asking brought.
 *
 * @param replies of the questions in their order
 * @param stopped why not all were asked: {@code tokens}, {@code time}, {@code unreachable}
 * @param tokens  spent, as the answers say; where they do not, at most
 */
public record Outcome(List<Reply> replies, Optional<String> stopped, long tokens) {
    public Outcome {
        replies = List.copyOf(replies);
    }

    /**
     * @param answer  empty where there is none that can be read
     * @param failure why: {@code timeout}, {@code unreachable}, {@code too-long}, {@code http-429} and such, {@code unreadable}, {@code not-asked}
     */
    public record Reply(Optional<Answer> answer, Optional<String> failure) {}
}
