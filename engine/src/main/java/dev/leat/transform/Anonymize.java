package dev.leat.transform;

import dev.leat.model.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Takes from fields what identifies a person. Null stays null.
 *
 * @param columns the {@link Way} by field: {@code mask}, {@code redact}, {@code year}, {@code truncate}, {@code truncate(N)}, {@code null} or
 *                {@code tokenize}; YAML reads an unquoted {@code null} as nothing, which means the same
 * @param salt    key of {@code tokenize}
 */
public record Anonymize(String name, Map<String, Optional<Way>> columns, Optional<Secret> salt) implements Transformation {
    private static final int TOKEN_DIGITS = 16;

    public Anonymize {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        boolean tokenizes = columns.values().stream().flatMap(Optional::stream).anyMatch(way -> way.kind() == Way.Kind.TOKENIZE);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("anonymize names no columns; write columns: {FIELD: mask}");
        }
        if (tokenizes && salt.isEmpty()) {
            throw new IllegalArgumentException("tokenize needs a salt, a secret such as ${env:TOKEN_SALT}");
        }
        if (!tokenizes && salt.isPresent()) {
            throw new IllegalArgumentException("only tokenize uses a salt; leave it out");
        }
    }

    @Override
    public void compile(Compilation compilation) {
        Replacing replacing = new Replacing();
        columns.forEach((name, way) -> compilation.field(name, "columns." + name)
            .flatMap(field -> anonymized(field, way.orElse(Way.NULL), compilation)).ifPresent(value -> replacing.set(name, value)));
        replacing.addTo(compilation);
    }

    private Optional<Expression> anonymized(Field field, Way way, Compilation compilation) {
        Expression value = (Expression) field.attribute();
        String quoted = "`" + field.name().replace("`", "``") + "`";
        return switch (way.kind()) {
            case MASK -> Optional.of(Mask.of(value));
            case REDACT -> Optional.of(compilation.own("if(" + quoted + " is null, cast(null as string), '***')"));
            case NULL -> Optional.of(Literal.create(null, field.type()));
            case TOKENIZE -> Optional.of(new Keyed(salt.orElseThrow(), TOKEN_DIGITS).of(value));
            case YEAR -> year(field, quoted).map(compilation::own).or(() -> unfit(field, way, "a date, timestamp or text", compilation));
            case TRUNCATE -> truncated(field, quoted, way).map(compilation::own)
                .or(() -> unfit(field, way, way.length().isPresent() ? "a text" : "a date or timestamp (for a text write truncate(N))", compilation));
        };
    }

    private static Optional<String> year(Field field, String quoted) {
        DataType type = field.type();
        return type instanceof DateType ? Optional.of("trunc(" + quoted + ", 'YEAR')")
            : isTimestamp(type) ? Optional.of("cast(date_trunc('YEAR', " + quoted + ") as " + type.sql() + ")")
            : Types.isText(type) ? Optional.of("date_format(cast(" + quoted + " as date), 'yyyy')") : Optional.empty();
    }

    private static Optional<String> truncated(Field field, String quoted, Way way) {
        DataType type = field.type();
        if (way.length().isPresent()) {
            return Types.isText(type) ? Optional.of("substring(" + quoted + ", 1, " + way.length().get() + ")") : Optional.empty();
        }
        return type instanceof DateType ? Optional.of("trunc(" + quoted + ", 'MONTH')")
            : isTimestamp(type) ? Optional.of("cast(date_trunc('DAY', " + quoted + ") as " + type.sql() + ")") : Optional.empty();
    }

    private static boolean isTimestamp(DataType type) {
        return type instanceof TimestampType || type instanceof TimestampNTZType;
    }

    private static Optional<Expression> unfit(Field field, Way way, String expected, Compilation compilation) {
        compilation.problem("columns." + field.name(), "'" + way + "' takes " + expected + ", the field '" + field.name() + "' is " + field.type().sql(),
            "Use mask, redact, null or tokenize");
        return Optional.empty();
    }
}
