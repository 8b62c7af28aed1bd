package dev.leat.transform;

import dev.leat.connect.Failure;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import scala.Function1;

/** Rows through the user's class. {@code library} is there in every program that compiled. */
final class Custom implements Step {
    private static final long serialVersionUID = 1L;

    private final String stage;
    private final Library library;
    private final String className;
    private final Map<String, String> options;
    private final StructType input;
    private final StructType output;
    private final int[] kept;

    Custom(String stage, Optional<Library> library, String className, Map<String, String> options, Slots input, Slots output) {
        this.stage = stage;
        this.library = library.orElse(null);
        this.className = className;
        this.options = new TreeMap<>(options);
        this.input = schema(input);
        this.output = schema(output);
        this.kept = java.util.stream.IntStream.range(0, output.fields().size()).filter(i -> output.fields().get(i).key().isPresent()).toArray();
    }

    private static StructType schema(Slots slots) {
        StructType schema = new StructType();
        for (Field field : slots.fields()) {
            schema = schema.add(field.name(), field.type(), true);
        }
        return schema;
    }

    @Override
    public Iterator<InternalRow> over(Iterator<InternalRow> rows, Partition partition) {
        RowTransformer transformer = loaded();
        transformer.configure(options, output);
        Converters converters = Settings.always(() -> new Converters(input, output));
        return new RowByRow(rows, partition, row -> {
            if (Deletes.is(row)) {
                return own(row, new Object[output.size()]);
            }
            Optional<Object[]> values = applied(row, transformer, converters);
            if (values.isEmpty()) {
                partition.count(Counters.Name.FILTERED, 1);
            }
            return values.isPresent() ? own(row, values.get()) : null;
        });
    }

    private Optional<Object[]> applied(InternalRow row, RowTransformer transformer, Converters converters) throws Failed {
        try {
            return transformer.apply(converters.row(row)).map(converters::values);
        } catch (Exception | StackOverflowError e) {
            String detail = e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
            throw new Failed(new Failure(row.getLong(Slots.SEQ), "java", stage, "", "", detail));
        }
    }

    private InternalRow own(InternalRow row, Object[] values) {
        Object[] all = new Object[Slots.OWN_SIZE + values.length];
        all[Slots.ID] = row.getUTF8String(Slots.ID);
        all[Slots.OP] = row.getUTF8String(Slots.OP);
        all[Slots.SEQ] = row.getLong(Slots.SEQ);
        System.arraycopy(values, 0, all, Slots.OWN_SIZE, values.length);
        for (int field : kept) {
            int place = Slots.OWN_SIZE + field;
            all[place] = row.isNullAt(place) ? null : row.get(place, input.fields()[field].dataType());
        }
        return new GenericInternalRow(all);
    }

    private RowTransformer loaded() {
        try {
            return (RowTransformer) library.find(className).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new LeatException(Kind.WORKSPACE, stage, "the class '" + className + "' cannot be made (" + e.getClass().getSimpleName() + ")",
                "Give it a public constructor without arguments, and put what it needs into its jar", e);
        }
    }

    /** Between Spark's rows and the user's. */
    private static final class Converters {
        private final StructType input;
        private final StructType output;
        private final Function1<Object, Object>[] toUser;
        private final Function1<Object, Object>[] toSpark;

        @SuppressWarnings({"unchecked", "rawtypes"})
        Converters(StructType input, StructType output) {
            this.input = input;
            this.output = output;
            this.toUser = new Function1[input.size()];
            this.toSpark = new Function1[output.size()];
            for (int i = 0; i < toUser.length; i++) {
                toUser[i] = CatalystTypeConverters.createToScalaConverter(input.fields()[i].dataType());
            }
            for (int i = 0; i < toSpark.length; i++) {
                toSpark[i] = CatalystTypeConverters.createToCatalystConverter(output.fields()[i].dataType());
            }
        }

        Row row(InternalRow row) {
            Object[] values = new Object[toUser.length];
            for (int i = 0; i < values.length; i++) {
                DataType type = input.fields()[i].dataType();
                values[i] = row.isNullAt(Slots.OWN_SIZE + i) ? null : toUser[i].apply(row.get(Slots.OWN_SIZE + i, type));
            }
            return new GenericRowWithSchema(values, input);
        }

        Object[] values(Row row) {
            if (row.size() != toSpark.length) {
                throw new IllegalArgumentException("the row has " + row.size() + " values, expected " + toSpark.length + ": " + String.join(", ", output.fieldNames()));
            }
            Object[] values = new Object[toSpark.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.isNullAt(i) ? null : toSpark[i].apply(row.get(i));
            }
            return values;
        }
    }
}
