package dev.leat.mapping.propose;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a language model had to do with a proposal.
 *
 * @param asked    questions that were sent
 * @param answered those with an answer that can be read
 * @param stopped  why not all questions were sent: {@code tokens}, {@code time}, {@code unreachable}
 * @param tokens   spent
 * @param known    of the answers those about fields that are sure without a model
 * @param agreed   of these, how many name the same columns
 * @param chosen   fields that it fills
 * @param failed   questions without an answer, by cause: {@code timeout}, {@code unreachable}, {@code too-long}, {@code http-429} and such, {@code unreadable}
 * @param dropped  answers that did not stand the check, by cause: {@code unknown-column}, {@code not-allowed}, {@code syntax}, {@code no-column}, {@code type},
 *                 {@code fails-on-sample}, {@code always-null}, {@code too-long}, {@code too-slow}, {@code too-big}
 */
public record ModelReport(String provider, String model, int asked, int answered, Optional<String> stopped, long tokens, int known, int agreed, int chosen,
                          Map<String, Integer> failed, Map<String, Integer> dropped, List<Drop> drops) {
    public ModelReport {
        failed = Collections.unmodifiableMap(new TreeMap<>(failed));
        dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
        drops = List.copyOf(drops);
    }

    /**
     * An answer that did not stand the check.
     *
     * @param expression cut, in one line
     */
    public record Drop(String target, String expression, String cause, String detail) {}

    /** Questions were sent and none was answered: the proposal is the one that there is without a model. */
    public boolean isSilent() {
        return asked > 0 && answered == 0;
    }
}
