package dev.leat.mapping.propose;

import dev.leat.mapping.language.Answer;
import dev.leat.mapping.schema.FieldPath;
import dev.leat.mapping.schema.SampledEntity;
import dev.leat.model.Problem;
import dev.leat.model.Problems;
import dev.leat.transform.Expression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The check of what a language model says: only columns that it was shown, only allowed functions, and it must work on the rows. */
final class Examination {
    private static final int LONGEST = 2_000;
    private static final int SHOWN = 200;
    /** Of the rows must be taken by the destination. */
    private static final double TAKEN = 0.5;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String WHERE = "model";

    private final Synthesis synthesis;
    private final Witness witness;

    Examination(SampledEntity rows) {
        this.synthesis = new Synthesis(rows);
        this.witness = new Witness(rows);
    }

    /** What is to be checked: an answer, and the candidates that were shown with the question. */
    record Said(TargetField target, List<Source> shown, Answer answer) {
        Optional<Source> source() {
            return shown.stream().filter(source -> source.sql().equals(answer.source()) || source.field().equals(answer.source())).findFirst();
        }
    }

    /** What stood the check. */
    record Passed(Said said, String expression, Set<String> columns, Evidence evidence) {}

    record Findings(Map<String, Passed> passed, List<ModelReport.Drop> drops) {}

    Findings of(List<Said> all) {
        List<ModelReport.Drop> drops = new ArrayList<>();
        Map<Said, String> expressions = expressions(all, drops);
        Map<String, Passed> passed = new LinkedHashMap<>();
        expressions.forEach((said, expression) -> {
            try {
                Tried tried = Guarded.call(() -> tried(said, expression), PATIENCE);
                tried.passed().ifPresent(good -> passed.put(said.target().name(), good));
                tried.drop().ifPresent(drops::add);
            } catch (Guarded.TooMuch tooMuch) {
                drops.add(drop(said, expression, tooMuch.cause, ""));
            }
        });
        return new Findings(passed, drops);
    }

    /** One of both. */
    private record Tried(Optional<Passed> passed, Optional<ModelReport.Drop> drop) {}

    private Tried tried(Said said, String expression) {
        Problems problems = new Problems();
        Optional<Set<String>> columns = columns(said, expression, problems);
        Optional<Evidence> evidence = columns.flatMap(known -> witness.of(expression, said.target(), problems));
        Optional<String> cause = columns.isEmpty() ? Optional.of(cause(problems)) : evidence.isEmpty() ? Optional.of("type") : refusal(columns.get(), evidence.get());
        return cause.isPresent() ? new Tried(Optional.empty(), Optional.of(drop(said, expression, cause.get(), problems.list().stream().findFirst().map(Problem::what).orElse(""))))
            : new Tried(Optional.of(new Passed(said, expression, columns.get(), evidence.get())), Optional.empty());
    }

    /** A column alone is converted by the rules, as the matcher's choice is. */
    private Map<Said, String> expressions(List<Said> all, List<ModelReport.Drop> drops) {
        Map<Said, String> expressions = new LinkedHashMap<>();
        Map<Said, Search> searches = new LinkedHashMap<>();
        for (Said said : all) {
            String written = said.answer().expression();
            Optional<Source> same = said.shown().stream().filter(source -> source.field().equals(written) || source.sql().equals(written)).findFirst().or(() -> written.isEmpty() ? said.source() : Optional.empty());
            if (written.length() > LONGEST) {
                drops.add(drop(said, written, "too-long", ""));
            } else if (same.isPresent()) {
                searches.put(said, synthesis.search(new Goal(said.target(), List.of()), List.of(new Origin(same.get().field(), 1, ""))));
                expressions.put(said, same.get().sql());
            } else if (written.isEmpty()) {
                drops.add(drop(said, said.answer().source(), "unknown-column", ""));
            } else {
                expressions.put(said, written);
            }
        }
        synthesis.run(List.copyOf(searches.values()));
        searches.forEach((said, search) -> search.found(Proposer.LEAST).stream().findFirst().ifPresent(draft -> expressions.put(said, draft.sql())));
        return expressions;
    }

    /** What a rule adds to a column may be a column that was not shown; it is the source's all the same. */
    private static Optional<Set<String>> columns(Said said, String expression, Problems problems) {
        boolean written = expression.equals(said.answer().expression());
        Set<String> shown = said.shown().stream().map(source -> root(source.field())).collect(Collectors.toCollection(TreeSet::new));
        return (written ? Expression.parse(expression, shown, WHERE, problems) : Expression.parse(expression, WHERE, problems)).map(Expression::columns);
    }

    static String root(String field) {
        return FieldPath.read(field).column();
    }

    private static Optional<String> refusal(Set<String> columns, Evidence evidence) {
        if (columns.isEmpty()) {
            return Optional.of("no-column");
        }
        if (evidence.satisfied() < TAKEN) {
            return Optional.of("fails-on-sample");
        }
        return evidence.rows() > 0 && evidence.nulls() == evidence.rows() ? Optional.of("always-null") : Optional.empty();
    }

    private static String cause(Problems problems) {
        String first = problems.list().stream().findFirst().map(Problem::what).orElse("");
        return first.startsWith("it is not an expression") ? "syntax" : first.startsWith("there is no column") ? "unknown-column" : "not-allowed";
    }

    private static ModelReport.Drop drop(Said said, String expression, String cause, String detail) {
        String line = expression.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ");
        return new ModelReport.Drop(said.target().name(), line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...", cause, detail);
    }
}
