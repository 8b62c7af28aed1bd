package dev.leat.mapping.types;

import dev.leat.model.Problem;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** Finds the conversion between a Java type and a Spark type, and what does not fit. */
final class Conversions {
    private final List<Problem> problems;

    Conversions(List<Problem> problems) {
        this.problems = problems;
    }

    /** @param where record and component, for messages */
    Conversion of(Type java, DataType spark, String where) {
        if (java instanceof ParameterizedType container) {
            Type[] arguments = container.getActualTypeArguments();
            if (container.getRawType() == Optional.class) {
                return of(arguments[0], spark, where);
            } else if (container.getRawType() == List.class && spark instanceof ArrayType array) {
                return list(of(arguments[0], array.elementType(), where));
            } else if (container.getRawType() == Map.class && spark instanceof MapType map) {
                return map(of(arguments[0], map.keyType(), where), of(arguments[1], map.valueType(), where));
            }
            return unfit(java, spark, where);
        }
        Class<?> raw = (Class<?>) java;
        if (raw.isRecord() && spark instanceof StructType struct) {
            return new Shape(raw, struct, this);
        } else if (raw.isEnum() && spark instanceof StringType) {
            return Constants.of(raw);
        } else if (raw == Object.class) {
            return Conversion.SAME;
        }
        JavaType known = JavaType.of(spark);
        if (!raw.getSimpleName().equals(known.plain()) && !raw.getSimpleName().equals(known.boxed())) {
            return unfit(java, spark, where);
        }
        return switch (known) {
            case DATE -> toJava(value -> value instanceof Date date ? date.toLocalDate() : (LocalDate) value);
            case TIMESTAMP -> toJava(value -> value instanceof Timestamp timestamp ? timestamp.toInstant() : (Instant) value);
            case LOCAL -> toJava(value -> value instanceof Timestamp timestamp ? timestamp.toLocalDateTime() : (LocalDateTime) value);
            default -> Conversion.SAME;
        };
    }

    void missing(Class<?> record, String column, StructType there) {
        problems.add(new Problem(record.getSimpleName(), "the rows have no column '" + column + "'", "Pull the schema and generate the types again; there are " + List.of(there.fieldNames())));
    }

    private Conversion unfit(Type java, DataType spark, String where) {
        problems.add(new Problem(where, "the column is " + spark.catalogString() + ", which is no " + java.getTypeName().replaceAll("[a-z]+\\.", ""), "Pull the schema and generate the types again"));
        return Conversion.SAME;
    }

    private interface ToJava extends Function<Object, Object>, java.io.Serializable {}

    private static Conversion toJava(ToJava function) {
        return new Conversion() {
            private static final long serialVersionUID = 1L;

            @Override
            public Object toJava(Object value) {
                return function.apply(value);
            }

            @Override
            public Object toSpark(Object value) {
                return value;
            }
        };
    }

    private static Conversion list(Conversion element) {
        return new Conversion() {
            private static final long serialVersionUID = 1L;

            @Override
            public Object toJava(Object value) {
                List<?> values = value instanceof scala.collection.Seq<?> seq ? CollectionConverters.asJava(seq) : value instanceof List<?> list ? list : List.of((Object[]) value);
                List<Object> converted = new ArrayList<>();
                values.forEach(one -> converted.add(one == null ? null : element.toJava(one)));
                return Collections.unmodifiableList(converted);
            }

            @Override
            public Object toSpark(Object value) {
                List<Object> converted = new ArrayList<>();
                ((List<?>) value).forEach(one -> converted.add(one == null ? null : element.toSpark(one)));
                return CollectionConverters.asScala(converted).toSeq();
            }
        };
    }

    private static Conversion map(Conversion key, Conversion inner) {
        return new Conversion() {
            private static final long serialVersionUID = 1L;

            @Override
            public Object toJava(Object value) {
                Map<?, ?> values = value instanceof scala.collection.Map<?, ?> map ? CollectionConverters.asJava(map) : (Map<?, ?>) value;
                Map<Object, Object> converted = new LinkedHashMap<>();
                values.forEach((name, one) -> converted.put(key.toJava(name), one == null ? null : inner.toJava(one)));
                return Collections.unmodifiableMap(converted);
            }

            @Override
            public Object toSpark(Object value) {
                Map<Object, Object> converted = new LinkedHashMap<>();
                ((Map<?, ?>) value).forEach((name, one) -> converted.put(key.toSpark(name), one == null ? null : inner.toSpark(one)));
                return CollectionConverters.asScala(converted);
            }
        };
    }
}
