package dev.leat.connect.jdbc;

import java.util.List;

/**
 * What brings the rows of a staging table, as {@code s}, into a table.
 *
 * @param writes       together they affect each row that is written once
 * @param deletes      affects the rows that are deleted
 * @param olderDeletes counts the deletes whose row is newer
 */
public record Statements(List<Part> writes, Part deletes, String olderDeletes) {
    public Statements {
        writes = List.copyOf(writes);
    }

    /** A statement in two pieces, between which a further condition on the staging table has its place. */
    public record Part(String before, String after) {
        String with(String condition) {
            return before + condition + after;
        }
    }
}
