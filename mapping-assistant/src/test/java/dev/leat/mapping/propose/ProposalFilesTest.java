package dev.leat.mapping.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.model.EntityName;
import dev.leat.model.Kinds;
import dev.leat.model.Mapping;
import dev.leat.model.Problems;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposalFilesTest {
    private static final Evidence EVIDENCE = new Evidence("STRING", 1, 0, 0, Map.of("cast", 1), 0, Optional.empty(),
        List.of(new Evidence.Row(0, Map.of("a", Optional.of("x"), "b", Optional.empty()), Optional.empty(), Optional.of("cast"), "no number")));
    private static final Proposal PROPOSAL = new Proposal("User Sync", new Mapping.End("db", EntityName.of("sales.\"Order Details\"")), new Mapping.End("search", EntityName.of("users")),
        List.of(new ProposedField("on", new ProposedField.Choice("case a when 'it''s: \"x\"' then 'ja' end", 0.87, "names; and\nmore", EVIDENCE), List.of(new ProposedField.Choice("b", 0.1, "", EVIDENCE)))),
        List.of(new OpenField("c", true, "no source field is like it")), 2);

    @Test
    void theMappingIsReadBackAsItWasProposed(@TempDir Path workspace) throws IOException {
        Path file = workspace.resolve("mappings/user-sync.yaml");
        assertThat(ProposalFiles.write(PROPOSAL, workspace, file)).containsExactly(file, workspace.resolve(".leat/proposals/user-sync.yaml"), workspace.resolve(".leat/proposals/user-sync.json"));
        Problems problems = new Problems();
        Optional<Mapping> read = Yaml.tree("x", Files.readString(file), problems).flatMap(tree -> Yaml.bind(tree, Mapping.class, new Kinds(Map.of()), "x", problems));
        assertThat(problems.list()).isEmpty();
        assertThat(read).isEqualTo(PROPOSAL.mapping());
    }

    @Test
    void theEvidenceNamesOpenFieldsAndWhatWasDropped() throws IOException {
        var tree = Yaml.json().readTree(ProposalFiles.evidence(PROPOSAL));
        assertThat(tree.at("/open/0/target").asText()).isEqualTo("c");
        assertThat(tree.at("/dropped").asInt()).isEqualTo(2);
        assertThat(tree.at("/fields/0/choice/evidence/shown/0/before/a").asText()).isEqualTo("x");
        assertThat(tree.at("/fields/0/choice/evidence/failures/cast").asInt()).isOne();
    }

    @Test
    void withoutAnyExpressionThereIsNoMappingFile(@TempDir Path workspace) {
        Proposal nothing = new Proposal("p", PROPOSAL.source(), PROPOSAL.destination(), List.of(), PROPOSAL.open(), 0);
        assertThat(ProposalFiles.write(nothing, workspace, workspace.resolve("mappings/p.yaml"))).containsExactly(workspace.resolve(".leat/proposals/p.json"));
        assertThat(workspace.resolve("mappings/p.yaml")).doesNotExist();
    }
}
