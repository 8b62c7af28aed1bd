package dev.leat.mapping.types;

import org.apache.spark.sql.types.DataType;

/** How Java holds values of a type that has nothing inside. */
enum JavaType {
    BOOLEAN("boolean", "boolean", "Boolean"), BYTE("tinyint", "byte", "Byte"), SHORT("smallint", "short", "Short"), INT("int", "int", "Integer"), LONG("bigint", "long", "Long"),
    FLOAT("float", "float", "Float"), DOUBLE("double", "double", "Double"), DECIMAL("decimal", "BigDecimal", "BigDecimal"), STRING("string", "String", "String"),
    BINARY("binary", "byte[]", "byte[]"), DATE("date", "LocalDate", "LocalDate"), TIMESTAMP("timestamp", "Instant", "Instant"), LOCAL("timestamp_ntz", "LocalDateTime", "LocalDateTime"),
    OTHER("", "Object", "Object");

    private final String spark;
    private final String plain;
    private final String boxed;

    JavaType(String spark, String plain, String boxed) {
        this.spark = spark;
        this.plain = plain;
        this.boxed = boxed;
    }

    static JavaType of(DataType type) {
        String name = type.catalogString().replaceAll("\\(.*", "");
        for (JavaType known : values()) {
            if (known.spark.equals(name)) {
                return known;
            }
        }
        return name.equals("varchar") || name.equals("char") ? STRING : OTHER;
    }

    String plain() {
        return plain;
    }

    String boxed() {
        return boxed;
    }

    String spark() {
        return spark;
    }
}
