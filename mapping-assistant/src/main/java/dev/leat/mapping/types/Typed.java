package dev.leat.mapping.types;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoders;
import org.apache.spark.sql.catalyst.encoders.Codec;
import org.apache.spark.sql.catalyst.encoders.RowEncoder$;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import scala.Function0;
import scala.reflect.ClassTag$;

/**
 * Rows as records, by column name. A generated record fits the rows of its entity, from a source, the lake or a destination; any other public record does whose components are
 * named (or {@link Named}) like the columns. In a notebook:
 *
 * <pre>{@code Dataset<Users> users = Typed.read(rows, Users.class);}</pre>
 *
 * and in a {@code java} transformer, where the rows carry their schema:
 *
 * <pre>{@code
 * private Typed<Users> users;
 * public Optional<Row> apply(Row row) {
 *     users = users == null ? Typed.of(row.schema(), Users.class) : users;
 *     Users user = users.from(row);
 *     return Optional.of(users.row(new Users(user.id(), user.name().map(String::strip))));
 * }}</pre>
 *
 * @param <T> the record
 */
public final class Typed<T extends Record> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Class<T> type;
    private final StructType schema;
    private final Shape shape;

    private Typed(Class<T> type, StructType schema) {
        this.type = type;
        this.schema = schema;
        List<Problem> problems = new ArrayList<>();
        shape = new Shape(type, schema, new Conversions(problems));
        if (!problems.isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, problems);
        }
    }

    /**
     * Lazy; its columns are those of the record, so that SQL goes on working on it ({@code users.where("id > 7")}). A value that is not as the schema said (a null where
     * there is none, an unknown value of an enum) fails the job that meets it, with record, component and value.
     *
     * @throws LeatException of kind WORKSPACE with every column that is missing or of another type
     */
    public static <T extends Record> Dataset<T> read(Dataset<Row> rows, Class<T> type) {
        Typed<T> whole = of(rows.schema(), type);
        if (!Modifier.isPublic(type.getModifiers())) {
            throw new LeatException(Kind.WORKSPACE, type.getName(), "the record is not public, so the code that Spark generates cannot see it", "Make it public");
        }
        Column[] columns = Shape.columns(type).stream().map(name -> functions.col('`' + name.replace("`", "``") + '`')).toArray(Column[]::new);
        Dataset<Row> selected = rows.select(columns);
        return selected.as(new Typed<>(whole.type, selected.schema()).encoder());
    }

    /** For rows of this schema. @throws LeatException as of {@link #read} */
    public static <T extends Record> Typed<T> of(StructType schema, Class<T> type) {
        return new Typed<>(type, schema);
    }

    /** @throws IllegalArgumentException for a value that is not as the schema said */
    public T from(Row row) {
        return type.cast(shape.toJava(row));
    }

    /** With all columns of the schema, in its order; those that the record does not have are null. */
    public Row row(T record) {
        return (Row) shape.toSpark(record);
    }

    /** For {@code map} and the like that end in these records: {@code rows.map(f, Typed.of(schema, Users.class).encoder())}. */
    public Encoder<T> encoder() {
        Function0<Codec<? super T, Row>> codec = new Provider<>(this);
        return new AgnosticEncoders.TransformingEncoder<>(ClassTag$.MODULE$.<T>apply(type), RowEncoder$.MODULE$.encoderFor(schema, true), codec, true);
    }

    private static final class Provider<T extends Record> extends scala.runtime.AbstractFunction0<Codec<? super T, Row>> implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Typed<T> typed;

        Provider(Typed<T> typed) {
            this.typed = typed;
        }

        @Override
        public Codec<? super T, Row> apply() {
            return new Rows<>(typed);
        }
    }

    private record Rows<T extends Record>(Typed<T> typed) implements Codec<T, Row> {
        @Override
        public Row encode(T record) {
            return typed.row(record);
        }

        @Override
        public T decode(Row row) {
            return typed.from(row);
        }
    }
}
