package dev.leat.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaTest {
    @TempDir
    private static Path folder;

    /** Compiles the body of {@code apply} to {@code lib/NAME.jar}. */
    private static Path workspace(String name, String body) throws IOException {
        Path source = Files.createDirectories(folder.resolve(name + "/org/example")).resolve(name + ".java");
        Files.writeString(source, """
            package org.example;
            import java.util.Map;
            import java.util.Optional;
            import org.apache.spark.sql.Row;
            import org.apache.spark.sql.RowFactory;
            public class NAME implements dev.leat.transform.RowTransformer {
                static { System.setProperty("NAME.ran", "true"); }
                private String suffix;
                @Override public void configure(Map<String, String> options, org.apache.spark.sql.types.StructType output) { suffix = options.getOrDefault("suffix", ""); }
                @Override public Optional<Row> apply(Row row) { BODY }
            }
            """.replace("NAME", name).replace("BODY", body));
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), source.toString());
        assertThat(result).isZero();
        Files.createDirectories(folder.resolve("lib"));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("lib/" + name + ".jar")))) {
            jar.putNextEntry(new JarEntry("org/example/" + name + ".class"));
            Files.copy(source.resolveSibling(name + ".class"), jar);
        }
        return folder;
    }

    private static Trial trial(String name, String fields) {
        return Trial.source("id int, name string, born date").map("id", "id").map("name", "name").map("born", "born").in(folder)
            .then("{type: java, name: J, class: org.example." + name + ", jar: lib/" + name + ".jar, options: {suffix: '!'}, fields: " + fields + "}");
    }

    @Test
    void theUsersClassTurnsRows() throws IOException {
        workspace("Loud", """
            if (row.isNullAt(1)) { return Optional.empty(); }
            java.time.LocalDate born = row.getAs("born");
            return Optional.of(RowFactory.create(-row.getInt(0), row.getString(1).toUpperCase() + suffix, born, (long) born.getYear()));""");
        Trial trial = trial("Loud", "{year: bigint}").then("{type: sql, name: S, columns: {next: year + 1}}");

        assertThat(trial.program().fields()).extracting(field -> field.name() + " " + field.type().orElseThrow())
            .containsExactly("id INT", "name STRING", "born DATE", "year BIGINT", "next BIGINT");
        assertThat(System.getProperty("Loud.ran")).as("compiling runs nothing of the user's").isNull();
        assertThat(trial.run("(1, 'ada', date'1815-12-10'), (2, null, null)")).as("the key keeps its value").containsExactly("[1,ADA!,1815-12-10,1815,1816]");
        assertThat(trial.counters.of(Counters.Name.FILTERED)).isEqualTo(1);
    }

    @Test
    void whatItThrowsOrGivesWronglyCostsOneRecord() throws IOException {
        workspace("Picky", """
            switch (row.getInt(0)) {
                case 1: return Optional.of(row);
                case 2: throw new IllegalStateException("not this one");
                case 3: return Optional.of(RowFactory.create("short"));
                case 4: return Optional.of(RowFactory.create(1, 2, 3));
                default: return null; }""");
        Trial trial = trial("Picky", "{}");

        assertThat(trial.run("(1, 'a', null), (2, 'a', null), (3, 'a', null), (4, 'a', null), (5, 'a', null)")).containsExactly("[1,a,null]");
        assertThat(trial.failed()).containsExactly("2 java J. ", "3 java J. ", "4 java J. ", "5 java J. ");
        assertThat(trial.failures.value()).extracting("detail").contains("IllegalStateException: not this one",
            "IllegalArgumentException: the row has 1 values, expected 3: id, name, born");
    }

    @Test
    void deletesDoNotReachTheUsersClass() throws IOException {
        workspace("Never", "throw new IllegalStateException();");
        Trial trial = trial("Never", "{}");

        assertThat(trial.run(trial.captured("(1, 'a', null)").withColumn("_leat_op", org.apache.spark.sql.functions.lit("d")))).containsExactly("[1,null,null]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        org.example.Good    | lib/missing.jar | {}             | jar: the file 'lib/missing.jar' does not exist. Build the jar and put it there.
        org.example.Good    | lib/../x.jar    | {}             | jar: 'lib/../x.jar' is not in lib/. Put the jar into the workspace's folder lib and write jar: lib/NAME.jar.
        org.example.Bad     | lib/Good.jar    | {}             | class: 'org.example.Bad' cannot be loaded from lib/Good.jar (ClassNotFoundException). Write its full name, and put what it needs into the same jar.
        java.lang.String    | lib/Good.jar    | {}             | class: 'java.lang.String' does not implement dev.leat.transform.RowTransformer. Implement it.
        org.example.Good    | lib/Good.jar    | {x: number}    | fields.x: 'number' is not a Spark SQL type. Write a type such as string, int, decimal(12,2), date, timestamp or array<string>.
        """)
    void isCheckedBeforeTheRun(String className, String jar, String fields, String problem) throws IOException {
        workspace("Good", "return Optional.of(row);");

        assertThat(Trial.source("id int").map("id", "id").in(folder).then("{type: java, name: J, class: " + className + ", jar: " + jar + ", fields: " + fields + "}").problems())
            .containsExactly("flows/y.yaml: pipelines[0].transformers[0]." + problem);
    }
}
