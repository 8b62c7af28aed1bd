package dev.leat.connect.jdbc;

import dev.leat.connect.Batch;
import dev.leat.connect.Layout;
import dev.leat.model.Deletes;
import dev.leat.model.WriteMode;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Which column of a batch goes where.
 *
 * @param names   destination fields in the batch's order
 * @param types   their Spark types
 * @param targets the columns they are written to
 * @param match   the columns by which a row is found again: fields, or {@link Target#ID} alone; empty for appends
 * @param id      whether {@link Target#ID} is written
 * @param seq     whether {@link Target#SEQ} is written
 * @param soft    whether a deleted row stays
 * @param history whether each version is a row
 */
public record Plan(List<String> names, List<DataType> types, List<Target.Field> targets, List<String> match, boolean id, boolean seq, boolean soft, boolean history) implements Serializable {
    /** Columns of a staging table beside {@code c0, c1, ...}. */
    public static final String STAGED_SEQ = "leat_seq";
    public static final String STAGED_DELETE = "leat_delete";
    public static final String STAGED_ID = "leat_id";
    public static final String STAGED_AT = "leat_at";
    private static final int OWN = 3;

    /** @param match see {@link Match} */
    static Plan of(Layout layout, StructType rows, Target target, List<String> match) {
        boolean history = layout.mode() == WriteMode.HISTORY;
        int fields = rows.size() - OWN - (history ? 1 : 0);
        List<String> names = Stream.of(rows.fieldNames()).skip(OWN).limit(fields).toList();
        List<DataType> types = Stream.of(rows.fields()).skip(OWN).limit(fields).map(field -> field.dataType()).toList();
        return new Plan(names, types, names.stream().map(name -> target.field(name).orElseThrow()).toList(), match,
            target.has(Target.ID) && (layout.mode() == WriteMode.APPEND || match.equals(List.of(Target.ID))), target.has(Target.SEQ), layout.deletes() == Deletes.SOFT, history);
    }

    public boolean append() {
        return match.isEmpty();
    }

    /** The staging column of a field or of {@link Target#ID}. */
    public String staged(String name) {
        return name.equals(Target.ID) ? STAGED_ID : "c" + names.indexOf(name);
    }

    /** The staged value of a field as its column takes it. */
    public String value(String name) {
        String cast = name.equals(Target.ID) ? "" : targets.get(names.indexOf(name)).cast();
        return cast.isEmpty() ? "s." + staged(name) : "CAST(s." + staged(name) + " AS " + cast + ")";
    }

    /** All columns that are written. */
    public List<String> written() {
        return Stream.of(names.stream(), (id ? Stream.of(Target.ID) : Stream.<String>empty()), (seq ? Stream.of(Target.SEQ) : Stream.<String>empty()),
            (soft ? Stream.of(Target.DELETED) : Stream.<String>empty())).flatMap(part -> part).toList();
    }

    /** Their values, from the staging table {@code s}. */
    public List<String> values(String not) {
        return written().stream().map(name -> name.equals(Target.SEQ) ? "s." + STAGED_SEQ : name.equals(Target.DELETED) ? not : value(name)).toList();
    }

    /** Of {@link dev.leat.connect.Batch#AT} in a row of a history. */
    public int at() {
        return OWN + names.size();
    }

    /** Of a field in a batch's row. */
    public static int ordinal(int field) {
        return field + OWN;
    }
}
