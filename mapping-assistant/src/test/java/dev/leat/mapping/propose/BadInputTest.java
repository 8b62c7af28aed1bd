package dev.leat.mapping.propose;

import static dev.leat.mapping.propose.Samples.entity;
import static dev.leat.mapping.propose.Samples.field;
import static dev.leat.mapping.propose.Samples.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import dev.leat.model.EntityName;
import dev.leat.model.Mapping;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
    private static final Mapping.End END = new Mapping.End("c", EntityName.of("e"));
    private static final List<String> TYPES = List.of("string", "int", "bigint", "double", "decimal(10,2)", "date", "timestamp", "boolean", "binary", "array<string>", "struct<a:int>", "varchar(3)");

    @Test
    void aSampleWithoutRowsStillGivesColumns() {
        Proposal proposal = propose(entity(field("a", "int"), field("b", null)), target("a", "int"), target("b", "date"));
        assertThat(proposal.fields()).extracting(field -> field.choice().expression()).contains("a");
        assertThat(proposal.fields().get(0).choice().evidence().rows()).isZero();
    }

    @Test
    void nothingFromNothing() {
        assertThat(propose(entity(), target("a", "int")).open()).extracting(OpenField::target).containsExactly("a");
        assertThat(propose(entity(field("a", "int", "1"))).fields()).isEmpty();
        assertThat(propose(entity(), target("a", "int")).mapping()).isEmpty();
    }

    @Test
    void veryLongValuesAreNoProblem() {
        for (String unit : List.of("x", "1", " ", "1,", "a@b.c ", "{\"a\":", "((((", "12.03.")) {
            String huge = unit.repeat(100_000 / unit.length());
            Proposal proposal = everyType(field("long", null, huge, "2024-01-01", huge));
            assertThat(proposal.fields().stream().flatMap(field -> field.choice().evidence().shown().stream()).flatMap(row -> row.after().stream()))
                .allMatch(text -> text.length() <= 201);
        }
    }

    @Test
    void binaryControlCharactersAndNullsAreNoProblem() {
        assertThat(everyType(field("bin", "binary", "\u0000\u0001\ufffd\ud83d", "'\\\"`\n", null)).fields()).isNotEmpty();
        assertThat(everyType(field("none", null, null, null)).fields()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"select", "a b", "über", "naïve`tick", "😀", "日本語", "from.where", "1st", "a'b", "a\"b", "null", "true", "current_date", "$", "-", "\\", "a\nb"})
    void anyNameIsQuotedSoThatItRuns(String name) {
        Proposal proposal = new Proposer((rows, targets) -> Map.of("t", List.of(new Origin(name, 1, ""))))
            .propose("p", END, END, entity(field(name, "string", "12.03.2024", "13.04.2024")), List.of(target("t", "date")));
        assertThat(proposal.fields()).hasSize(1);
        assertThat(proposal.fields().get(0).choice().evidence().satisfied()).isEqualTo(1);
    }

    @Test
    void namesThatAreEmptyOrRepeatAreLeftOut() {
        SampledEntity entity = entity(field("", "int", "1"), field("a", "int", "1"), field("a", "string", "x"), field(".", "int", "1"), field("b..c", "int", "1"), field("d", "int", "2"));
        Proposal proposal = propose(entity, target("", "int"), target("a", "int"), target(".", "int"), target("b..c", "int"), target("d", "int"));
        assertThat(proposal.fields()).extracting(ProposedField::target).containsExactly("d");
        assertThat(proposal.open()).hasSize(4);
    }

    @Test
    void targetsThatShareANameAreProposedForOnce() {
        assertThat(propose(entity(field("a", "int", "1")), target("a", "int"), target("a", "string")).fields()).hasSize(1);
    }

    @Test
    void typesThatNobodyKnowsAreLeftOpen() {
        Proposal proposal = propose(entity(field("a", "geometry(point)", "1"), field("b", "int", "1")), target("a", "int"), target("b", "no such type"));
        assertThat(proposal.fields()).isEmpty();
        assertThat(proposal.open()).hasSize(2);
    }

    @Test
    void aDestinationWithNothingInCommonIsOpen() {
        Proposal proposal = propose(entity(field("a", "int", "1")), target("x", "int"), target("y", "string"));
        assertThat(proposal.open()).extracting(OpenField::why).containsOnly("no source field is like it");
    }

    private static Proposal everyType(SampledField field) {
        List<TargetField> targets = TYPES.stream().map(type -> target("t_" + type, type, "a", "b")).toList();
        return new Proposer((rows, all) -> all.stream().collect(java.util.stream.Collectors.toMap(TargetField::name, target -> List.of(new Origin(field.name(), 1, "")))))
            .propose("p", END, END, entity(field), Stream.concat(targets.stream(), Stream.of(target("t", null))).toList());
    }

    private static Proposal propose(SampledEntity entity, TargetField... targets) {
        return new Proposer(Samples::equalNames).propose("p", END, END, entity, List.of(targets));
    }
}
