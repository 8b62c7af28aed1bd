package dev.leat.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.leat.connect.Connectors;
import dev.leat.model.Connection;
import dev.leat.model.Kinds;
import dev.leat.model.Problems;
import dev.leat.model.Transformer;
import dev.leat.model.Yaml;
import dev.leat.transform.Transformation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FileSchemaTest {
    private static final Kinds KINDS = new Kinds(Map.of(Connection.class, Connectors.settings(), Transformer.class, Transformation.kinds()));
    private static final String FLOW = """
        flow: F
        source: a
        destination: b
        pipelines:
          - {name: P, source: s, destination: d, %s}
        """;

    @ParameterizedTest
    @EnumSource(FileType.class)
    void itIsADraft7SchemaOfAClosedObject(FileType type) {
        JsonNode schema = FileSchema.of(type);
        assertThat(schema.path("$schema").asText()).isEqualTo("http://json-schema.org/draft-07/schema#");
        assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
        JsonNode meta = Yaml.json().valueToTree(Map.of("$ref", "http://json-schema.org/draft-07/schema#"));
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(meta).validate(schema)).isEmpty();
        assertThat(FileSchema.of(type)).hasToString(schema.toString());
    }

    @Test
    void everyFileOfEverySampleIsValid() throws IOException {
        Path samples = Path.of(System.getProperty("leat.home")).resolve("samples");
        int files = 0;
        try (Stream<Path> workspaces = Files.list(samples)) {
            for (Path workspace : workspaces.filter(folder -> Files.exists(folder.resolve("leat.yaml"))).toList()) {
                for (FileType type : FileType.values()) {
                    for (Path file : files(workspace, type)) {
                        assertThat(wrong(type, Files.readString(file))).as(file.toString()).isEmpty();
                        files++;
                    }
                }
            }
        }
        assertThat(files).isPositive();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        capture: snapshot
        capture: incremental
        capture: {incremental: updated_at, lag: PT10M}
        capture: {incremental: updated_at, lag: 10m}
        capture: {incremental: updated_at, lag: soon}
        capture: {lag: 10m}
        capture: often
        capture: "${env:LEAT_TEST_CAPTURE}"
        capture:
        backlog: {limit: 5%}
        backlog: {limit: 0.5 %}
        backlog: {limit: 100}
        backlog: {limit: 1.5}
        backlog: {limit: many}
        backlog: {name: x, size: 3}
        backlog: []
        key: [id, 7, true]
        key: id
        key: [[id]]
        key: [null]
        write: append
        write: APPEND
        write: sometimes
        auxiliary: {a: {connection: c, cache: PT5M}}
        auxiliary: {a: {connection: c, cache: P1Y}}
        auxiliary: {a: {cache: PT5M}}
        auxiliary: {a: {connection: c, entity: 'sales."Order Details"'}}
        auxiliary: {a: {connection: c, entity: 'sales.'}}
        auxiliary: {a: {connection: c, entity: 'a b'}}
        auxiliary: {a: {connection: c, entity: '"a'}}
        auxiliary: [a]
        transformers: [{type: hash, name: h, columns: [a], salt: '${env:S}'}]
        transformers: [{type: hash, name: h, columns: [a], algorithm: sha-256}]
        transformers: [{type: hash, name: h, columns: [a], algorithm: md5}]
        transformers: [{type: hash, name: h, columns: a}]
        transformers: [{type: hash, columns: [a]}]
        transformers: [{type: rehash, name: h}]
        transformers: [{name: h}]
        transformers: [{type: java, name: j, class: a.B, jar: lib/a.jar}]
        transformers: [{type: java, name: j, className: a.B, jar: lib/a.jar}]
        transformers: [{type: filter, name: f, where: "a > 1"}]
        transformers: [{type: anonymize, name: f, columns: {a: mask, b: truncate(3)}}]
        transformer: []
        """)
    void itSaysOfEachKeyWhatStrictReadingSays(String key) {
        System.setProperty("leat.env.LEAT_TEST_CAPTURE", "snapshot");
        String flow = FLOW.formatted(key);
        Problems problems = new Problems();
        Yaml.tree("f", flow, problems).ifPresent(tree -> Yaml.bind(tree, FileType.FLOW.shape(), KINDS, "f", problems));
        assertThat(wrong(FileType.FLOW, flow).isEmpty()).as(problems.list() + " / " + wrong(FileType.FLOW, flow)).isEqualTo(problems.isEmpty());
    }

    @Test
    void missingAndUnknownKeysAreWrong() {
        assertThat(wrong(FileType.FLOW, FLOW.formatted("exclude: []"))).isEmpty();
        assertThat(wrong(FileType.FLOW, FLOW.formatted("exclude: []").replace("source: a\n", ""))).isNotEmpty();
        assertThat(wrong(FileType.FLOW, "colour: red\n" + FLOW.formatted("exclude: []"))).isNotEmpty();
        assertThat(wrong(FileType.FLOW, "every: often\n" + FLOW.formatted("exclude: []"))).isNotEmpty();
        assertThat(wrong(FileType.FLOW, "retry: {attempts: three}\n" + FLOW.formatted("exclude: []"))).isNotEmpty();
    }

    @Test
    void typeChoosesTheKeysOfAConnectionAndSecretsAreReferences() {
        String workspace = "workspace: w\nlake: ./lake\nconnections: {c: %s}";
        assertThat(wrong(FileType.WORKSPACE, workspace.formatted("{type: redis, url: 'redis://a', password: '${env:REDIS}'}"))).isEmpty();
        assertThat(wrong(FileType.WORKSPACE, workspace.formatted("{type: redis, embedded: {}}"))).isEmpty();
        assertThat(wrong(FileType.WORKSPACE, workspace.formatted("{type: redis, path: a}"))).isNotEmpty();
        assertThat(wrong(FileType.WORKSPACE, workspace.formatted("{type: radish, url: a}"))).isNotEmpty();
        assertThat(wrong(FileType.WORKSPACE, workspace.formatted("{url: a}"))).isNotEmpty();
        assertThat(wrong(FileType.WORKSPACE, workspace.formatted("{type: redis, url: 'redis://a', password: hunter2}"))).isNotEmpty();
    }

    @Test
    void aStageFlowTakesAnyPropsAndNothingElse() {
        String flow = "name: n\nstages:\n  - {name: a, action: Kafka Trigger, props: {topic: events, deep: [{x: 1}]}, out: [b]}\n  - {name: b, action: c%s}\n";
        assertThat(wrong(FileType.STAGE_FLOW, flow.formatted(""))).isEmpty();
        assertThat(wrong(FileType.STAGE_FLOW, flow.formatted(", next: d"))).isNotEmpty();
    }

    private static Set<ValidationMessage> wrong(FileType type, String yaml) {
        Problems problems = new Problems();
        JsonNode tree = Yaml.tree("f", yaml, problems).orElseThrow(() -> new AssertionError(problems.list()));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(FileSchema.of(type)).validate(tree);
    }

    private static List<Path> files(Path workspace, FileType type) {
        try (Stream<Path> all = Files.walk(workspace)) {
            return all.filter(file -> FileSystems.getDefault().getPathMatcher("glob:" + type.files()).matches(workspace.relativize(file)))
                .filter(file -> type != FileType.FLOW && type != FileType.STAGE_FLOW || text(file).contains("\nstages:") == (type == FileType.STAGE_FLOW)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
