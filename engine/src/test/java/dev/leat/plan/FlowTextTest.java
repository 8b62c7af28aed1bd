package dev.leat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlowTextTest {
    private static final String HEAD = "# ours\nflow: F   # name\nsource: a\ndestination: b\n";

    private static Map<String, Object> map(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }

    private static final List<Map<String, Object>> TWO = List.of(map("name", "Order Lines", "source", "sales.lines", "destination", "lines"),
        map("name", "B", "source", "b", "destination", "b", "key", List.of("id")));
    private static final String FIRST = "{name: \"Order Lines\", source: \"sales.lines\", destination: lines}";
    private static final String SECOND = "{name: B, source: b, destination: b, key: [id]}";

    @Test
    void pipelinesAreAddedBelowThoseThatAreThere() {
        String there = HEAD + "pipelines:\n  # the first\n  - name: A\n    source: x   # of old\n    destination: y\n    capture: {incremental: z}  # fast\n\n# the end\n";
        assertThat(new FlowText(there).with(TWO)).contains(there.replace("# fast\n", "# fast\n  - " + FIRST + "\n  - " + SECOND + "\n"));
    }

    @Test
    void theFormOfTheFileDecides() {
        assertThat(new FlowText(HEAD + "pipelines:\n- {name: A, source: x, destination: y}").with(TWO)).contains(
            HEAD + "pipelines:\n- {name: A, source: x, destination: y}\n- " + FIRST + "\n- " + SECOND);
        assertThat(new FlowText(HEAD + "pipelines: [{name: A, source: x, destination: y}] # all\n").with(TWO)).contains(
            HEAD + "pipelines: [{name: A, source: x, destination: y}, " + FIRST + ", " + SECOND + "] # all\n");
        String windows = (HEAD + "pipelines:\n  - {name: A, source: x, destination: y}\nretry: {attempts: 1}\n").replace("\n", "\r\n");
        assertThat(new FlowText(windows).with(TWO)).contains(windows.replace("y}\r\n", "y}\r\n  - " + FIRST + "\r\n  - " + SECOND + "\r\n"));
        String emoji = "# \uD83D\uDE00\n" + HEAD + "pipelines:\n  - {name: \"\uD83D\uDE00\", source: x, destination: y} # \uD83D\uDE00\n# end";
        assertThat(new FlowText(emoji).with(TWO)).contains(emoji.replace("\n# end", "\n  - " + FIRST + "\n  - " + SECOND + "\n# end"));
    }

    @Test
    void theFirstPipelineNeedsNoList() {
        String list = "pipelines:\n  - " + FIRST + "\n  - " + SECOND + "\n";
        assertThat(new FlowText(HEAD).with(TWO)).contains(HEAD + list);
        assertThat(new FlowText(HEAD.stripTrailing()).with(TWO)).contains(HEAD + list);
        assertThat(new FlowText(HEAD + "pipelines: []\nretry: {attempts: 1}\n").with(TWO)).contains(HEAD + list + "retry: {attempts: 1}\n");
        assertThat(new FlowText(HEAD + "pipelines:  # none\nretry: {attempts: 1}\n").with(TWO)).contains(HEAD + list.replace(":\n  - {name: \"O", ": # none\n  - {name: \"O") + "retry: {attempts: 1}\n");
    }

    @Test
    void whatTheFormDoesNotAllowIsNotWritten() {
        assertThat(new FlowText("{flow: F, source: a, destination: b}").with(TWO)).isEmpty();
        assertThat(new FlowText(HEAD + "...\n").with(TWO)).isEmpty();
    }

    private static final Map<String, Object> COUNTRIES = map("countries", map("connection", "db", "entity", "countries"));
    private static final List<Map<String, Object>> LOOKUP = List.of(map("type", "lookup", "name", "Country", "auxiliary", "countries", "match", map("id", "country_name"), "take", map("country_name", "name")));
    private static final String TRANSFORMER = "{type: lookup, name: Country, auxiliary: countries, match: {id: country_name}, take: {country_name: name}}";

    private static Optional<String> enriched(String text, int place) {
        return new FlowText(text).with(place, COUNTRIES, LOOKUP);
    }

    @Test
    void aLookUpComesBeforeOtherTransformers() {
        String there = HEAD + """
            pipelines:
              - {name: A, source: x, destination: y}
              - name: B
                source: x
                transformers:   # in this order
                  # first
                  - type: hash
                    name: H
                    columns: [c]
                destination: z
                auxiliary:
                  other: {connection: db, entity: o}   # other
              - {name: C, source: x, destination: c}
            """;
        assertThat(enriched(there, 1)).contains(there.replace("# in this order\n", "# in this order\n      - " + TRANSFORMER + "\n")
            .replace("# other\n", "# other\n      countries: {connection: db, entity: countries}\n"));
        assertThat(enriched(there, 0)).contains(there.replace("destination: y}", "destination: y, transformers: [" + TRANSFORMER + "], auxiliary: {countries: {connection: db, entity: countries}}}"));
        String inline = HEAD + "pipelines:\n  - name: A\n    source: x\n    destination: y\n    transformers: [{type: rename, name: R, columns: {a: b}}]\n    auxiliary: {o: {connection: db, entity: o}}\n";
        assertThat(enriched(inline, 0)).contains(inline.replace("[{type", "[" + TRANSFORMER + ", {type").replace("{o:", "{countries: {connection: db, entity: countries}, o:"));
    }

    @Test
    void aPipelineWithNeitherGetsBoth() {
        String there = HEAD + "pipelines:\n  - name: A\n    source: x\n    destination: y   # here\n  # next\n  - {name: B, source: b, destination: b}\n";
        assertThat(enriched(there, 0)).contains(there.replace("# here\n",
            "# here\n    transformers:\n      - " + TRANSFORMER + "\n    auxiliary:\n      countries: {connection: db, entity: countries}\n"));
    }
}
