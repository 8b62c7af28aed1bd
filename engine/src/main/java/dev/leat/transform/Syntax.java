package dev.leat.transform;

import dev.leat.model.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedExtractValue;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.LambdaFunction;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.UnresolvedNamedLambdaVariable;
import org.apache.spark.sql.types.StringType;

/**
 * Walks a parsed expression and allows only what is listed here and in {@link Functions}: a kind of node that Spark adds one day is refused until
 * somebody adds it. Collects the columns in use.
 */
final class Syntax {
    /** What the parser makes of operators and of functions with a syntax of their own. */
    private static final Set<String> NODES = Set.of(
        "Literal", "CaseWhen", "If", "Cast", "In", "IsNull", "IsNotNull", "And", "Or", "Not", "EqualTo", "EqualNullSafe", "LessThan",
        "LessThanOrEqual", "GreaterThan", "GreaterThanOrEqual", "Between", "Add", "Subtract", "Multiply", "Divide", "Remainder", "IntegralDivide",
        "UnaryMinus", "UnaryPositive", "BitwiseAnd", "BitwiseOr", "BitwiseXor", "BitwiseNot", "ShiftLeft", "ShiftRight", "ShiftRightUnsigned",
        "Concat", "Like", "ILike", "RLike", "LikeAll", "NotLikeAll", "LikeAny", "NotLikeAny", "Lower", "StringTrim", "StringTrimLeft",
        "StringTrimRight", "Substring", "StringLocate", "Overlay", "TimestampAdd", "TimestampDiff", "CreateNamedStruct", "NamePlaceholder", "UnresolvedExtractValue");
    private static final String FIX = "Write it with operators, CASE, CAST and built-in functions on columns";

    private final Collection<String> known;
    private final String where;
    private final SortedSet<ColumnPath> paths = new TreeSet<>();
    private final List<Problem> problems = new ArrayList<>();

    Syntax(Collection<String> known, String where) {
        this.known = known;
        this.where = where;
    }

    SortedSet<ColumnPath> paths() {
        return paths;
    }

    List<Problem> problems() {
        return problems;
    }

    void check(Expression parsed) {
        if (parsed instanceof Alias alias && !alias.child().getClass().getSimpleName().equals("SemiStructuredExtract")) {
            problem("it names its result '" + alias.name() + "'", "Leave out AS; the field's name is its target");
            walk(alias.child(), Set.of());
        } else {
            walk(parsed, Set.of());
        }
    }

    private void walk(Expression node, Set<String> variables) {
        Optional<List<String>> path = path(node);
        if (path.isPresent()) {
            column(path.get(), variables);
        } else if (node instanceof UnresolvedNamedLambdaVariable variable) {
            column(Seqs.list(variable.nameParts()), variables);
        } else if (node instanceof UnresolvedFunction function) {
            function(function);
            walkAll(Seqs.list(function.arguments()), variables);
        } else if (node instanceof LambdaFunction lambda) {
            Set<String> inside = new TreeSet<>(variables);
            Seqs.list(lambda.arguments()).forEach(argument -> inside.add(argument.name()));
            walk(lambda.function(), inside);
        } else if (node instanceof Alias alias) {
            walk(alias.child(), variables);
        } else if (NODES.contains(node.getClass().getSimpleName().replace("$", ""))) {
            walkAll(Seqs.list(node.children()), variables);
        } else {
            refuse(node);
        }
    }

    /** {@code address.city}, {@code (address).city} and {@code address['city']} are the same. */
    private static Optional<List<String>> path(Expression node) {
        if (node instanceof UnresolvedAttribute attribute) {
            return Optional.of(Seqs.list(attribute.nameParts()));
        }
        return node instanceof UnresolvedExtractValue inner && inner.extraction() instanceof Literal literal && literal.dataType() instanceof StringType
            ? path(inner.child()).map(parts -> Stream.concat(parts.stream(), Stream.of(literal.value().toString())).toList()) : Optional.empty();
    }

    private void walkAll(List<Expression> nodes, Set<String> variables) {
        nodes.forEach(node -> walk(node, variables));
    }

    private void column(List<String> parts, Set<String> variables) {
        String name = parts.get(0);
        if (variables.contains(name)) {
            return;
        }
        if (known.contains(name)) {
            paths.add(new ColumnPath(parts));
        } else {
            problem("there is no column '" + String.join(".", parts) + "'", clock(name).orElse(Problem.choices(known)));
        }
    }

    private static Optional<String> clock(String name) {
        return Functions.refusal(name.toLowerCase(Locale.ROOT))
            .map(reason -> "If you mean the function: it " + reason + ". Use a column of the row");
    }

    private void function(UnresolvedFunction function) {
        List<String> parts = Seqs.list(function.nameParts());
        String name = parts.get(parts.size() - 1).toLowerCase(Locale.ROOT);
        Optional<String> reason = Functions.refusal(name);
        if (parts.size() > 1) {
            problem("the function '" + String.join(".", parts) + "' is named with a catalog or schema", "Use a built-in function by its plain name");
        } else if (reason.isPresent()) {
            problem("the function '" + name + "' is not allowed: it " + reason.get(), "Use functions of this one row's columns");
        } else if (!Functions.ALLOWED.contains(name)) {
            List<String> nearest = Functions.nearest(name);
            problem("the function '" + name + "' is not known", nearest.isEmpty() ? "Use a deterministic built-in function of Spark SQL"
                : Problem.choices(nearest) + " or another deterministic built-in function");
        } else if (name.equals("unix_timestamp") && function.arguments().isEmpty()) {
            problem("unix_timestamp() without a column reads the clock", "Give it a column: unix_timestamp(COLUMN)");
        }
        if (function.isDistinct() || function.filter().isDefined() || function.ignoreNulls().isDefined() || !function.orderingWithinGroup().isEmpty()) {
            problem("'" + name + "' is called as an aggregate (DISTINCT, FILTER, IGNORE NULLS or WITHIN GROUP)", "Call it as name(arguments)");
        }
    }

    private void refuse(Expression node) {
        switch (node.getClass().getSimpleName()) {
            case "UnresolvedStar", "UnresolvedRegex", "UnresolvedStarWithColumns", "UnresolvedStarExceptOrReplace" ->
                problem("'*' stands for all columns", "Name the columns one by one");
            case "ScalarSubquery", "Exists", "InSubquery", "ListQuery", "LateralSubquery", "UnresolvedTableArgument", "FunctionTableSubqueryArgumentExpression" ->
                problem("it has a sub-query, which reads other tables", "Use the transformer lookup to add fields of another entity");
            case "WindowExpression", "UnresolvedWindowExpression" -> problem("a window function (OVER) needs other rows", "Use functions of this one row's columns");
            case "NamedParameter", "PosParameter" -> problem("it has a parameter that nothing fills", "Write the value itself");
            case "ExpressionWithUnresolvedIdentifier", "PlanWithUnresolvedIdentifier" -> problem("IDENTIFIER(...) makes a name out of a value", "Write the name itself");
            case "Collate", "UnresolvedCollation" -> problem("COLLATE changes how texts compare", "Use lower(...) or upper(...) to compare without case");
            case "SemiStructuredExtract" -> problem("':' reads a field of a variant", "Use get_json_object(COLUMN, '$.field') on JSON text");
            default -> problem("'" + node.prettyName() + "' is not allowed in an expression", FIX);
        }
    }

    private void problem(String what, String fix) {
        problems.add(new Problem(where, what, fix));
    }
}
