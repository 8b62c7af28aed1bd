package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.mapping.propose.Assistant;
import dev.leat.mapping.review.Review;
import dev.leat.mapping.review.ReviewedField;
import dev.leat.model.Yaml;
import dev.leat.run.Leat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reviews through the real command, driven by lines, from files to a labeled Delta table. */
class MapReviewTest {
    @TempDir
    Path folder;
    private TestWorkspace workspace;

    @BeforeEach
    void aFlowWithALabeledDestination() throws IOException {
        workspace = new TestWorkspace(folder);
        workspace.write("leat.yaml", """
            workspace: shop
            lake: ./lake
            connections:
              drop: {type: files, path: ./in, format: csv}
              warehouse: {type: delta, path: ./out}
            """);
        workspace.write("flows/f.yaml", """
            flow: F
            source: drop
            destination: warehouse
            retry: {attempts: 1}
            pipelines:
              - {name: Customers, source: customers, destination: profiles, key: [id], capture: append}
              - {name: Members, source: members, destination: people, key: [id], capture: append}
            """);
        String fields = """
            fields:
              - {name: customer_id, type: bigint, required: true, key: true, description: the customer's number}
              - {name: full_name, type: string, description: first and last name}
              - {name: email, type: string, semantic: email, required: true}
              - {name: birth_date, type: date}
              - {name: favourite_colour, type: string, description: the colour that the customer likes best}
            """;
        workspace.write("schemas/warehouse/profiles.yaml", "entity: profiles\n" + fields);
        workspace.write("schemas/warehouse/people.yaml", "entity: people\n" + fields);
        List<String> rows = new ArrayList<>(List.of("id,first_name,last_name,mail,born"));
        for (int i = 1; i <= 60; i++) {
            rows.add("%d,Ada%d,Lovelace,M%d@Example.com,%02d.03.%d".formatted(i, i, i, 1 + i % 28, 1950 + i % 40));
        }
        rows.add("61,Ada,Lovelace,m@example.com,31.13.1990");
        workspace.write("in/customers/a.csv", String.join("\n", rows) + "\n");
        workspace.write("in/members/a.csv", String.join("\n", rows).replace("first_name", "firstName").replace("last_name", "lastName") + "\n");
    }

    private Said review(String... lines) {
        return fed(String.join("\n", lines), "map", "review", "Customers", "--by", "jane@example.com");
    }

