package dev.leat.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class YamlTest {
    record Note(String text, Optional<Duration> pause, Instant at, List<String> tags) {}

    @Test
    void aRepeatedKeyIsAProblemWithItsLineAtAnyDepth() {
        assertThat(problems("a: 1\nb: 2\na: 3\n")).containsExactly("f.yaml: not readable as YAML in line 3: Duplicate field 'a'. Write each key once.");
        assertThat(problems("a:\n  - {b: 1, c: 2, b: 3}\n")).singleElement().asString().contains("Duplicate field 'b'");
    }

    @Test
    void whatIsNoYamlIsAProblemWithItsLine() {
        assertThat(problems("a: [1, 2\nb: 3\n")).singleElement().asString().startsWith("f.yaml: not readable as YAML in line ").endsWith("Correct the syntax.");
        assertThat(problems("a: 1\n\tb: 2\n")).singleElement().asString().startsWith("f.yaml: not readable as YAML in line ");
    }

    @Test
    void whatHasNoKeysIsAProblem() {
        assertThat(problems("")).containsExactly("f.yaml: expected keys with values, found an empty file. Write it as key: value.");
        assertThat(problems("# only a comment\n")).containsExactly("f.yaml: expected keys with values, found an empty file. Write it as key: value.");
        assertThat(problems("- a\n- b\n")).containsExactly("f.yaml: expected keys with values, found a list. Write it as key: value.");
        assertThat(problems("just text")).containsExactly("f.yaml: expected keys with values, found 'just text'. Write it as key: value.");
        assertThat(problems("7")).containsExactly("f.yaml: expected keys with values, found '7'. Write it as key: value.");
    }

    @Test
    void asSecondDocumentIsAProblem() {
        assertThat(problems("a: 1\n---\nb: 2\n")).singleElement().asString().startsWith("f.yaml: not readable as YAML");
    }

    @Test
    void anchorsThatMultiplyAreAProblemInsteadOfFillingTheMemory() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [").append(("*a" + (i - 1) + ", ").repeat(9)).append("*a").append(i - 1).append("]\n");
        }
        Problems problems = new Problems();
        Optional<?> tree = Yaml.tree("f.yaml", bomb.toString(), problems);
        assertThat(tree.isPresent() && problems.isEmpty() || !problems.isEmpty()).isTrue();
    }

    @Test
    void whatIsWrittenIsReadBackAsItWas() {
        Note note = new Note("yes: \"no\" # 12\nsecond line", Optional.of(Duration.ofSeconds(90)), Instant.parse("2026-11-21T09:00:00.5Z"), List.of("1", "true", "a b", "null", ""));
        Problems problems = new Problems();
        Optional<Note> read = Yaml.tree("f", Yaml.write(note), problems).flatMap(tree -> Yaml.bind(tree, Note.class, new Kinds(Map.of()), "f", problems));
        assertThat(problems.list()).isEmpty();
        assertThat(read).contains(note);
    }

    @Test
    void absentIsNotWritten() {
        assertThat(Yaml.write(new Note("t", Optional.empty(), Instant.EPOCH, List.of()))).isEqualTo("text: t\nat: 1970-01-01T00:00:00Z\n");
    }

    private static List<String> problems(String yaml) {
        Problems problems = new Problems();
        assertThat(Yaml.tree("f.yaml", yaml, problems)).isEmpty();
        return problems.list().stream().map(Problem::toString).toList();
    }
}
