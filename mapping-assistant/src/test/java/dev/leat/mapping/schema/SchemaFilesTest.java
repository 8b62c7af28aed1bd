package dev.leat.mapping.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.model.EntityName;
import dev.leat.model.LeatException;
import dev.leat.model.SchemaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaFilesTest {
    private static final EntityName ORDERS = EntityName.of("orders");

    @TempDir
    Path workspace;

    private Path file;

    @BeforeEach
    void rows() throws IOException {
        file = workspace.resolve("schemas/dump/orders.yaml");
        write("id,total,state\n1,2.50,open\n2,3.50,closed\n");
    }

    private void write(String csv) throws IOException {
        Files.writeString(workspace.resolve("orders.csv"), csv);
    }

    private Pull.Pulled pull() {
        return new Pull(new SchemaFiles(workspace), TestServers.files(workspace, dev.leat.connect.files.Format.CSV), 100).pull(List.of(ORDERS)).get(0);
    }

    private SchemaFile label(String field, String labels) throws IOException {
        Path given = Files.writeString(workspace.resolve("labels.txt"), "'" + field + "': " + labels);
        return new Labeling(new SchemaFiles(workspace), "dump", ORDERS).label(Labeling.read(given));
    }

    @Test
    void aPullWritesOneFormAndTheSameEntityTheSameBytes() throws IOException {
        pull();
        assertThat(file).hasContent("""
            entity: orders
            sampled: 2
            fields:
              - name: id
                type: string
                found:
                  - "numbers as text (1234.5): 100 % of 2"
                  - "identifiers (each once): 100 % of 2"
                  - "a key: 100 % of 2"
              - name: total
                type: string
                found:
                  - "numbers as text (1234.5): 100 % of 2"
              - name: state
                type: string
            """);
        byte[] before = Files.readAllBytes(file);
        pull();
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void labelsAndCommentsSurvive() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
            # Orders of the shop.
            entity: orders

            fields:
              # Ours, not the supplier's.
              - {name: id, type: bigint, required: true, key: true, description: "the order's number: yes"}   # checked
              - name: state
                type: string
                values: [open, closed, 'no', "7"]   # from the manual
                description: what it is
            # The end.
            """);
        pull();
        String text = Files.readString(file);
        assertThat(text).startsWith("# Orders of the shop.\nentity: orders\n").endsWith("# The end.\n").containsSubsequence(
            "  # Ours, not the supplier's.\n", "# checked\n", "  - name: id\n    type: string\n    description: \"the order's number: yes\"\n    required: true\n    key: true\n",
            "# from the manual\n", "  - name: state\n    type: string\n    description: what it is\n    values: [open, closed, \"no\", \"7\"]\n", "  - name: total\n");
        pull();
        assertThat(file).hasContent(text);
    }

    @Test
    void aReferenceIsWrittenBackAsAReference() throws IOException {
        pull();
        Files.writeString(workspace.resolve("secret.txt"), "resolved");
        Files.writeString(file, Files.readString(file).replace("  - name: total\n", "  - name: total\n    description: \"${file:secret.txt}\"\n"));
        assertThat(pull().schema().fields().get(1).description()).contains("resolved");
        assertThat(Files.readString(file)).contains("${file:secret.txt}").doesNotContain("resolved");
    }

    @Test
    void aFieldThatIsGoneKeepsItsLabelsForItsReturn() throws IOException {
        pull();
        label("state", "{description: where it stands, values: [open, closed]}");
        write("id,total\n1,2.50\n");
        Pull.Pulled without = pull();
        assertThat(without.differences()).extracting(Difference::sentence).containsExactly("state is gone (was string)");
        assertThat(without.schema().gone()).extracting(SchemaFile.Field::name).containsExactly("state");
        write("id,total,state,new\n1,2.50,open,1\n");
        Pull.Pulled back = pull();
        assertThat(back.schema().gone()).isEmpty();
        assertThat(Label.field(back.schema(), "state").orElseThrow().description()).contains("where it stands");
        assertThat(back.differences()).extracting(Difference::sentence).containsExactly("state is new (string)", "new is new (string)");
        assertThat(back.differences()).noneMatch(Difference::breaks);
    }

    @Test
    void ofAnObjectThatChangedInsideOnlyTheInsideIsTold() throws IOException {
        SchemaFiles files = new SchemaFiles(workspace);
        Pull json = new Pull(files, TestServers.files(workspace, dev.leat.connect.files.Format.JSON), 100);
        Files.writeString(workspace.resolve("a.json"), "{\"user\": {\"age\": 1, \"name\": \"x\"}}\n");
        json.pull(List.of(EntityName.of("a")));
        Files.writeString(workspace.resolve("a.json"), "{\"user\": {\"age\": \"1\", \"name\": \"x\"}}\n");
        assertThat(json.pull(List.of(EntityName.of("a"))).get(0).differences()).extracting(Difference::sentence).containsExactly("user.age was bigint and is string");
    }

    @Test
    void labelsAreGivenChangedAndTakenAway() throws IOException {
        pull();
        assertThat(label("total", "{description: net, unit: EUR, required: true, pii: false}").fields().get(1)).satisfies(total -> {
            assertThat(total.description()).contains("net");
            assertThat(total.unit()).contains("EUR");
            assertThat(total.required()).contains(true);
            assertThat(total.pii()).contains(false);
        });
        assertThat(label("total", "{description: ''}").fields().get(1).description()).isEmpty();
        assertThat(Label.unlabeled(label("total", "{semantic: amount}"))).containsExactly("id", "state");
        assertThat(pull().unlabeled()).containsExactly("id", "state");
    }

    @Test
    void unknownFieldsNeedATypeAndAreAllToldAtOnce() throws IOException {
        pull();
        Labeling labeling = new Labeling(new SchemaFiles(workspace), "dump", ORDERS);
        Label text = Question.DESCRIPTION.label("x");
        String before = Files.readString(file);
        assertThatThrownBy(() -> labeling.label(Map.of("totl", text, "stat", text))).isInstanceOfSatisfying(LeatException.class,
            failure -> assertThat(failure.problems()).hasSize(2).allSatisfy(problem -> assertThat(problem.fix()).contains("[id, state, total]")));
        assertThat(file).hasContent(before);
        assertThat(label("tax", "{type: 'decimal(5,2)', unit: '%'}").fields()).extracting(SchemaFile.Field::name).containsExactly("id", "total", "state", "tax");
        assertThatThrownBy(() -> label("x", "{type: nonsense}")).hasMessageContaining("'nonsense' is not a Spark SQL type");
        assertThatThrownBy(() -> label("x", "{descripton: y}")).hasMessageContaining("descripton");
    }

    @Test
    void aDestinationThatDoesNotExistYetIsDescribedByItsLabels() {
        Labeling labeling = new Labeling(new SchemaFiles(workspace), "search", EntityName.of("\"New Index\""));
        labeling.label(Map.of("id", new Label(Optional.of("bigint"), Optional.of("number"), Optional.empty(), Optional.of(true), Optional.of(true), List.of(), Optional.empty(), Optional.empty())));
        assertThat(new SchemaFiles(workspace).read("search", EntityName.of("\"New Index\"")).orElseThrow().fields()).hasSize(1);
    }

    @Test
    void anyNameIsWrittenSoThatItIsReadBack() throws IOException {
        String names = "true,null,007,a: b,# c,- d,'e,\u00e9\uD83D\uDE42,~,y,f  g,[h],*i,1.50, j ";
        write(names + "\n");
        Pull.Pulled pulled = pull();
        assertThat(pulled.schema().fields()).extracting(SchemaFile.Field::name).containsExactlyElementsOf(new SchemaFiles(workspace).read("dump", ORDERS).orElseThrow().fields().stream().map(SchemaFile.Field::name).toList())
            .contains("true", "null", "007", "a: b", "# c", "- d", "'e", "\u00e9\uD83D\uDE42", "~", "y", "f  g", "[h]", "*i", "1.50");
    }

    @Test
    void questionsAreThoseWithoutAnAnswer() {
        SchemaFile.Field field = new SchemaFile.Field("total", "decimal(9,2)", Optional.empty(), Optional.of("net"), Optional.empty(), Optional.of(true), Optional.empty(), List.of(),
            Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());
        assertThat(Question.of(field)).containsExactly(Question.SEMANTIC, Question.UNIT, Question.KEY, Question.PII);
        assertThat(Question.PII.label(" Y ").pii()).contains(true);
        assertThat(Question.PII.label("")).isEqualTo(Label.NONE);
        assertThat(Question.VALUES.label("a, b,").values()).containsExactly("a", "b");
        assertThatThrownBy(() -> Question.KEY.label("perhaps")).hasMessage("'perhaps' is neither y nor n");
    }
}
