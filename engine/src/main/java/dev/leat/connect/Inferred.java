package dev.leat.connect;

import dev.leat.model.Column;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;

/** Types as columns tell them, of systems that have none of their own or other ones. */
public final class Inferred {
    private Inferred() {}

    /** Nullable, of the type it is held as. */
    public static Column column(StructField field) {
        String type = text(field.dataType());
        return new Column(field.name(), type, Optional.of(type), true, "");
    }

    /** Spark SQL's text of a type; the longer form where the name of a part needs quotes. */
    public static String text(DataType type) {
        return type.sql().contains("`") ? type.sql() : type.catalogString();
    }
}
