package dev.leat.mapping.review;

import dev.leat.mapping.decision.Decision;
import dev.leat.model.Approval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A review as lines for a terminal, none wider than asked for. Nothing that the data holds is passed on as a control character. */
public final class ReviewText {
    private static final int ROWS = 3;
    private static final int HISTORY = 10;

    private final Review review;
    private final int width;

    /** @param width columns of the terminal, at least 60 */
    public ReviewText(Review review, int width) {
        this.review = review;
        this.width = width;
    }

    /** The mapping with its evidence, its approval and what was decided last. */
    public List<String> all() {
        List<String> lines = new ArrayList<>(wrapped(title()));
        lines.addAll(wrapped("in " + review.mappingFile()));
        for (int i = 0; i < review.fields().size(); i++) {
            lines.add("");
            lines.addAll(FieldText.of(review.fields().get(i), place(i), width, ROWS));
        }
        lines.add("");
        lines.addAll(wrapped(approval()));
        List<Decision> history = review.history();
        if (!history.isEmpty()) {
            lines.add("");
            lines.add(history.size() > HISTORY ? "The last " + HISTORY + " of " + history.size() + " decisions:" : "Decisions:");
            history.subList(Math.max(0, history.size() - HISTORY), history.size()).forEach(decision -> lines.addAll(indented(told(decision))));
        }
        return lines;
    }

    List<String> field(int place, int rows) {
        return FieldText.of(review.fields().get(place), place(place), width, rows);
    }

    private String place(int place) {
        return place + 1 + "/" + review.fields().size();
    }

    String title() {
        return review.pipeline() + review.mapping().map(mapping -> ": " + mapping.source().entity() + " to " + mapping.destination().entity()).orElse("");
    }

    /** Whether it is approved, and for which fields that does not hold any more. */
    String approval() {
        Optional<Approval> approval = review.approval();
        if (approval.isEmpty()) {
            return "Nobody has approved it.";
        }
        List<String> changed = changed();
        List<String> removed = removed();
        String given = "Approved by " + approval.get().by() + " at " + approval.get().at();
        if (changed.isEmpty() && removed.isEmpty()) {
            return given + "; whether it still holds: leat map check";
        }
        return given + "; stale, it does not run: " + (changed.isEmpty() ? "" : "changed since: " + String.join(", ", changed)) + (changed.isEmpty() || removed.isEmpty() ? "" : "; ")
            + (removed.isEmpty() ? "" : "removed since: " + String.join(", ", removed));
    }

    private List<String> changed() {
        return review.fields().stream().filter(ReviewedField::changed).map(ReviewedField::target).toList();
    }

    /** Approved, and not in the file any more. */
    private List<String> removed() {
        return review.approval().stream().flatMap(approval -> approval.fields().keySet().stream())
            .filter(name -> review.fields().stream().noneMatch(field -> field.target().equals(name) && field.current().isPresent())).sorted().toList();
    }

    /** How many fields stand how, what is left, and the next command. */
    List<String> summary() {
        List<String> lines = new ArrayList<>();
        List<String> undecided = review.fields().stream().filter(field -> field.state() == ReviewedField.State.UNDECIDED).map(ReviewedField::target).toList();
        String counts = Arrays.stream(ReviewedField.State.values()).filter(state -> count(state) > 0).map(state -> count(state) + " " + state.word()).collect(Collectors.joining(", "));
        lines.addAll(wrapped(review.pipeline() + ": " + (counts.isEmpty() ? "no fields" : counts) + "."));
        if (!undecided.isEmpty()) {
            lines.addAll(wrapped("To decide: " + String.join(", ", undecided)));
        }
        lines.addAll(wrapped(approval()));
        if (undecided.isEmpty() && review.approval().isPresent() && changed().isEmpty() && removed().isEmpty()) {
            return lines;
        }
        String name = quoted(review.pipeline());
        lines.addAll(wrapped("Next: " + (undecided.isEmpty() ? "" : "leat map review " + name + "; then ") + "leat map approve " + name + " --by WHO"));
        return lines;
    }

    private long count(ReviewedField.State state) {
        return review.fields().stream().filter(field -> field.state() == state).count();
    }

    /** For a shell. */
    static String quoted(String name) {
        return name.matches("[^\"$`\\\\!\\p{Cntrl}]*") ? '"' + name + '"' : "'" + name.replace("'", "'\\''") + "'";
    }

    /** A decision in one sentence. */
    static String told(Decision decision) {
        if (decision.fields().size() == 1 && decision.verdict() != Decision.Verdict.APPROVED) {
            return decision.fields().get(0).target() + ": " + FieldText.said(decision, decision.fields().get(0).target());
        }
        String which = decision.verdict() == Decision.Verdict.APPROVED || decision.fields().isEmpty() ? "the mapping" : decision.fields().stream().map(Decision.Field::target).collect(Collectors.joining(", "));
        return which + ": " + FieldText.said(decision, "");
    }

    private List<String> wrapped(String text) {
        return Visible.wrap(text, width);
    }

    private List<String> indented(String text) {
        return Visible.wrap(text, width - 2).stream().map(line -> "  " + line).toList();
    }
}
