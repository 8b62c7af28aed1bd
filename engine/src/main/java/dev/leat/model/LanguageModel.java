package dev.leat.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The language model that is asked when mappings are proposed.
 *
 * @param model   as the provider names it
 * @param baseUrl of the provider's API; with {@code openai} any server that speaks it. Absent: the provider's own
 * @param apiKey  sent in a header, and nowhere else
 * @param samples what is shown of the rows; absent: masked
 * @param budget  absent: the defaults of {@link Budget}
 */
public record LanguageModel(Provider provider, String model, Optional<String> baseUrl, Optional<Secret> apiKey, Optional<Samples> samples, Optional<Budget> budget) {
    /** Whose protocol is spoken. */
    public enum Provider { OPENAI, ANTHROPIC, OLLAMA }

    /** What leaves the machine of the values of a source field. */
    public enum Samples {
        /** A few, each letter and digit replaced. */
        MASKED,
        /** Names, types and descriptions alone. */
        NONE
    }

    public LanguageModel {
        if (model.isBlank()) {
            throw new IllegalArgumentException("model names no model");
        }
        baseUrl.ifPresent(LanguageModel::check);
    }

    private static void check(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() == null || uri.getScheme() == null || !uri.getScheme().toLowerCase(Locale.ROOT).matches("https?")) {
                throw new IllegalArgumentException("baseUrl is to begin with http:// or https:// and a host");
            }
            if (uri.getUserInfo() != null) {
                throw new IllegalArgumentException("baseUrl is not to have a password in it; write apiKey");
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("baseUrl is no URL", e);
        }
    }

    public Samples shown() {
        return samples.orElse(Samples.MASKED);
    }

    public Budget within() {
        return budget.orElse(Budget.DEFAULT);
    }

    /**
     * Where asking ends for one proposal. What was answered until then is used.
     *
     * @param tokens   of all requests and answers together; 200 000 when absent
     * @param answer   tokens of one answer; 1 000 when absent
     * @param timeout  of one request; 60 s when absent
     * @param time     of all together; 5 min when absent
     * @param retries  of a request after a timeout or an error of the server; 2 when absent
     * @param parallel requests at a time; 4 when absent
     */
    public record Budget(Optional<Integer> tokens, Optional<Integer> answer, Optional<Duration> timeout, Optional<Duration> time, Optional<Integer> retries, Optional<Integer> parallel) {
        public static final Budget DEFAULT = new Budget(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        private static final int MOST_PARALLEL = 32;

        public Budget {
            atLeast("tokens", tokens, 0);
            atLeast("answer", answer, 1);
            atLeast("retries", retries, 0);
            atLeast("parallel", parallel, 1);
            if (parallel.isPresent() && parallel.get() > MOST_PARALLEL) {
                throw new IllegalArgumentException("parallel is at most " + MOST_PARALLEL);
            }
            if (timeout.isPresent() && timeout.get().isZero()) {
                throw new IllegalArgumentException("timeout is more than nothing");
            }
        }

        private static void atLeast(String key, Optional<Integer> value, int least) {
            if (value.isPresent() && value.get() < least) {
                throw new IllegalArgumentException(key + " is at least " + least);
            }
        }

        public int allTokens() {
            return tokens.orElse(200_000);
        }

        public int answerTokens() {
            return answer.orElse(1_000);
        }

        public Duration requestTime() {
            return timeout.orElse(Duration.ofSeconds(60));
        }

        public Duration allTime() {
            return time.orElse(Duration.ofMinutes(5));
        }

        public int tries() {
            return 1 + retries.orElse(2);
        }

        public int atATime() {
            return parallel.orElse(4);
        }
    }
}
