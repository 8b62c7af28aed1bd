package dev.leat.model;

import java.util.List;
import java.util.stream.Collectors;

/** The one exception of Leat. Its kind sets the exit code and whether a retry can help; its problems are all that were found. */
public final class LeatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient List<Problem> problems;

    public LeatException(Kind kind, List<Problem> problems, Throwable cause) {
        super(Secrets.redact(problems.stream().map(Problem::toString).collect(Collectors.joining("\n"))), cause);
        this.kind = kind;
        this.problems = problems.stream().map(Problem::redacted).toList();
    }

    public LeatException(Kind kind, List<Problem> problems) {
        this(kind, problems, null);
    }

    public LeatException(Kind kind, String where, String what, String fix) {
        this(kind, List.of(new Problem(where, what, fix)), null);
    }

    public LeatException(Kind kind, String where, String what, String fix, Throwable cause) {
        this(kind, List.of(new Problem(where, what, fix)), cause);
    }

    public Kind kind() {
        return kind;
    }

    /** All problems, never empty; empty only after Java serialization, where the message still has them. */
    public List<Problem> problems() {
        return problems == null ? List.of() : problems;
    }
}
