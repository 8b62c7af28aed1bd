package dev.leat.transform;

import org.apache.spark.sql.AnalysisException;

/** Spark's errors in one line. */
final class Messages {
    private Messages() {}

    /** Without error class, SQL state, the plan or query that follows, and Spark's advice to give up strictness, which does not hold here. */
    static String brief(Throwable error) {
        String message = error instanceof AnalysisException analysis ? analysis.getSimpleMessage() : error.getMessage();
        if (message == null) {
            return error.getClass().getSimpleName();
        }
        String line = message.lines().filter(text -> !text.isBlank()).findFirst().orElse(error.getClass().getSimpleName());
        return line.replaceFirst("^\\[[A-Z0-9_.]+] ", "").replaceFirst(" SQLSTATE: \\w+.*$", "").replaceFirst("\\. (Correct the value|Use `?try_|If necessary|To return NULL).*$", "").replaceFirst("[.;]\\s*$", "");
    }
}
