package dev.leat.mapping.propose;

import dev.leat.mapping.schema.FieldPath;
import dev.leat.mapping.schema.SampledEntity;
import dev.leat.model.Column;
import dev.leat.model.Problems;
import dev.leat.transform.Attempt;
import dev.leat.transform.Expression;
import dev.leat.transform.TrialRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Executes expressions on the rows of a source entity and says what came of it. Needs no Spark session; runs no function that is not allowed. */
public final class Witness {
    private static final int MOST_ROWS = 10_000;
    private static final int SHOWN = 6;
    private static final int LONGEST = 200;

    private final TrialRows rows;
    private final Map<String, List<Optional<String>>> columns = new LinkedHashMap<>();
    private final List<Source> sources;

    /** On the first ten thousand rows. */
    public Witness(SampledEntity entity) {
        SourceRows source = new SourceRows(entity);
        List<List<Optional<String>>> values = source.values(MOST_ROWS);
        this.rows = TrialRows.of(source.columns(), values);
        this.sources = source.sources(MOST_ROWS);
        List<String> names = source.columns().stream().map(Column::name).toList();
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i), values.get(i));
        }
    }

    /** An expression for a target field. */
    public record Claim(String expression, TargetField target) {}

    /** Empty after a problem: the expression is not allowed, does not parse, or gives a type that the target cannot take. */
    public Optional<Evidence> of(String expression, TargetField target, Problems problems) {
        return of(List.of(new Claim(expression, target)), problems).get(0);
    }

    /** As {@link #of(String, TargetField, Problems)} for each of many, in order, at a lower cost. */
    public List<Optional<Evidence>> of(List<Claim> claims, Problems problems) {
        List<TrialRows.Request> requests = claims.stream().map(claim -> new TrialRows.Request(claim.expression(), new Goal(claim.target(), List.of()).constraint())).toList();
        List<Optional<Attempt>> attempts = rows.attempts(requests, "proposal", problems);
        List<Optional<Evidence>> evidence = new ArrayList<>();
        for (int i = 0; i < claims.size(); i++) {
            Claim claim = claims.get(i);
            evidence.add(attempts.get(i).map(attempt -> evidence(claim, attempt)));
        }
        return evidence;
    }

    private Evidence evidence(Claim claim, Attempt attempt) {
        Set<String> used = Expression.parse(claim.expression(), columns.keySet(), "proposal", new Problems()).map(Expression::columns).orElseThrow();
        Map<String, List<Optional<String>>> before = before(claim.expression(), used);
        Map<String, Integer> failures = new TreeMap<>();
        Set<String> distinct = new HashSet<>();
        int nulls = 0;
        int lost = 0;
        int present = 0;
        for (int row = 0; row < attempt.rows().size(); row++) {
            Attempt.Result result = attempt.rows().get(row);
            int place = row;
            result.reason().ifPresent(reason -> failures.merge(reason, 1, Integer::sum));
            boolean isNull = result.reason().isEmpty() && result.value().isEmpty();
            nulls += isNull ? 1 : 0;
            lost += isNull && before.values().stream().anyMatch(values -> values.get(place).isPresent()) ? 1 : 0;
            present += result.value().isPresent() ? 1 : 0;
            result.value().ifPresent(distinct::add);
        }
        int all = attempt.rows().size();
        double satisfied = all == 0 ? 1 : (double) (all - attempt.failures()) / all;
        Optional<Double> unique = claim.target().key() && present > 0 ? Optional.of((double) distinct.size() / present) : Optional.empty();
        return new Evidence(attempt.type(), all, nulls, lost, failures, satisfied, unique, shown(attempt, before));
    }

    /** Of an object only the parts that the expression names. */
    private Map<String, List<Optional<String>>> before(String expression, Set<String> used) {
        Map<String, List<Optional<String>>> before = new LinkedHashMap<>();
        for (String column : used) {
            List<Source> parts = sources.stream().filter(source -> !FieldPath.read(source.field()).isColumn() && FieldPath.read(source.field()).column().equals(column) && expression.contains(source.sql())).toList();
            parts.forEach(part -> before.put(part.field(), part.values()));
            if (parts.isEmpty()) {
                before.put(column, columns.get(column));
            }
        }
        return before;
    }

    private static List<Evidence.Row> shown(Attempt attempt, Map<String, List<Optional<String>>> before) {
        Set<String> seen = new HashSet<>();
        return IntStream.range(0, attempt.rows().size()).boxed().sorted(Comparator.<Integer>comparingInt(row -> rank(attempt.rows().get(row))).thenComparingInt(row -> row))
            .filter(row -> seen.add(kind(attempt.rows().get(row)))).limit(SHOWN).map(row -> shown(row, attempt.rows().get(row), before)).toList();
    }

    private static int rank(Attempt.Result result) {
        return result.reason().isPresent() ? 0 : result.value().isEmpty() ? 1 : 2;
    }

    /** One row for each reason, one null, each value once. */
    private static String kind(Attempt.Result result) {
        return result.reason().map(reason -> "failure " + reason).or(() -> result.value().map(value -> "value " + value)).orElse("null");
    }

    private static Evidence.Row shown(int row, Attempt.Result result, Map<String, List<Optional<String>>> before) {
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        before.forEach((name, column) -> values.put(name, column.get(row).map(Witness::cut)));
        return new Evidence.Row(row, values, result.value().map(Witness::cut), result.reason(), cut(result.detail()));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
