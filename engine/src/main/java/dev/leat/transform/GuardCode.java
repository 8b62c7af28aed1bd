package dev.leat.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodeGenerator;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.EmptyBlock$;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.catalyst.expressions.codegen.JavaCode;
import org.apache.spark.sql.catalyst.expressions.codegen.SubExprCodes;
import org.apache.spark.sql.types.DataType;
import scala.collection.immutable.Seq;

/**
 * Java code that evaluates all fields of a row in one try block. A row that throws, fails a check, is a delete or has an unreadable value goes to
 * {@link Guard#slowly}.
 */
final class GuardCode {
    private final CodegenContext context;
    private final Fused fused;
    private final List<ExprCode> input;
    private final List<Attribute> columns;
    private final List<String> names = new ArrayList<>();

    GuardCode(CodegenContext context, Fused fused, List<ExprCode> input, List<Attribute> columns) {
        this.context = context;
        this.fused = fused;
        this.input = input;
        this.columns = columns;
    }

    String around(Guard guard, Function<Seq<ExprCode>, String> consume) {
        Expression[] values = fused.values();
        for (int i = 0; i < values.length; i++) {
            names.add(context.freshName("field"));
        }
        String handler = context.addReferenceObj("guard", guard, Guard.class.getName());
        String slow = context.freshName("slow");
        String other = context.freshName("other");
        StringBuilder code = new StringBuilder("do {\n");
        code.append("boolean ").append(slow).append(" = ").append(special()).append(";\n");
        for (int i = 0; i < values.length; i++) {
            code.append(declared(names.get(i), values[i].dataType()));
        }
        code.append("if (!").append(slow).append(") {\ntry {\n").append(evaluated(values)).append(checked(handler, slow))
            .append("} catch (Exception e) {\n").append(slow).append(" = true;\n} catch (StackOverflowError e) {\n").append(slow).append(" = true;\n}\n}\n");
        code.append("if (").append(slow).append(") {\nInternalRow ").append(other).append(" = ").append(handler).append(".slowly(").append(captured()).append(");\n")
            .append("if (").append(other).append(" == null) continue;\n");
        for (int i = 0; i < values.length; i++) {
            code.append(taken(other, i, values[i].dataType()));
        }
        return code.append("}\n").append(consume.apply(fields(values))).append("\n} while (false);\n").toString();
    }

    private String special() {
        ExprCode operation = input.get(Slots.OP);
        String delete = "(!" + operation.isNull() + " && " + Guard.class.getName() + ".isDelete(" + operation.value() + "))";
        return fused.capturesUnreadable() ? delete + " || !" + input.get(Slots.UNREADABLE).isNull() : delete;
    }

    private static String isNull(String name) {
        return name + "IsNull";
    }

    private static String declared(String name, DataType type) {
        return "boolean " + isNull(name) + " = true;\n" + CodeGenerator.javaType(type) + " " + name + " = " + CodeGenerator.defaultValue(type, false) + ";\n";
    }

    /** As Spark's own projection does it, common sub-expressions once. */
    private String evaluated(Expression[] values) {
        context.INPUT_ROW_$eq(null);
        context.currentVars_$eq(Seqs.of(input));
        Seq<Expression> expressions = Seqs.of(List.of(values));
        SubExprCodes common = context.subexpressionEliminationForWholeStageCodegen(expressions);
        List<ExprCode> codes = Seqs.list(context.withSubExprEliminationExprs(common.states(),
            () -> Seqs.of(List.of(values).stream().map(value -> value.genCode(context)).toList())));
        StringBuilder code = new StringBuilder();
        Seqs.list(common.exprCodesNeedEvaluate()).forEach(needed -> code.append(needed.code()).append('\n'));
        code.append(context.evaluateSubExprEliminationState(common.states().values())).append('\n');
        for (int i = 0; i < codes.size(); i++) {
            ExprCode value = codes.get(i);
            code.append(value.code()).append('\n').append(isNull(names.get(i))).append(" = ").append(value.isNull()).append(";\n")
                .append(names.get(i)).append(" = ").append(value.value()).append(";\n");
        }
        return code.toString();
    }

    private String checked(String handler, String slow) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < fused.checks().length; i++) {
            Check check = fused.checks()[i];
            String name = names.get(check.place());
            List<String> wrong = new ArrayList<>();
            if (check.required()) {
                wrong.add(isNull(name));
            }
            if (check.longest() > 0) {
                wrong.add("!" + isNull(name) + " && " + name + ".numBytes() > " + check.longest());
            }
            if (!check.values().isEmpty()) {
                wrong.add("!" + isNull(name) + " && !" + handler + ".allows(" + i + ", " + boxed(name, check.type()) + ")");
            }
            code.append("if (").append(String.join(" || ", wrong)).append(") ").append(slow).append(" = true;\n");
        }
        return code.toString();
    }

    private String captured() {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < input.size(); i++) {
            ExprCode value = input.get(i);
            values.add(value.isNull() + " ? null : " + boxed(value.value().toString(), columns.get(i).dataType()));
        }
        return values.stream().collect(Collectors.joining(", ", "new Object[] {", "}"));
    }

    private static String boxed(String value, DataType type) {
        return "(Object) " + (CodeGenerator.isPrimitiveType(type) ? CodeGenerator.boxedType(type) + ".valueOf(" + value + ")" : value);
    }

    private String taken(String row, int place, DataType type) {
        String name = names.get(place);
        return isNull(name) + " = " + row + ".isNullAt(" + place + ");\n"
            + "if (!" + isNull(name) + ") { " + name + " = " + CodeGenerator.getValue(row, type, String.valueOf(place)) + "; }\n";
    }

    private Seq<ExprCode> fields(Expression[] values) {
        List<ExprCode> fields = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            fields.add(new ExprCode(EmptyBlock$.MODULE$, JavaCode.isNullVariable(isNull(names.get(i))), JavaCode.variable(names.get(i), values[i].dataType())));
        }
        return Seqs.of(fields);
    }
}
