package dev.leat.transform;

import dev.leat.connect.Failure;
import dev.leat.model.LeatException;
import java.time.DateTimeException;
import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.catalyst.InternalRow;

/** What an evaluator's exception means for the record. */
final class Evaluation {
    static final String CAST = "cast";
    static final String EXPRESSION = "expression";

    /** Spark's error classes for values that do not fit or cannot be read. */
    private static final Pattern CASTS = Pattern.compile(
        "(CAST_|CANNOT_PARSE_|NUMERIC_|ARITHMETIC_OVERFLOW|BINARY_ARITHMETIC_OVERFLOW|INTERVAL_ARITHMETIC_OVERFLOW|DATETIME_OVERFLOW|INVALID_FORMAT|CONVERSION_"
            + "|INVALID_DATETIME|FAILED_TO_PARSE|MALFORMED_|DATETIME_FIELD_OUT_OF_BOUNDS|INVALID_DATE|INVALID_TIMESTAMP|ILLEGAL_DAY|INCONSISTENT_BEHAVIOR).*");

    private Evaluation() {}

    /** @throws LeatException when it is not about the record: a salt that cannot be resolved */
    static Failure failure(InternalRow row, String stage, Fields.One field, Throwable error) {
        if (error instanceof LeatException notTheRecord) {
            throw notTheRecord;
        }
        return new Failure(row.getLong(Slots.SEQ), reason(error), stage, field.field(), field.usedValues(row), Messages.brief(error));
    }

    private static String reason(Throwable error) {
        if (error instanceof SparkThrowable spark && spark.getCondition() != null) {
            return CASTS.matcher(spark.getCondition()).matches() ? CAST : EXPRESSION;
        }
        return error instanceof NumberFormatException || error instanceof DateTimeException ? CAST : EXPRESSION;
    }
}
