package dev.leat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.model.FieldMapping;
import dev.leat.model.Problems;
import dev.leat.model.Yaml;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MappingTextTest {
    private static final String BY_HAND = """
        # 😀 who wrote this
        pipeline: P
        source: {connection: a, entity: b}
        fields:
          - {target: id, expression: "id"}   # the key
          # names
          - {expression: name, target: full_name}
          - target: city
            # kept inside
            expression: |
              upper(city)

        # the end
        approval: {by: jane}
        """;

    private static final String PROPOSED = """
        pipeline: P
        fields:
        - target: id
          expression: id
          confidence: 0.9
          why: same name
        - target: city
          expression: upper(city)
        """;

    @Test
    void onlyTheExpressionOfAHandWrittenFieldChanges() {
        assertThat(new MappingText(BY_HAND).with(new FieldMapping("full_name", "concat(\"a: b\", name)")))
            .isEqualTo(BY_HAND.replace("{expression: name,", "{expression: \"concat(\\\"a: b\\\", name)\","));
        assertThat(new MappingText(BY_HAND).with(new FieldMapping("city", "lower(city)"))).isEqualTo(BY_HAND.replace("|\n      upper(city)\n", "\"lower(city)\"\n"));
    }

    @Test
    void aFieldIsAddedAndTakenOutInTheFormThatIsThere() {
        assertThat(new MappingText(PROPOSED).with(new FieldMapping("zip", "zip", Optional.of(0.75), Optional.of("found: it"), List.of("'a'"))))
            .isEqualTo(PROPOSED + "- target: zip\n  expression: zip\n  confidence: 0.75\n  why: \"found: it\"\n  alternatives:\n  - '''a'''\n");
        assertThat(new MappingText(BY_HAND).without("id")).isEqualTo(BY_HAND.replace("  - {target: id, expression: \"id\"}   # the key\n", ""));
        assertThat(new MappingText(BY_HAND).without("city")).contains("# the end\napproval: {by: jane}").doesNotContain("city", "kept inside");
        assertThat(new MappingText(PROPOSED).without("city")).isEqualTo(PROPOSED.replace("- target: city\n  expression: upper(city)\n", ""));
    }

    @Test
    void whatTheAssistantSaidOfAnotherExpressionGoes() {
        assertThat(new MappingText(PROPOSED).with(new FieldMapping("id", "cast(id as bigint)"))).isEqualTo(PROPOSED.replace("expression: id\n  confidence: 0.9\n  why: same name", "expression: cast(id as bigint)"));
    }

    @Test
    void anyFormSaysWhatWasMeantAfterwards() {
        for (String text : List.of("{pipeline: P, fields: [{target: a, expression: a}, {target: b, expression: b}]}", "fields:\n-\n  target: b\n  expression: >\n    b\n- {target: a, expression: a}",
            "fields: [\n  {target: a, expression: &x a},\n  {target: b, expression: *x},\n]\n", BY_HAND.replace("full_name", "b").replace("\n", "\r\n"))) {
            String edited = new MappingText(text).with(new FieldMapping("b", "concat('é😀', \"\n\")"));
            assertThat(Yaml.tree("", edited, new Problems()).orElseThrow().at("/fields").findValuesAsText("expression")).contains("concat('é😀', \"\n\")");
            assertThat(Yaml.tree("", new MappingText(edited).without("b"), new Problems()).orElseThrow().at("/fields").findValuesAsText("target")).doesNotContain("b").isNotEmpty();
        }
    }
}
