package dev.leat.plan;

import dev.leat.connect.Layout;
import dev.leat.model.Column;
import dev.leat.model.Problems;
import dev.leat.transform.ColumnPath;
import dev.leat.transform.Constraint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Labeled fields that nothing fills. A destination that Leat makes has them all the same, of the labeled type and null, so that it is as its labels say and a later mapping can
 * fill them.
 *
 * @param where  of the labels
 * @param layout what mapping and transformers make
 */
record OpenFields(String where, List<Constraint> labels, Layout layout) {

    List<String> names() {
        return open().stream().map(Constraint::field).toList();
    }

    private List<Constraint> open() {
        return labels.stream().filter(label -> !label.field().contains("[]") && !inside(label.field())).toList();
    }

    /** Of what is filled, or of an object that a label describes as a whole. */
    private boolean inside(String name) {
        ColumnPath field = ColumnPath.read(name);
        return layout.fields().stream().anyMatch(filled -> filled.name().equals(name) || ColumnPath.read(filled.name()).holds(field))
            || labels.stream().map(label -> ColumnPath.read(label.field())).anyMatch(other -> !other.equals(field) && other.holds(field));
    }

    /** How the destination is made: in the labels' order, then what has no label. */
    Layout made(Problems problems) {
        List<String> order = labels.stream().map(Constraint::field).toList();
        List<Column> fields = new ArrayList<>(layout.fields());
        open().forEach(label -> label.column(where + "." + label.field(), problems).ifPresent(fields::add));
        fields.sort(Comparator.comparing(field -> order.contains(field.name()) ? order.indexOf(field.name()) : Integer.MAX_VALUE));
        return layout.with(fields);
    }
}
