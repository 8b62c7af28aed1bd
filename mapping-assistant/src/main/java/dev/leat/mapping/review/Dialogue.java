package dev.leat.mapping.review;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A review by lines of text: a field is shown, a command is read, until all is decided, {@code q}, or the end of the input. Works in any terminal and from a pipe. What was decided
 * is on disk at once, so it can end at any time and is taken up again at the first undecided field.
 */
public final class Dialogue {
    private static final int ROWS = 6;
    private static final String KEYS = "a accept | e EXPRESSION edit | 1 choose | r reject | s skip | q quit | ? help";

    private final Review review;
    private final String by;
    private final BufferedReader answers;
    private final Consumer<String> out;
    private final int width;
    private int at;
    private Optional<Variant> chosen = Optional.empty();

    /**
     * @param by    who decides
     * @param out   takes one line after another, without their ends
     * @param width columns of the terminal
     */
    public Dialogue(Review review, String by, BufferedReader answers, Consumer<String> out, int width) {
        this.review = review;
        this.by = by;
        this.answers = answers;
        this.out = out;
        this.width = width;
    }

    /** @throws LeatException as {@link Review} does, where going on makes no sense: a file cannot be written */
    public void run() {
        tell(new ReviewText(review, width).title());
        at = undecidedFrom(0).orElse(0);
        if (review.next().isEmpty()) {
            tell("Every field is decided; any can be decided anew.");
        }
        boolean more = !review.fields().isEmpty();
        if (more) {
            show();
        }
        while (more) {
            Optional<String> line = answer();
            more = line.isPresent() && obey(line.get().strip());
        }
        out.accept("");
        new ReviewText(review, width).summary().forEach(out);
    }

    private Optional<String> answer() {
        try {
            return Optional.ofNullable(answers.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return whether there is more to do */
    private boolean obey(String line) {
        String word = line.split("\\s", 2)[0];
        String rest = line.substring(word.length()).strip();
        try {
            return switch (word) {
                case "a", "accept" -> accept(rest);
                case "e", "edit" -> edit(rest);
                case "r", "reject" -> reject(rest);
                case "c", "comment" -> comment(rest);
                case "all" -> all(rest);
                case "", "s", "skip" -> onward();
                case "b", "back" -> go(Math.max(0, at - 1));
                case "g", "go" -> go(place(rest));
                case "u", "undo" -> go(at);
                case "q", "quit" -> false;
                case "?", "h", "help" -> help();
                default -> number(word);
            };
        } catch (LeatException wrong) {
            if (wrong.kind() != Kind.WORKSPACE) {
                throw wrong;
            }
            wrong.problems().stream().map(Problem::toString).forEach(this::tell);
            return true;
        }
    }

    private ReviewedField field() {
        return review.fields().get(at);
    }

    private boolean accept(String because) {
        if (chosen.isPresent()) {
            review.accept(field().target(), chosen.get().expression(), by, Optional.of(because));
        } else {
            review.accept(field().target(), by, Optional.of(because));
        }
        return decided("accepted");
    }

    private boolean reject(String because) {
        review.reject(field().target(), by, Optional.of(because));
        return decided("rejected; it stays open");
    }

    private boolean decided(String how) {
        tell(field().target() + ": " + how + (review.approval().isPresent() && field().state() != ReviewedField.State.APPROVED ? "; the approval is stale for it" : "") + ".");
        return onward();
    }

    private boolean edit(String given) {
        String expression = given;
        if (given.isEmpty()) {
            tell("The new expression; an empty line leaves it:");
            expression = answer().orElse("").strip();
        }
        return expression.isEmpty() ? go(at) : consider(review.attempt(field().target(), expression));
    }

    private boolean number(String word) {
        if (!word.matches("\\d{1,4}")) {
            tell("'" + word + "' is no command. " + KEYS);
            return true;
        }
        List<Variant> others = field().alternatives();
        int place = Integer.parseInt(word);
        if (place < 1 || place > others.size()) {
            tell(others.isEmpty() ? "There is no alternative; write an expression: e EXPRESSION" : "Alternatives are 1 to " + others.size() + ".");
            return true;
        }
        return consider(review.attempt(field().target(), others.get(place - 1).expression()));
    }

    private boolean consider(Variant variant) {
        chosen = Optional.of(variant);
        FieldText.of(field().target(), variant, width, ROWS).forEach(out);
        boolean stale = field().state() == ReviewedField.State.APPROVED && !field().current().map(Variant::expression).equals(Optional.of(variant.expression()));
        tell("a accepts it" + (stale ? ", and makes the approval stale for " + field().target() : "") + "; u leaves it.");
        return true;
    }

    private boolean comment(String text) {
        if (text.isEmpty()) {
            tell("Say what: c TEXT");
            return true;
        }
        review.comment(field().target(), by, text);
        tell("noted.");
        return true;
    }

    private boolean all(String least) {
        if (!least.matches("(0?\\.\\d+|0|1|1\\.0+)")) {
            tell("Say from which confidence: all 0.9");
            return true;
        }
        Review.Sure sure = review.acceptAll(Double.parseDouble(least), by);
        tell(!sure.accepted().isEmpty() ? "accepted: " + String.join(", ", sure.accepted()) : sure.refused().isEmpty() ? "No undecided field is so sure." : "accepted: none");
        if (!sure.refused().isEmpty()) {
            tell("Left out, since they cannot run:");
            sure.refused().forEach(problem -> tell("  " + problem));
        }
        return field().state() == ReviewedField.State.UNDECIDED ? go(at) : onward();
    }

    private boolean onward() {
        Optional<Integer> next = undecidedFrom(at + 1);
        return next.isPresent() && go(next.get());
    }

    private boolean go(int place) {
        at = place;
        show();
        return true;
    }

    private int place(String name) {
        return IntStream.range(0, review.fields().size()).filter(i -> name.equals(String.valueOf(i + 1)) || review.fields().get(i).target().equals(name)).boxed().findFirst()
            .orElseGet(() -> review.fields().indexOf(review.field(name)));
    }

    private Optional<Integer> undecidedFrom(int start) {
        return IntStream.range(start, Math.max(start, review.fields().size())).filter(i -> review.fields().get(i).state() == ReviewedField.State.UNDECIDED).boxed().findFirst();
    }

    private void show() {
        chosen = Optional.empty();
        out.accept("");
        new ReviewText(review, width).field(at, ROWS).forEach(out);
        tell(KEYS);
    }

    private boolean help() {
        """
            a [WHY]         accept the expression shown last
            e EXPRESSION    try another one; a accepts it then
            1, 2, ...       try this alternative; a accepts it then
            u               leave what was tried
            r [WHY]         reject: the field stays open
            c TEXT          comment
            all 0.9         accept all undecided fields that are at least so sure
            s, Enter        skip to the next undecided field
            b, g FIELD      back; go to a field by name or number
            q               quit; what is decided stays decided
            """.lines().forEach(out);
        return true;
    }

    private void tell(String text) {
        Visible.wrap(text, width).forEach(out);
    }
}
