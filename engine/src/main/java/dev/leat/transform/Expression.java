package dev.leat.transform;

import dev.leat.model.Column;
import dev.leat.model.Problems;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;

/**
 * A Spark SQL expression that passed the allowlist: deterministic built-in functions on columns, nothing else. Parsing and checking need no Spark session.
 *
 * @param text  as written
 * @param paths the columns that it uses, and of objects the parts that it names; beyond an array or a map a part may be an element's
 */
public record Expression(String text, SortedSet<ColumnPath> paths) {
    public Expression {
        paths = Collections.unmodifiableSortedSet(paths);
    }

    /** The names of the columns that it uses. */
    public SortedSet<String> columns() {
        return paths.stream().map(ColumnPath::column).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Empty after a problem; all are told. {@code known} are the columns it may use; names are case-sensitive. */
    public static Optional<Expression> parse(String text, Collection<String> known, String where, Problems problems) {
        Syntax syntax = new Syntax(known, where);
        try {
            syntax.check(Settings.within(() -> new CatalystSqlParser().parseExpression(text)));
        } catch (AnalysisException e) {
            problems.add(where, "it is not an expression of Spark SQL: " + Messages.brief(e), "Correct it");
            return Optional.empty();
        }
        problems.addAll(syntax.problems());
        Optional<String> clock = ClockWords.in(text);
        clock.ifPresent(word -> problems.add(where, word + " reads the clock", "Write the date itself or use a column"));
        return syntax.problems().isEmpty() && clock.isEmpty() ? Optional.of(new Expression(text, syntax.paths())) : Optional.empty();
    }

    /** The same where it is not known which columns there are: every name counts as one. */
    public static Optional<Expression> parse(String text, String where, Problems problems) {
        return parse(text, new Anything(), where, problems);
    }

    private static final class Anything extends AbstractCollection<String> {
        @Override
        public boolean contains(Object name) {
            return true;
        }

        @Override
        public Iterator<String> iterator() {
            return Collections.emptyIterator();
        }

        @Override
        public int size() {
            return 0;
        }
    }

    /** The names of all functions that expressions may call, sorted. */
    public static SortedSet<String> functions() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(Functions.ALLOWED));
    }

    /** Its Spark SQL type on these columns; empty after a problem, such as an argument of a wrong type. Columns without a type cannot be used. */
    public Optional<String> type(List<Column> columns, String where, Problems problems) {
        return Analysis.resolve(text, Types.attributes(columns), where, problems).map(resolved -> resolved.dataType().sql());
    }
}
