package dev.leat.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.Failure;
import dev.leat.connect.Failures;
import dev.leat.model.Column;
import dev.leat.model.FieldMapping;
import dev.leat.model.Kinds;
import dev.leat.model.Problem;
import dev.leat.model.Problems;
import dev.leat.model.Transformer;
import dev.leat.model.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** A program on a few rows: what to say in a test is the schema, the mapping, the transformers and the rows as SQL. */
final class Trial {
    private static final Kinds KINDS = new Kinds(Map.of(Transformer.class, Transformation.kinds()));

    private final List<Column> source;
    private final List<FieldMapping> mapping = new ArrayList<>();
    private final List<Transformer> transformers = new ArrayList<>();
    private final List<Constraint> constraints = new ArrayList<>();
    private List<String> key = List.of("id");
    private Auxiliaries auxiliaries = Auxiliaries.NONE;
    private Path workspace = Path.of(".");
    final Failures failures = new Failures();
    final Counters counters = new Counters();

    private record Holder(List<Transformer> transformers) {}

    private Trial(String ddl) {
        source = columns(ddl);
    }

    static Trial source(String ddl) {
        return new Trial(ddl);
    }

    static List<Column> columns(String ddl) {
        return Arrays.stream(StructType.fromDDL(ddl).fields())
            .map(field -> new Column(field.name(), "", Optional.of(field.dataType().sql()), field.nullable(), "")).toList();
    }

    static SparkSession spark() {
        return SparkSession.builder().master("local[2]").config("spark.ui.enabled", "false").config("spark.sql.ansi.enabled", "true")
            .config("spark.sql.session.timeZone", "UTC").config("spark.sql.caseSensitive", "true").config("spark.sql.shuffle.partitions", "2")
            .config("spark.driver.host", "localhost").config("spark.driver.bindAddress", "127.0.0.1").getOrCreate();
    }

    Trial key(String... columns) {
        key = List.of(columns);
        return this;
    }

    Trial map(String target, String expression) {
        mapping.add(new FieldMapping(target, expression));
        return this;
    }

    /** A transformer as a user writes it, in one line of YAML. */
    Trial then(String yaml) {
        Problems problems = new Problems();
        Optional<Holder> read = Yaml.tree("flow", "transformers: [" + yaml + "]", problems)
            .flatMap(tree -> Yaml.bind(tree, Holder.class, KINDS, "flow", problems));
        assertThat(problems.list()).isEmpty();
        transformers.addAll(read.orElseThrow().transformers());
        return this;
    }

    static List<Problem> problemsReading(String yaml) {
        Problems problems = new Problems();
        Yaml.tree("flow", "transformers: [" + yaml + "]", problems).flatMap(tree -> Yaml.bind(tree, Holder.class, KINDS, "flow", problems));
        return problems.list();
    }

    Trial demand(String field, String type, String... values) {
        constraints.add(new Constraint(field, Optional.ofNullable(type), false, List.of(values)));
        return this;
    }

    Trial require(String field) {
        List<Constraint> others = List.copyOf(constraints);
        constraints.clear();
        others.stream().filter(other -> !other.field().equals(field)).forEach(constraints::add);
        Optional<Constraint> same = others.stream().filter(other -> other.field().equals(field)).findFirst();
        constraints.add(new Constraint(field, same.flatMap(Constraint::type), true, same.map(Constraint::values).orElse(List.of())));
        return this;
    }

    Trial with(Auxiliaries auxiliaries) {
        this.auxiliaries = auxiliaries;
        return this;
    }

    Trial in(Path workspace) {
        this.workspace = workspace;
        return this;
    }

    private Optional<Program> compile(Problems problems) {
        return Program.compile(new Definition("mappings/x.yaml", "flows/y.yaml: pipelines[0]", source, key, mapping, transformers, constraints, auxiliaries,
            workspace), problems);
    }

    Program program() {
        Problems problems = new Problems();
        Optional<Program> program = compile(problems);
        assertThat(problems.list()).isEmpty();
        return program.orElseThrow();
    }

    List<String> problems() {
        Problems problems = new Problems();
        assertThat(compile(problems)).isEmpty();
        return problems.list().stream().map(Problem::toString).toList();
    }

    /** Rows as {@code VALUES} of SQL; {@code _leat_id}, {@code _leat_op} and {@code _leat_seq} are made up: the sequence counts from 1. */
    Dataset<Row> captured(String values) {
        String columns = String.join(", ", source.stream().map(column -> "cast(`" + column.name() + "` as " + column.type().orElseThrow() + ") `" + column.name() + "`").toList());
        String names = String.join(", ", source.stream().map(column -> "`" + column.name() + "`").toList());
        List<Row> rows = spark().sql("select " + columns + " from values " + values + " as v(" + names + ")").collectAsList();
        List<Row> numbered = new ArrayList<>();
        for (Row row : rows) {
            List<Object> all = new ArrayList<>(List.of("id" + (numbered.size() + 1), "u", (long) numbered.size() + 1));
            for (int i = 0; i < row.size(); i++) {
                all.add(row.get(i));
            }
            numbered.add(org.apache.spark.sql.RowFactory.create(all.toArray()));
        }
        StructType schema = new StructType().add("_leat_id", "string").add("_leat_op", "string").add("_leat_seq", "long");
        for (Column column : source) {
            schema = schema.add(column.name(), org.apache.spark.sql.types.DataType.fromDDL(column.type().orElseThrow()));
        }
        return spark().createDataFrame(numbered, schema);
    }

    List<String> run(String values) {
        return run(captured(values));
    }

    /** The fields of each row, as Spark prints them. */
    List<String> run(Dataset<Row> captured) {
        if (!failures.isRegistered()) {
            spark().sparkContext().register(failures, "failures");
            spark().sparkContext().register(counters, "counters");
        }
        return program().apply(spark(), captured, failures, counters).drop("_leat_id", "_leat_op", "_leat_seq").collectAsList().stream().map(Row::toString).toList();
    }

    List<String> failed() {
        return failures.value().stream().sorted(java.util.Comparator.comparingLong(Failure::seq))
            .map(failure -> failure.seq() + " " + failure.reason() + " " + failure.stage() + "." + failure.field() + " " + failure.value()).toList();
    }
}
