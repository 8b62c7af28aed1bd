package dev.leat.transform;

import dev.leat.connect.Failures;
import dev.leat.model.Column;
import dev.leat.model.Problems;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A mapping, its transformers and the destination's constraints, checked and ready to run. Compiling needs no Spark session. */
public final class Program {
    private Program() {}

    /** A step of a program as a plan shows it. {@code kind} is {@code mapping}, a transformer's type or {@code constraints}. */
    public record Step(String name, String kind) {}

    /** Empty after a problem; all problems are told. Runs no code of the user. */
    public static Optional<Program> compile(Definition definition, Problems problems) {
        throw new UnsupportedOperationException();
    }

    /** The destination's fields in order, with Spark SQL types. A field is not nullable where that is certain. */
    public List<Column> fields() {
        throw new UnsupportedOperationException();
    }

    /** The fields that hold the key columns, in the key's order, when the program keeps each of them as it is; else empty. */
    public List<String> key() {
        throw new UnsupportedOperationException();
    }

    public List<Step> steps() {
        throw new UnsupportedOperationException();
    }

    /**
     * Lazy. A record that fails is left out and told to {@code failures}, the first failure of each.
     *
     * @param captured has the source columns, {@code _leat_id}, {@code _leat_op}, {@code _leat_seq} and, where the source has it, {@code _leat_unreadable}
     * @param failures registered
     * @param counters registered
     * @return {@code _leat_id}, {@code _leat_op}, {@code _leat_seq} and the fields. In a {@code d} row fields are null, except those that are a key column
     *     as it is
     */
    public Dataset<Row> apply(SparkSession spark, Dataset<Row> captured, Failures failures, Counters counters) {
        throw new UnsupportedOperationException();
    }
}
