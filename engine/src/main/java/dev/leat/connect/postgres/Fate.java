package dev.leat.connect.postgres;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;

/**
 * How a type is held: every type of the server has one.
 *
 * @param type    Spark SQL type
 * @param note    for {@link dev.leat.model.Column#note()}
 * @param cast    whether the server turns it into text
 * @param decoder for the binary form of what is selected; made when it is read, so that a schema needs no class of Spark
 * @param unheld  SQL condition on {@code %s} for values that the type cannot hold and the decoder does not tell; these are selected as text
 */
record Fate(String type, String note, boolean cast, Supplier<Decoder> decoder, Optional<String> unheld) {
    private static final int LONGEST = 38;
    private static final Fate AS_TEXT = new Fate("string", "as text", true, () -> Decoders.TEXT, Optional.empty());

    static Fate of(PgType type, int serverVersion) {
        return type.isArray() ? array(type, serverVersion) : scalar(type);
    }

    private static Fate scalar(PgType type) {
        if (type.kind().equals("e")) {
            return text(() -> Decoders.TEXT);
        }
        return switch (type.name()) {
            case "bool" -> exact("boolean", () -> Decoders.BOOL);
            case "int2" -> exact("smallint", () -> Decoders.INT2);
            case "int4" -> exact("int", () -> Decoders.INT4);
            case "int8" -> exact("bigint", () -> Decoders.INT8);
            case "oid" -> exact("bigint", () -> Decoders.OID);
            case "float4" -> exact("float", () -> Decoders.INT4);
            case "float8" -> exact("double", () -> Decoders.INT8);
            case "numeric" -> numeric(type);
            case "date" -> exact("date", () -> Decoders.DATE);
            case "timestamp" -> exact("timestamp_ntz", () -> Decoders.TIMESTAMP);
            case "timestamptz" -> exact("timestamp", () -> Decoders.TIMESTAMPTZ);
            case "text", "varchar", "name" -> exact("string", () -> Decoders.TEXT);
            case "bpchar" -> new Fate("string", "with its trailing blanks", false, () -> Decoders.TEXT, Optional.empty());
            case "bytea" -> exact("binary", () -> Decoders.BYTEA);
            case "uuid" -> text(() -> Decoders.UUID);
            case "json" -> text(() -> Decoders.TEXT);
            case "jsonb" -> text(() -> Decoders.JSONB);
            default -> AS_TEXT;
        };
    }

    /** A scale below zero or above the precision has a decimal that holds the same values. */
    private static Fate numeric(PgType type) {
        if (type.modifier() < 0) {
            return AS_TEXT;
        }
        int scale = Math.max(type.scale(), 0);
        int precision = Math.max(type.precision() - Math.min(type.scale(), 0), scale);
        return precision > LONGEST ? AS_TEXT : exact("decimal(" + precision + "," + scale + ")", () -> new NumericDecoder(precision, scale));
    }

    private static Fate array(PgType type, int serverVersion) {
        Fate element = scalar(type.ofElements());
        if (!element.note.isEmpty()) {
            return AS_TEXT;
        }
        String unheld = "array_ndims(%1$s) > 1" + switch (type.element()) {
            case "numeric" -> " OR 'NaN' = ANY(%1$s)" + (serverVersion >= 140_000 ? " OR 'Infinity' = ANY(%1$s) OR '-Infinity' = ANY(%1$s)" : "");
            case "date" -> " OR 'infinity' = ANY(%1$s) OR '-infinity' = ANY(%1$s)";
            case "timestamp", "timestamptz" -> " OR '" + PgTime.TOO_LATE + "' <= ANY(%1$s) OR '-infinity' = ANY(%1$s)";
            default -> "";
        };
        return new Fate("array<" + element.type + ">", "one dimension; values of more are kept as text beside the row", false,
            () -> new ArrayDecoder(element.decoder.get(), CatalystSqlParser$.MODULE$.parseDataType(element.type)), Optional.of(unheld));
    }

    private static Fate exact(String type, Supplier<Decoder> decoder) {
        return new Fate(type, "", false, decoder, Optional.empty());
    }

    private static Fate text(Supplier<Decoder> decoder) {
        return new Fate("string", "as text", false, decoder, Optional.empty());
    }

    /** What COPY selects for a column of this name in double quotes: one expression, or two where {@link #unheld} is present. */
    String select(String quoted) {
        if (unheld.isPresent()) {
            String condition = unheld.get().formatted(quoted);
            return "CASE WHEN " + condition + " THEN NULL ELSE " + quoted + " END, CASE WHEN " + condition + " THEN " + quoted + "::text END";
        }
        return cast ? quoted + "::text" : quoted;
    }
}
