package dev.leat.transform;

import dev.leat.model.Column;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;

/**
 * A field between two stages.
 *
 * @param key the key column that it holds as it is
 */
record Field(Attribute attribute, Optional<String> key) {

    static Field of(String name, DataType type, boolean nullable) {
        return new Field(attribute(name, type, nullable), Optional.empty());
    }

    static Field of(String name, Expression value) {
        return of(name, value.dataType(), value.nullable());
    }

    static Attribute attribute(String name, DataType type, boolean nullable) {
        return new AttributeReference(name, type, nullable, Metadata.empty(), NamedExpression.newExprId(), Seqs.of(List.of()));
    }

    String name() {
        return attribute.name();
    }

    DataType type() {
        return attribute.dataType();
    }

    Field named(String name) {
        return new Field(attribute.withName(name), key);
    }

    Field holding(String keyColumn) {
        return new Field(attribute, Optional.of(keyColumn));
    }

    Column column() {
        return new Column(name(), type().sql(), Optional.of(type().sql()), attribute.nullable(), "");
    }
}
