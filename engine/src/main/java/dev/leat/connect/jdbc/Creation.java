package dev.leat.connect.jdbc;

import dev.leat.connect.Layout;
import dev.leat.model.Column;
import dev.leat.model.Deletes;
import dev.leat.model.EntityName;
import dev.leat.model.WriteMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Makes a table for a layout. */
record Creation(Connection connection, Grammar grammar, EntityName entity, Layout wanted) {

    /** @return where it was made */
    Target run() throws SQLException {
        for (String command : grammar.schemaOf(connection, entity)) {
            execute(command);
        }
        Target place = grammar.place(connection, entity);
        // A table of this name may have been dropped; dead before the next statement, this is done once more
        new Watermarks(grammar, place).forget(connection);
        execute("CREATE TABLE " + place.sql() + " (" + String.join(", ", columns()) + ")");
        for (Column field : wanted.fields()) {
            if (!field.note().isEmpty()) {
                Optional<String> comment = grammar.comment(place.sql(), grammar.quoted(field.name()), type(field), field.note());
                if (comment.isPresent()) {
                    execute(comment.get());
                }
            }
        }
        return place;
    }

    /** The key as fields, where each of them can be part of one. */
    private boolean keyed() {
        return wanted.mode() != WriteMode.APPEND && !wanted.key().isEmpty()
            && wanted.fields().stream().filter(field -> wanted.key().contains(field.name())).allMatch(field -> grammar.type(TargetCheck.type(field)).equals(grammar.keyType(TargetCheck.type(field))));
    }

    private List<String> columns() {
        boolean keyed = keyed();
        List<String> columns = new ArrayList<>();
        for (Column field : wanted.fields()) {
            columns.add(grammar.quoted(field.name()) + " " + type(field) + (keyed && wanted.key().contains(field.name()) ? " NOT NULL" : ""));
        }
        List<String> key = keyed ? wanted.key() : List.of(Target.ID);
        if (!keyed && wanted.mode() != WriteMode.APPEND) {
            columns.add(grammar.quoted(Target.ID) + " " + grammar.keyType(DataTypes.StringType).orElseThrow() + " NOT NULL");
        }
        columns.add(grammar.quoted(Target.SEQ) + " " + grammar.type(DataTypes.LongType).orElseThrow());
        if (wanted.deletes() == Deletes.SOFT) {
            columns.add(grammar.quoted(Target.DELETED) + " " + grammar.type(DataTypes.BooleanType).orElseThrow());
        }
        if (wanted.mode() == WriteMode.HISTORY) {
            String time = " " + grammar.type(DataTypes.TimestampType).orElseThrow();
            columns.addAll(List.of(grammar.quoted(Target.FROM) + time, grammar.quoted(Target.TO) + time, grammar.quoted(Target.CURRENT) + " " + grammar.type(DataTypes.BooleanType).orElseThrow()));
            key = Stream.concat(key.stream(), Stream.of(Target.SEQ)).toList();
        }
        if (wanted.mode() != WriteMode.APPEND) {
            columns.add("PRIMARY KEY (" + key.stream().map(grammar::quoted).collect(Collectors.joining(", ")) + ")");
        }
        return columns;
    }

    private String type(Column field) {
        DataType type = TargetCheck.type(field);
        return grammar.type(type).orElseThrow();
    }

    private void execute(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
