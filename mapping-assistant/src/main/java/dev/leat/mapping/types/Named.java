package dev.leat.mapping.types;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The column, nested field or value that a component or an enum's constant stands for. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Named {
    /** Exactly as the entity spells it. */
    String value();

    /** Its Spark SQL type, where the Java type leaves it open. */
    String type() default "";
}
