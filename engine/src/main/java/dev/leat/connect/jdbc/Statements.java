package dev.leat.connect.jdbc;

import java.util.List;
import java.util.Optional;

/**
 * What brings the rows of a staging table, as {@code s}, into a table.
 *
 * @param writes       together they affect each row that is written once
 * @param deletes      affects the rows that are deleted; absent: all are carried out by {@code ends}
 * @param olderDeletes counts the deletes whose row is newer
 * @param ends         what is to be done after that; counts nothing
 */
public record Statements(List<Part> writes, Optional<Part> deletes, String olderDeletes, List<Part> ends) {
    public Statements {
        writes = List.copyOf(writes);
        ends = List.copyOf(ends);
    }

    public Statements(List<Part> writes, Part deletes, String olderDeletes) {
        this(writes, Optional.of(deletes), olderDeletes, List.of());
    }

    /** A statement in two pieces, between which a further condition on the staging table has its place. */
    public record Part(String before, String after) {
        String with(String condition) {
            return before + condition + after;
        }
    }
}
