package dev.leat.transform;

/**
 * Keeps the records for which a condition is true; others are left out and counted.
 *
 * @param where a Spark SQL expression on mapped fields, under the same rules as a mapping's
 */
public record Filter(String name, String where) implements Transformation {}
