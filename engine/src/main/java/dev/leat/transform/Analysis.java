package dev.leat.transform;

import dev.leat.model.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import org.apache.spark.sql.catalyst.analysis.Analyzer;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.catalog.InMemoryCatalog;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.CommonExpressionDef;
import org.apache.spark.sql.catalyst.expressions.CommonExpressionRef;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.Unevaluable;
import org.apache.spark.sql.catalyst.expressions.With;
import org.apache.spark.sql.catalyst.optimizer.ReplaceExpressions$;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import scala.Option;

/** Spark's own analyser on an empty relation, with built-in functions and nothing else: no session, no catalog, no files. */
final class Analysis {
    private static final String FIX = "Correct the expression or cast its arguments";

    /** Made at the first analysis, because it loads all of Spark's rules. */
    private static final class Loaded {
        static final Analyzer ANALYZER = new Analyzer(new SessionCatalog(
            new InMemoryCatalog(new SparkConf(false), new Configuration(false)), FunctionRegistry.builtin()));
    }

    private Analysis() {}

    /** Ready to be evaluated, over these attributes. Only for texts that passed {@link Syntax}; empty after a problem. */
    static Optional<Expression> resolve(String text, List<Attribute> input, String where, Problems problems) {
        try {
            Expression runnable = Settings.within(() -> runnable(new CatalystSqlParser().parseExpression(text), input));
            if (!isRunnable(runnable)) {
                problems.add(where, "it depends on the clock or the session", "Give each function all its arguments");
                return Optional.empty();
            }
            return Optional.of(runnable);
        } catch (AnalysisException e) {
            problems.add(where, Messages.brief(e), FIX);
        } catch (RuntimeException e) {
            if (!(e instanceof SparkThrowable)) {
                throw e;
            }
            problems.add(where, Messages.brief(e), FIX);
        }
        return Optional.empty();
    }

    /**
     * As {@link #resolve} for many texts, which costs a tenth: the analyser is asked for all of them at once, and for halves of them where that fails.
     */
    static List<Optional<Expression>> resolveAll(List<String> texts, List<Attribute> input, String where, Problems problems) {
        if (texts.size() < 2) {
            return texts.stream().map(text -> resolve(text, input, where, problems)).toList();
        }
        try {
            List<Expression> parsed = new ArrayList<>();
            for (String text : texts) {
                parsed.add(Settings.within(() -> new CatalystSqlParser().parseExpression(text)));
            }
            List<Expression> runnable = Settings.within(() -> runnable(parsed, input));
            if (runnable.stream().allMatch(Analysis::isRunnable)) {
                return runnable.stream().map(Optional::of).toList();
            }
        } catch (AnalysisException e) {
            // Which of them it is shows in the halves
        } catch (RuntimeException e) {
            if (!(e instanceof SparkThrowable)) {
                throw e;
            }
        }
        List<Optional<Expression>> halves = new ArrayList<>(resolveAll(texts.subList(0, texts.size() / 2), input, where, problems));
        halves.addAll(resolveAll(texts.subList(texts.size() / 2, texts.size()), input, where, problems));
        return halves;
    }

    /** For expressions that Leat itself makes. */
    static Expression own(String text, List<Attribute> input) {
        return Settings.always(() -> runnable(new CatalystSqlParser().parseExpression(text), input));
    }

    private static boolean isRunnable(Expression resolved) {
        return resolved.deterministic() && !resolved.exists(node -> node instanceof Unevaluable && !(node instanceof Attribute));
    }

    private static Expression runnable(Expression parsed, List<Attribute> input) {
        return runnable(List.of(parsed), input).get(0);
    }

    private static List<Expression> runnable(List<Expression> parsed, List<Attribute> input) {
        List<NamedExpression> aliases = parsed.stream().map(expression -> (NamedExpression) new Alias(expression, "result", NamedExpression.newExprId(),
            Seqs.of(List.of()), Option.empty(), Seqs.of(List.of()))).toList();
        LogicalPlan plan = new Project(Seqs.of(aliases), new LocalRelation(Seqs.of(input), Seqs.of(List.of()), false, Option.empty()));
        LogicalPlan analysed = Loaded.ANALYZER.executeAndCheck(plan, new QueryPlanningTracker(Option.empty()));
        Project replaced = (Project) ReplaceExpressions$.MODULE$.apply(analysed);
        return Seqs.list(replaced.projectList()).stream().map(alias -> inlined(((Alias) alias).child())).toList();
    }

    /** Spark's optimizer would compute common expressions in a projection below; here they are put in place. */
    private static Expression inlined(Expression node) {
        Expression here = node.mapChildren(Analysis::inlined);
        if (here instanceof With with) {
            Expression child = with.child();
            for (CommonExpressionDef definition : Seqs.list(with.defs())) {
                child = inlined(child, definition);
            }
            return child;
        }
        return here;
    }

    private static Expression inlined(Expression node, CommonExpressionDef definition) {
        if (node instanceof CommonExpressionRef reference && reference.id().equals(definition.id())) {
            return definition.child();
        }
        return node.mapChildren(child -> inlined(child, definition));
    }
}