    private Said fed(String input, String... words) {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            Said said = workspace.leat(words);
            assertThat(said.code()).as(said.err()).isZero();
            return said;
        } finally {
            System.setIn(before);
        }
    }

    private JsonNode shown(String pipeline) throws IOException {
        return Yaml.json().readTree(workspace.leat("map", "show", pipeline, "--json").out());
    }

    private String state(String field) throws IOException {
        for (JsonNode known : shown("Customers").path("fields")) {
            if (known.path("target").asText().equals(field)) {
                return known.path("state").asText();
            }
        }
        return "unknown";
    }

    @Test
    void aReviewCanBeLeftAndIsTakenUpAtTheFirstUndecidedField() throws IOException {
        workspace.leat("map", "propose", "Customers");
        Said first = review("a", "q");
        assertThat(first.lines()).anyMatch(line -> line.startsWith("1/5  customer_id  bigint, required ")).anyMatch(line -> line.startsWith("2/5  full_name"))
            .contains("customer_id: accepted.", "Customers: 4 undecided, 1 accepted.");
        Said second = review("a because it is right", "e lower(mail)", "a", "s", "r nobody knows it");
        assertThat(second.lines().get(2)).startsWith("2/5  full_name");
        assertThat(second.lines()).contains("email: accepted.", "favourite_colour: rejected; it stays open.", "To decide: birth_date",
            "Next: leat map review \"Customers\"; then leat map approve \"Customers\" --by WHO").anyMatch(line -> line.matches(" +mail=M1@Example.com +→  m1@example.com"));
        assertThat(review("s").out()).contains("4/5  birth_date").doesNotContain("full_name  string");
        assertThat(workspace.read("mappings/customers.yaml")).contains("expression: lower(mail)").doesNotContain("favourite");
        assertThat(workspace.read("decisions/customers.jsonl").lines()).hasSize(4).allMatch(line -> line.contains("\"by\":\"jane@example.com\""));
        assertThat(workspace.leat("map", "check").code()).as("a review does not approve").isNotZero();
        assertThat(review("all 0.5").lines()).contains("accepted: birth_date", "Next: leat map approve \"Customers\" --by WHO");
        assertThat(workspace.leat("map", "approve", "Customers", "--by", "jane@example.com").code()).isZero();
        assertThat(workspace.leat("map", "check", "Customers").code()).isZero();
        assertThat(review().lines()).contains("Every field is decided; any can be decided anew.", "Customers: 1 rejected, 4 approved.");
        assertThat(workspace.leat("map", "show", "Customers").out()).contains("full_name: accepted concat_ws(' ', first_name, last_name) by jane@example.com", "because it is right", "instead of mail",
            "the mapping: approved by jane@example.com");
    }

    @Test
    void whatIsWrongWithAnEditIsSaidAndNothingChanges() throws IOException {
        workspace.leat("map", "propose", "Customers");
        String proposed = workspace.read("mappings/customers.yaml");
        Said said = review("e lower(mial)", "e current_date()", "e lower(", "e array(id)", "e java_method('java.lang.System', 'exit')", "99", "nonsense", "all most", "c", "1", "u", "q");
        assertThat(said.out()).contains("there is no column 'mial'", "'nonsense' is no command").contains("customer_id: it is not an expression of Spark SQL");
        assertThat(said.lines().stream().filter(line -> line.startsWith("mappings/customers.yaml: customer_id: ")).count()).isEqualTo(5);
        assertThat(said.lines()).allMatch(line -> line.length() <= 80);
        assertThat(workspace.read("mappings/customers.yaml")).isEqualTo(proposed);
        assertThat(workspace.resolve("decisions")).doesNotExist();
    }

    /** Written by hand, each as sure as the others; only the first can run. */
    private void fieldsThatCannotRun() throws IOException {
        workspace.write("mappings/customers.yaml", """
            pipeline: Customers
            source: {connection: drop, entity: customers}
            destination: {connection: warehouse, entity: profiles}
            fields:
              - {target: customer_id, expression: cast(id as bigint), confidence: 0.9}
              - {target: full_name, expression: "java_method('java.lang.System', 'exit')", confidence: 0.9}
              - {target: email, expression: lower(gone), confidence: 0.9, alternatives: [lower(mail)]}
              - {target: birth_date, expression: array(born), confidence: 0.9}
              - {target: favourite_colour, expression: "lower(mail", confidence: 0.9}
              - {target: hobby, expression: "null", confidence: 0.9}
            """);
    }

    @Test
    void anExpressionThatCannotRunIsNotAccepted() throws IOException {
        fieldsThatCannotRun();
        Said said = review("g full_name", "a", "g email", "a", "g birth_date", "a", "g favourite_colour", "a", "g hobby", "a", "q");
        String told = said.lines().stream().map(String::strip).collect(java.util.stream.Collectors.joining(" "));
        assertThat(told).contains("mappings/customers.yaml: full_name: the function 'java_method' is not allowed", "mappings/customers.yaml: email: there is no column 'gone'",
            "mappings/customers.yaml: birth_date: it is ARRAY<STRING>, which the destination's DATE cannot take", "mappings/customers.yaml: favourite_colour: it is not an expression of Spark SQL",
            "mappings/customers.yaml: hobby: its type is not known").contains("Customers: 6 undecided.");
        assertThat(workspace.resolve("decisions")).doesNotExist();
    }

    @Test
    void whatCannotRunIsLeftOutWhereAllThatIsSureIsAccepted() throws IOException {
        fieldsThatCannotRun();
        Said said = review("all 0.8", "q");
        assertThat(said.lines()).contains("accepted: customer_id", "Left out, since they cannot run:", "Customers: 5 undecided, 1 accepted.")
            .anyMatch(line -> line.strip().startsWith("mappings/customers.yaml: email: there is no column 'gone'"));
        assertThat(workspace.read("decisions/customers.jsonl")).contains("customer_id").doesNotContain("email", "birth_date");
        assertThat(review("all 0.8", "q").lines()).contains("accepted: none");
        assertThat(review("1", "a", "q", "q").out()).as("the next one is full_name").doesNotContain("email: accepted.");
        assertThat(review("g email", "1", "a", "q").lines()).contains("email: accepted.");
    }

    @Test
    void evidenceOfAColumnThatIsGoneMakesItsExpressionNoBetter() throws IOException {
        workspace.leat("map", "propose", "Customers");
        workspace.write("in/customers/a.csv", workspace.read("in/customers/a.csv").replaceFirst("mail", "contact"));
        assertThat(review("g email", "a", "q").out()).contains("there is no column 'mail'").doesNotContain("email: accepted.");
    }

    @Test
    void withoutTheSourceWhatItsColumnsDoNotDecideIsRefusedAllTheSame() throws IOException {
        fieldsThatCannotRun();
        workspace.write("leat.yaml", workspace.read("leat.yaml").replace("type: files, path: ./in, format: csv", "type: postgres, url: \"jdbc:postgresql://127.0.0.1:1/x\", user: x"));
        Said said = review("all 0.8", "q");
        assertThat(said.lines()).contains("accepted: customer_id, email, birth_date").anyMatch(line -> line.strip().startsWith("mappings/customers.yaml: full_name: the function"));
    }

    @Test
    void anAlternativeTakesThePlaceOfTheFirstAndTheFileKeepsItsForm() throws IOException {
        workspace.write("mappings/customers.yaml", """
            # ours
            pipeline: Customers
            source: {connection: drop, entity: customers}
            destination: {connection: warehouse, entity: profiles}
            fields:
              - {target: customer_id, expression: cast(id as bigint)}   # the key
              - {target: email, expression: mail, alternatives: [lower(mail)]}
            """);
        assertThat(workspace.leat("map", "approve", "Customers", "--by", "joe").code()).isZero();
        String approved = workspace.read("mappings/customers.yaml");
        Said said = review("g email", "1", "a");
        assertThat(said.lines()).contains("email: accepted; the approval is stale for it.").anyMatch(line -> line.endsWith("stale, it does not run: changed since: email") || line.equals("email"));
        assertThat(workspace.read("mappings/customers.yaml")).isEqualTo(approved.replace("expression: mail, alternatives: [lower(mail)]", "expression: \"lower(mail)\", alternatives: [mail]"));
        assertThat(List.of(state("customer_id"), state("email"))).containsExactly("approved", "accepted");
        Said checked = workspace.leat("map", "check", "Customers", "--json");
        assertThat(checked.code()).isEqualTo(3);
        assertThat(Yaml.json().readTree(checked.out()).at("/pipelines/0/fields")).hasSize(1);
        assertThat(workspace.leat("map", "approve", "Customers", "--by", "joe").code()).isZero();
        assertThat(state("email")).isEqualTo("approved");
    }

    @Test
    void anApprovalCanBeWithdrawnAndFieldsRejected() throws IOException {
        workspace.leat("map", "propose", "Customers");
        assertThat(workspace.leat("map", "reject", "Customers", "--by", "joe").err()).contains("there is no approval to withdraw");
        workspace.leat("map", "approve", "Customers", "--by", "jane");
        String approved = workspace.read("mappings/customers.yaml");
        assertThat(workspace.leat("map", "reject", "Customers", "email", "--by", "joe", "--dry-run").lines()).contains("  email  mail");
        assertThat(workspace.read("mappings/customers.yaml")).isEqualTo(approved);
        assertThat(workspace.leat("map", "reject", "Customers", "emial", "--by", "joe")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).contains("no field 'emial'", "email"));
        assertThat(workspace.leat("map", "reject", "Customers", "--by", "joe", "--because", "not yet").code()).isZero();
        assertThat(workspace.read("mappings/customers.yaml")).isEqualTo(approved.substring(0, approved.indexOf("approval:")));
        assertThat(state("email")).isEqualTo("undecided");
        assertThat(workspace.leat("map", "reject", "Customers", "email", "--by", "joe", "--because", "a work address").code()).isZero();
        assertThat(workspace.read("mappings/customers.yaml")).doesNotContain("email");
        assertThat(state("email")).isEqualTo("rejected");
        assertThat(workspace.leat("map", "show", "Customers").out()).contains("the mapping: withdrawn by joe", "not yet", "email: rejected mail by joe", "a work address");
    }

    @Test
    void whatWasDecidedOnceIsRememberedByLaterProposals() throws IOException {
        workspace.leat("map", "propose", "Customers");
        review("g full_name", "e concat(last_name, ', ', first_name)", "a", "g birth_date", "r it is often wrong", "g email", "r", "q");
        for (String pipeline : List.of("Customers", "Members")) {
            JsonNode proposal = Yaml.json().readTree(workspace.leat("map", "propose", pipeline, "--replace", "--json").out()).path("proposal");
            String names = pipeline.equals("Customers") ? "concat(last_name, ', ', first_name)" : "concat(lastName, ', ', firstName)";
            assertThat(proposal.at("/fields/1/choice/expression").asText()).isEqualTo(pipeline.equals("Customers") ? names : "concat_ws(' ', firstName, lastName)");
            assertThat(proposal.at("/fields/1").toString()).contains(names, "accepted before for Customers by jane@example.com");
            JsonNode dates = pipeline.equals("Customers") ? proposal.at("/fields/2") : proposal.at("/fields/3");
            assertThat(dates.at("/choice/expression").asText()).isNotEqualTo("to_date(born, 'dd.MM.yyyy')");
            JsonNode last = dates.path("alternatives").get(dates.path("alternatives").size() - 1);
            assertThat(last.toString()).contains("to_date(born, 'dd.MM.yyyy')", "rejected before for Customers by jane@example.com");
        }
        assertThat(workspace.leat("map", "propose", "Customers").lines()).as("nothing but what was rejected is left").anyMatch(line -> line.startsWith("  email ") && line.contains("required; what was found, mail, was"));
        assertThat(workspace.leat("map", "propose", "Members").lines()).as("elsewhere it is doubted").anyMatch(line -> line.matches("email +mail +0\\.[45]\\d +rejected before for Cu.*"));
        String again = workspace.leat("map", "propose", "Members", "--replace", "--json").out();
        assertThat(workspace.leat("map", "propose", "Members", "--replace", "--json").out()).isEqualTo(again);
        assertThat(workspace.read("decisions/customers.jsonl")).doesNotContain("Ada", "Lovelace", "1950");
    }

    @Test
    void aDecisionThatWasBeingWrittenWhenTheProcessDiedIsNone() throws IOException {
        workspace.leat("map", "propose", "Customers");
        review("a", "q");
        workspace.write("decisions/customers.jsonl", workspace.read("decisions/customers.jsonl") + "{\"at\":\"2026-11-21T1");
        assertThat(review("a", "q").lines()).anyMatch(line -> line.startsWith("2/5  full_name"));
        assertThat(workspace.read("decisions/customers.jsonl").lines()).hasSize(2);
        workspace.write("decisions/customers.jsonl", "<<<<<<< ours\n");
        assertThat(workspace.leat("map", "show", "Customers")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).contains("decisions/customers.jsonl: line 1", "keep the lines of both sides"));
    }

    @Test
    void whatWasChangedByHandAfterADecisionIsUndecidedAgain() throws IOException {
        workspace.leat("map", "propose", "Customers");
        review("all 0");
        assertThat(state("email")).isEqualTo("accepted");
        workspace.write("mappings/customers.yaml", workspace.read("mappings/customers.yaml").replace("expression: mail", "expression: upper(mail)"));
        assertThat(state("email")).isEqualTo("undecided");
        workspace.write("mappings/customers.yaml", workspace.read("mappings/customers.yaml").replace("upper(mail)", "uper(mail)"));
        assertThat(review().lines()).anyMatch(line -> line.matches(" +evidence +none: it cannot run: .*uper.*"));
        assertThat(review("1", "a", "q").lines()).anyMatch(line -> line.startsWith("3/5  email")).contains("email: accepted.");
        assertThat(workspace.read("mappings/customers.yaml")).contains("expression: mail\n");
    }

    @Test
    void withoutTheSourceWhatIsKnownCanStillBeDecided() throws IOException {
        workspace.leat("map", "propose", "Customers");
        workspace.write("leat.yaml", workspace.read("leat.yaml").replace("type: files, path: ./in, format: csv", "type: postgres, url: \"jdbc:postgresql://127.0.0.1:1/x\", user: x"));
        Said said = review("a", "e upper(mail)", "q");
        assertThat(said.err()).contains("Without rows nothing can be tried or edited.");
        assertThat(said.lines()).contains("customer_id: accepted.").anyMatch(line -> line.contains("an expression cannot be tried without rows"));
    }

    @Test
    void fromJavaItIsTheSame() throws IOException {
        workspace.leat("map", "propose", "Customers");
        Leat leat = Leat.open(workspace.dir());
        Review review = Review.of(leat.files(), "Customers", new Assistant(leat.files(), leat.servers()::address).sides("Customers", 1000));
        review.acceptAll(0.9, "jane@example.com");
        while (review.next().isPresent()) {
            ReviewedField field = review.next().get();
            if (field.current().isPresent()) {
                review.accept(field.target(), "jane@example.com", Optional.empty());
            } else {
                review.reject(field.target(), "jane@example.com", Optional.of("nothing in the source says it"));
            }
        }
        assertThat(review.fields()).extracting(ReviewedField::state).containsOnly(ReviewedField.State.ACCEPTED, ReviewedField.State.REJECTED);
        assertThat(review().lines()).contains("Every field is decided; any can be decided anew.");
    }

    @Test
    void whatWasRejectedCanBeTakenBack() throws IOException {
        workspace.leat("map", "propose", "Customers");
        String proposed = workspace.read("mappings/customers.yaml");
        review("g email", "e upper(mail)", "a", "g email", "r", "g email", "1", "a", "q");
        assertThat(state("email")).isEqualTo("accepted");
        assertThat(workspace.read("mappings/customers.yaml")).contains("target: email\n  expression: mail\n").startsWith(proposed.substring(0, proposed.indexOf("- target: email")));
        review("r", "r", "r", "r");
        review("g email", "r", "q");
        assertThat(workspace.resolve("mappings/customers.yaml")).as("without a field there is no mapping").doesNotExist();
        assertThat(review("g customer_id", "1", "a", "q").lines()).contains("customer_id: accepted.");
        assertThat(workspace.read("mappings/customers.yaml")).startsWith("pipeline: Customers\nsource:\n  connection: drop\n").contains("target: customer_id");
    }

    @Test
    void asJsonTheAnswerIsOneDocument() throws IOException {
        workspace.leat("map", "propose", "Customers");
        Said said = fed("", "map", "review", "Customers", "--json");
        JsonNode answer = Yaml.json().readTree(said.out());
        assertThat(answer).isEqualTo(shown("Customers"));
        assertThat(answer.at("/fields/0/current/evidence/rows").asInt()).isEqualTo(61);
        assertThat(answer.at("/fields/4/open").asText()).isEqualTo("no source field is like it");
        assertThat(said.err()).contains("1/5  customer_id");
    }
}
