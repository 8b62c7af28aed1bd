package dev.leat.connect.postgres;

/**
 * A column's type in the server's catalogue, domains resolved.
 *
 * @param name    {@code pg_type.typname} of the base type, {@code ""} when it is not one of the server's own
 * @param modifier {@code atttypmod}, -1 when there is none
 * @param kind    {@code pg_type.typtype}
 * @param element name of the element's type for a true array, else empty
 */
record PgType(String name, int modifier, String kind, String element) {

    boolean isArray() {
        return !element.isEmpty();
    }

    PgType ofElements() {
        return new PgType(element, modifier, "b", "");
    }

    /** Of a numeric, by {@code numeric_typmod_precision} of the server. */
    int precision() {
        return modifier - 4 >> 16 & 0xFFFF;
    }

    /** By {@code numeric_typmod_scale}: eleven bits with sign. */
    int scale() {
        return (modifier - 4 & 0x7FF ^ 1024) - 1024;
    }
}
