package dev.leat.mapping.propose;

import static dev.leat.mapping.propose.Samples.entity;
import static dev.leat.mapping.propose.Samples.field;
import static dev.leat.mapping.propose.Samples.oneOf;
import static dev.leat.mapping.propose.Samples.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.mapping.schema.SampledEntity;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import dev.leat.model.Mapping;
import dev.leat.model.Problems;
import dev.leat.transform.Auxiliaries;
import dev.leat.transform.Definition;
import dev.leat.transform.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProposerTest {
    private static final Mapping.End USERS = new Mapping.End("prod_postgres", EntityName.of("users"));
    private static final Mapping.End PROFILES = new Mapping.End("search_cluster", EntityName.of("user_profiles_index"));
    private static final SampledEntity SOURCE = entity(field("id", "bigint", "1", "2", "3"), field("first_name", "string", "Ada", "Alan", "Grace"), field("last_name", "string", "Lovelace", "Turing", null),
        field("birth", "string", "10.12.1815", "23.06.1912", "soon"), field("sex", "string", "F", "M", "F"), field("cents", "bigint", "1999", "5", null));
    private static final List<TargetField> TARGETS = List.of(
        new TargetField("user_id", Optional.of("bigint"), Optional.empty(), Optional.empty(), true, true, List.of(), Optional.empty(), List.of()), target("full_name", "string"), target("born", "date"),
        oneOf("gender", "male", "female"), new TargetField("origin", Optional.of("string"), Optional.empty(), Optional.empty(), false, false, List.of("app"), Optional.empty(), List.of()),
        new TargetField("theme", Optional.of("string"), Optional.empty(), Optional.empty(), true, false, List.of(), Optional.empty(), List.of()));

    private static Map<String, List<Origin>> origins(SampledEntity rows, List<TargetField> targets) {
        return Map.of("user_id", List.of(new Origin("id", 0.95, "names alike")), "full_name", List.of(new Origin("first_name", 0.8, ""), new Origin("last_name", 0.7, "")),
            "born", List.of(new Origin("birth", 0.9, ""), new Origin("cents", 0.1, "")), "gender", List.of(new Origin("sex", 0.9, "")));
    }

    private static Proposal proposal(Suggestion... suggestions) {
        return new Proposer(ProposerTest::origins).propose("User Profile Sync", USERS, PROFILES, SOURCE, TARGETS, List.of(suggestions));
    }

    @Test
    void everyFieldIsProposedForOrOpen() {
        Proposal proposal = proposal();
        assertThat(proposal.fields()).extracting(field -> field.target() + " = " + field.choice().expression()).containsExactly("user_id = id",
            "full_name = concat_ws(' ', first_name, last_name)", "born = to_date(birth, 'dd.MM.yyyy')", "gender = case sex when 'F' then 'female' when 'M' then 'male' else sex end", "origin = 'app'");
        assertThat(proposal.missing()).containsExactly(new OpenField("theme", true, "no source field is like it"));
        assertThat(proposal.mapping().orElseThrow().approval()).isEmpty();
    }

    @Test
    void whatIsProposedCompilesInTheEngine() {
        List<Column> columns = SOURCE.fields().stream().map(field -> new Column(field.name(), "x", field.type(), true, "")).toList();
        Problems problems = new Problems();
        Program.compile(new Definition("mappings/x.yaml", "flows/y.yaml", columns, List.of("id"), proposal().mapping().orElseThrow().fields(), List.of(),
            TARGETS.stream().limit(5).map(target -> new Goal(target, List.of()).constraint()).toList(), Auxiliaries.NONE, Path.of("")), problems);
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void evidenceShowsWhatHappensToTheRows() {
        Evidence born = proposal().fields().get(2).choice().evidence();
        assertThat(born.failures()).isEqualTo(Map.of("cast", 1));
        assertThat(born.satisfied()).isEqualTo(2 / 3.0);
        assertThat(born.shown().get(0).before()).isEqualTo(Map.of("birth", Optional.of("soon")));
        assertThat(born.shown().get(0).reason()).contains("cast");
        assertThat(born.shown().get(1).after()).contains("1815-12-10");
        assertThat(proposal().fields().get(0).choice().evidence().unique()).contains(1.0);
    }

    @Test
    void confidenceFallsWithWhatFails() {
        Proposal proposal = proposal();
        assertThat(proposal.fields().get(0).choice().confidence()).isEqualTo(0.95);
        assertThat(proposal.fields().get(2).choice().confidence()).isBetween(0.5, 0.65);
    }

    @Test
    void textsThatLookOtherThanTheDestinationsDoNotLowerAPlainColumnsConfidence() {
        Proposal proposal = new Proposer((rows, targets) -> Map.of("t", List.of(new Origin("a", 0.7, "")))).propose("p", USERS, PROFILES, entity(field("a", "string", "Hello, World!", "x-1")),
            List.of(target("t", "string", "ABC 12", "de; fG")));
        assertThat(proposal.fields().get(0).choice().expression()).isEqualTo("a");
        assertThat(proposal.fields().get(0).choice().confidence()).isEqualTo(0.7);
    }

    @Test
    void suggestionsFromElsewhereAreTriedAndTheForbiddenDroppedAndCounted() {
        Proposal proposal = proposal(new Suggestion("theme", "lower(first_name)", 0.4, "a model says so"), new Suggestion("user_id", "reflect('java.lang.System', 'exit', 1)", 1, ""),
            new Suggestion("user_id", "(select 1)", 1, ""), new Suggestion("user_id", "no_such_column", 1, ""), new Suggestion("full_name", "upper(", 1, ""), new Suggestion("born", "cast(birth as date)", 1, ""),
            new Suggestion("user_id", "id + 0", 0.5, ""));
        assertThat(proposal.dropped()).isEqualTo(4);
        assertThat(proposal.open()).isEmpty();
        assertThat(proposal.fields().get(0).choice().expression()).isEqualTo("id");
        assertThat(proposal.fields().get(0).alternatives()).extracting(ProposedField.Choice::expression).containsExactly("id + 0");
        assertThat(proposal.fields().get(2).choice().expression()).isEqualTo("to_date(birth, 'dd.MM.yyyy')");
    }

    @Test
    void theSameInputGivesTheSameBytes() {
        assertThat(ProposalFiles.evidence(proposal())).isEqualTo(ProposalFiles.evidence(proposal()));
        assertThat(ProposalFiles.mapping(proposal().mapping().orElseThrow())).isEqualTo(ProposalFiles.mapping(proposal().mapping().orElseThrow()));
    }

    @Test
    void examplesOfAPersonLeadTheSameSearch() {
        List<ProposedField.Choice> choices = Proposer.byExample(entity(field("first", null, "Ada", "Grace", "Alan"), field("last", null, "Lovelace", "Hopper", "Turing")), target("login", "string"),
            List.of(new Origin("first", 0.9, ""), new Origin("last", 0.9, "")), List.of(new Example(0, Optional.of("a.lovelace")), new Example(1, Optional.of("g.hopper"))));
        assertThat(choices.get(0).evidence().shown()).extracting(row -> row.after().orElse("")).containsExactly("a.lovelace", "g.hopper", "a.turing");
        assertThat(Proposer.byExample(entity(field("n", "int", "1", "2", "3")), target("m", "int"), List.of(new Origin("n", 0.9, "")), List.of(new Example(0, Optional.of("7")), new Example(1, Optional.of("7")),
            new Example(2, Optional.of("-1"))))).allMatch(choice -> choice.expression().startsWith("case"));
    }
}
