package dev.leat.transform;

import org.apache.spark.sql.types.BooleanType;

/**
 * Keeps the records for which a condition is true; others are left out and counted.
 *
 * @param where a Spark SQL expression on mapped fields, under the same rules as a mapping's
 */
public record Filter(String name, String where) implements Transformation {

    @Override
    public void compile(Compilation compilation) {
        compilation.expression(where, "where").ifPresent(condition -> {
            if (!(condition.dataType() instanceof BooleanType)) {
                compilation.problem("where", "the condition gives " + condition.dataType().sql() + ", not true or false", "Compare it with a value");
                return;
            }
            compilation.step(slots -> new Condition(name, Projection.one("", condition, slots)), compilation.fields());
        });
    }
}
