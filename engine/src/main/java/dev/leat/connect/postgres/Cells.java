package dev.leat.connect.postgres;

import dev.leat.connect.Batch;
import dev.leat.connect.Failure;
import dev.leat.connect.jdbc.Plan;
import dev.leat.connect.jdbc.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.unsafe.types.UTF8String;

/** The columns of a COPY, in their order, and how a batch's row fills them. One task's. */
final class Cells {
    private static final int ID = 0;
    private static final int OP = 1;
    private static final int SEQ = 2;
    private static final UTF8String DELETE = UTF8String.fromString("d");
    private static final Encoder LONG = (row, i, out) -> {
        out.int4(8);
        out.int8(row.getLong(i));
    };

    /**
     * @param field    destination field, or empty for one of Leat's own
     * @param required whether the table takes no null
     * @param longest  characters; -1: any number
     */
    private record Cell(String column, String field, int ordinal, Encoder encoder, boolean required, int longest) {}

    private final List<Cell> cells = new ArrayList<>();

    private Cells() {}

    /** Of a staging table. */
    static Cells staged(Plan plan) {
        Cells made = new Cells();
        made.own(Plan.STAGED_SEQ, SEQ, LONG);
        made.own(Plan.STAGED_DELETE, OP, (row, i, out) -> {
            out.int4(2);
            out.int2(DELETE.equals(row.getUTF8String(i)) ? 1 : 0);
        });
        if (plan.id()) {
            made.own(Plan.STAGED_ID, ID, TextEncoder.TEXT);
        }
        if (plan.history()) {
            made.own(Plan.STAGED_AT, plan.at(), Encoders.of(DataTypes.TimestampType));
        }
        for (int i = 0; i < plan.names().size(); i++) {
            made.field(plan, i, "c" + i);
        }
        return made;
    }

    /** Of the table itself; empty where a column has not the natural type of its field. */
    static Optional<Cells> straight(Plan plan) {
        Cells made = new Cells();
        for (int i = 0; i < plan.names().size(); i++) {
            String type = plan.targets().get(i).column().sourceType();
            boolean text = plan.types().get(i) instanceof StringType && type.matches("character varying(\\(\\d+\\))?");
            if (!text && !Encoders.type(plan.types().get(i)).equals(Optional.of(type))) {
                return Optional.empty();
            }
            made.field(plan, i, Relation.quoted(plan.names().get(i)));
        }
        if (plan.id()) {
            made.own(Relation.quoted(Target.ID), ID, TextEncoder.TEXT);
        }
        if (plan.seq()) {
            made.own(Relation.quoted(Target.SEQ), SEQ, LONG);
        }
        if (plan.soft()) {
            made.own(Relation.quoted(Target.DELETED), OP, (row, i, out) -> {
                out.int4(1);
                out.int1(0);
            });
        }
        return Optional.of(made);
    }

    private void own(String column, int ordinal, Encoder encoder) {
        cells.add(new Cell(column, "", ordinal, encoder, false, -1));
    }

    private void field(Plan plan, int field, String column) {
        Target.Field target = plan.targets().get(field);
        cells.add(new Cell(column, plan.names().get(field), Plan.ordinal(field), Encoders.of(plan.types().get(field)), !target.column().nullable(), target.longest()));
    }

    String columns() {
        return String.join(", ", cells.stream().map(Cell::column).toList());
    }

    static boolean isDelete(InternalRow row) {
        return DELETE.equals(row.getUTF8String(OP));
    }

    /** Writes a row, or nothing and why not. */
    Failure write(InternalRow row, CopyBuffer out) {
        int mark = out.length();
        boolean delete = isDelete(row);
        out.int2(cells.size());
        for (Cell cell : cells) {
            if (row.isNullAt(cell.ordinal())) {
                if (cell.required() && !delete) {
                    out.backTo(mark);
                    return new Failure(row.getLong(SEQ), "required", Batch.MATERIALIZE, cell.field(), "", "the column takes no null");
                }
                out.int4(-1);
                continue;
            }
            try {
                cell.encoder().encode(row, cell.ordinal(), out);
                if (cell.longest() >= 0 && row.getUTF8String(cell.ordinal()).numChars() > cell.longest()) {
                    throw new Unfit("the column takes at most " + cell.longest() + " characters");
                }
            } catch (Unfit e) {
                out.backTo(mark);
                return new Failure(row.getLong(SEQ), "refused", Batch.MATERIALIZE, cell.field(), shown(row, cell), e.getMessage());
            }
        }
        return null;
    }

    private static String shown(InternalRow row, Cell cell) {
        return cell.encoder() instanceof TextEncoder ? row.getUTF8String(cell.ordinal()).toString() : "";
    }
}
