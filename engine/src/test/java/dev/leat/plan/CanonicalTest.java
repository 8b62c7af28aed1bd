package dev.leat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.model.Problems;
import dev.leat.model.Yaml;
import org.junit.jupiter.api.Test;

class CanonicalTest {
    private static JsonNode tree(String yaml) {
        return Yaml.tree("x", yaml, new Problems()).orElseThrow();
    }

    @Test
    void keyOrderCommentsAndFormDoNotMatter() {
        assertThat(Canonical.json(tree("{b: [1, 'x'], a: é}"))).isEqualTo("{\"a\":\"é\",\"b\":[1,\"x\"]}");
        assertThat(Canonical.hash(tree("a: é # note\nb:\n- 1\n- x\n"))).isEqualTo(Canonical.hash(tree("{\"b\": [1, \"x\"], \"a\": \"é\"}")));
    }

    @Test
    void listOrderAndValuesMatter() {
        assertThat(Canonical.hash(tree("a: [1, 2]"))).isNotEqualTo(Canonical.hash(tree("a: [2, 1]")));
        assertThat(Canonical.hash(tree("a: '1'"))).isNotEqualTo(Canonical.hash(tree("a: 1")));
    }

    @Test
    void numbersThatADoubleRoundsAlikeDoNotShareAHash() {
        assertThat(Canonical.hash(tree("a: 9007199254740992"))).isNotEqualTo(Canonical.hash(tree("a: 9007199254740993")));
        assertThat(Canonical.hash(tree("a: 12345678901234567890123"))).isNotEqualTo(Canonical.hash(tree("a: 12345678901234567890124")));
    }

    @Test
    void asTextsANumberIsWhatTheReaderSees() {
        assertThat(Canonical.texts(tree("{a: 5, b: [true, null], c: {d: 1.50}}"))).hasToString("{\"a\":\"5\",\"b\":[\"true\",null],\"c\":{\"d\":\"1.50\"}}");
    }

    @Test
    void theHashIsSha256OfTheBytes() {
        assertThat(Canonical.hash(tree("{}"))).isEqualTo("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    }
}
