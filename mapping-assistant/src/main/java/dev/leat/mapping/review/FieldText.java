package dev.leat.mapping.review;

import dev.leat.mapping.decision.Decision;
import dev.leat.mapping.propose.Evidence;
import dev.leat.mapping.propose.LookUp;
import dev.leat.model.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A field under review as lines for a terminal. */
final class FieldText {
    private static final int LABEL = 16;
    private static final String GAP = "  ";

    private final int width;
    private final int rows;
    private final List<String> lines = new ArrayList<>();

    private FieldText(int width, int rows) {
        this.width = width;
        this.rows = rows;
    }

    /**
     * All that is known of it.
     *
     * @param place such as {@code 3/7}
     * @param rows  of the sample to show, at most
     */
    static List<String> of(ReviewedField field, String place, int width, int rows) {
        FieldText text = new FieldText(width, rows);
        text.head(field, place);
        field.current().ifPresentOrElse(variant -> text.variant(field.target(), variant), () -> text.labeled("open", field.open().orElse("nothing fills it")));
        if (field.changed()) {
            text.labeled("approval", "it is not what was approved");
        }
        for (int i = 0; i < field.alternatives().size(); i++) {
            text.labeled("or " + (i + 1), brief(field.alternatives().get(i)));
        }
        field.lookUp().ifPresent(lookUp -> text.lookUp(field.target(), lookUp));
        field.said().forEach(decision -> text.labeled("said", said(decision, field.target())));
        return text.lines;
    }

    /** One of its expressions. */
    static List<String> of(String target, Variant variant, int width, int rows) {
        FieldText text = new FieldText(width, rows);
        text.variant(target, variant);
        return text.lines;
    }

    private void head(ReviewedField field, String place) {
        String state = field.state().word();
        String type = field.type().map(known -> GAP + known).orElse("") + (field.required() ? ", required" : "");
        String left = Visible.cut(place + GAP + Visible.of(field.target()) + type, width - state.length() - GAP.length());
        lines.add(Visible.padded(left, width - state.length()) + state);
    }

    private void variant(String target, Variant variant) {
        labeled("expression", variant.expression());
        if (variant.confidence().isPresent() || variant.why().isPresent()) {
            labeled("sure", variant.confidence().map(FieldText::number).orElse("not said") + variant.why().map(why -> ": " + why).orElse(""));
        }
        variant.evidence().ifPresentOrElse(evidence -> evidence(target, evidence), () -> labeled("evidence", absent(variant)));
    }

    static String absent(Variant variant) {
        return variant.wrong().map(reason -> "none: it cannot run: " + reason).orElse("none: it was not tried on rows");
    }

    private void lookUp(String target, LookUp lookUp) {
        LookUp.Take take = lookUp.takes().stream().filter(one -> one.target().equals(target)).findFirst().orElseThrow();
        labeled("look up", number(take.confidence()) + ": " + take.why());
        labeled("", lookUp.found() + " of " + lookUp.keys() + " keys found");
        evidence(target, take.evidence());
        labeled("to take it", "leat map propose --add, or write into the flow and its mapping by hand:");
        lookUp.lines().forEach(line -> lines.add(" ".repeat(LABEL) + Visible.of(line)));
        lookUp.line().ifPresent(line -> lines.add(" ".repeat(LABEL) + Visible.of(line)));
    }

    private void evidence(String target, Evidence evidence) {
        labeled("tried on", counted(evidence));
        int half = (width - LABEL - 4) / 2;
        if (!evidence.shown().isEmpty()) {
            lines.add(" ".repeat(LABEL) + Visible.padded("before", half) + " →  " + Visible.cut(target, half));
        }
        evidence.shown().stream().limit(rows).forEach(row -> lines.add((" ".repeat(LABEL) + Visible.padded(Visible.cut(before(row), half), half) + " →  " + Visible.cut(after(row), half)).stripTrailing()));
    }

    static String counted(Evidence evidence) {
        StringBuilder told = new StringBuilder(Counted.of(evidence.rows(), "row"));
        if (evidence.nulls() > 0) {
            told.append("; ").append(evidence.nulls()).append(" null").append(evidence.lost() > 0 ? " (" + evidence.lost() + " had a value)" : "");
        }
        int failed = evidence.failures().values().stream().mapToInt(Integer::intValue).sum();
        told.append(failed == 0 ? "; none fail" : "; " + failed + " fail (" + evidence.failures().entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).collect(Collectors.joining(", ")) + ")");
        evidence.unique().ifPresent(share -> told.append("; ").append(percent(share)).append(" different, as a key"));
        return told.append("; ").append(percent(evidence.satisfied())).append(" are taken").toString();
    }

    /** Rounded down, so that 100 % means all. */
    private static String percent(double share) {
        return String.format(Locale.ROOT, "%d %%", (int) Math.floor(100 * share + 1e-9));
    }

    private static String before(Evidence.Row row) {
        return row.before().isEmpty() ? "(no column)" : row.before().entrySet().stream().map(FieldText::column).collect(Collectors.joining(", "));
    }

    private static String column(Map.Entry<String, Optional<String>> column) {
        return column.getKey() + "=" + value(column.getValue());
    }

    static String after(Evidence.Row row) {
        return row.reason().map(reason -> "fails: " + reason + (row.detail().isEmpty() ? "" : " (" + row.detail() + ")")).orElseGet(() -> value(row.after()));
    }

    static String value(Optional<String> value) {
        return value.map(text -> text.isEmpty() ? "''" : text).orElse("(null)");
    }

    private static String brief(Variant variant) {
        return variant.expression() + variant.confidence().map(sure -> GAP + number(sure)).orElse("") + variant.evidence().map(seen -> GAP + counted(seen)).orElse(variant.wrong().map(reason -> GAP + "cannot run: " + reason).orElse(""));
    }

    static String number(double confidence) {
        return String.format(Locale.ROOT, "%.2f", confidence);
    }

    /** Who, when, what and why, in one sentence. */
    static String said(Decision decision, String target) {
        Optional<Decision.Field> field = decision.field(target);
        String what = field.flatMap(Decision.Field::expression).map(expression -> " " + expression).orElse("") + field.flatMap(Decision.Field::instead).map(before -> " instead of " + before).orElse("");
        return decision.verdict().word() + (decision.verdict() == Decision.Verdict.COMMENTED ? "" : what) + " by " + decision.by() + ", " + decision.at()
            + decision.because().map(because -> ": " + because).orElse("");
    }

    private void labeled(String label, String text) {
        String start = Visible.padded("     " + label, LABEL);
        if (!start.endsWith(" ")) {
            start += " ";
        }
        for (String part : Visible.wrap(text, width - start.length())) {
            lines.add((start + part).stripTrailing());
            start = " ".repeat(start.length());
        }
    }
}
