package dev.leat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.model.Approval;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApprovalTextTest {
    private static final Approval APPROVAL = new Approval("jane", Instant.parse("2026-11-21T09:00:00Z"), "sha256:ab", Map.of("b", "sha256:02", "a", "sha256:01"),
        Map.of("key", "id"), Optional.empty());
    private static final String BLOCK = """
        approval:
          by: jane
          at: 2026-11-21T09:00:00Z
          content: sha256:ab
          fields:
            a: sha256:01
            b: sha256:02
          parts:
            key: id
        """;

    @Test
    void theFirstApprovalIsAppendedAndTheRestStays() {
        assertThat(ApprovalText.with("# mine\npipeline:   P   # yes\n", APPROVAL)).isEqualTo("# mine\npipeline:   P   # yes\n" + BLOCK);
        assertThat(ApprovalText.with("pipeline: P", APPROVAL)).isEqualTo("pipeline: P\n" + BLOCK);
    }

    @Test
    void anOlderApprovalIsReplacedWhereItStands() {
        String text = """
            pipeline: P   # before
            approval:   # old
              by: bob
              at: 2020-01-01T00:00:00Z

              content: sha256:00

            # after
            fields:
            - {target: a, expression: "approval: x"}
            """;
        assertThat(ApprovalText.with(text, APPROVAL)).isEqualTo("pipeline: P   # before\n" + BLOCK + text.substring(text.indexOf("# after")));
    }

    @Test
    void aFlowStyleApprovalIsReplaced() {
        assertThat(ApprovalText.with("pipeline: P\napproval: {by: bob, at: x,\n  content: y}\nmore: 1\n", APPROVAL)).isEqualTo("pipeline: P\n" + BLOCK + "more: 1\n");
        assertThat(ApprovalText.with("pipeline: P\n\"approval\": {}\n", APPROVAL)).isEqualTo("pipeline: P\n" + BLOCK);
    }

    @Test
    void approvingTwiceChangesNothing() {
        String once = ApprovalText.with("pipeline: P\n\nfields: []\n", APPROVAL);
        assertThat(ApprovalText.with(once, APPROVAL)).isEqualTo(once);
    }

    @Test
    void lineEndingsStay() {
        assertThat(ApprovalText.with("pipeline: P\r\nx: 1\r\n", APPROVAL)).isEqualTo("pipeline: P\r\nx: 1\r\n" + BLOCK.replace("\n", "\r\n"));
        String once = ApprovalText.with("pipeline: P\r\nx: 1\r\n", APPROVAL);
        assertThat(ApprovalText.with(once, APPROVAL)).isEqualTo(once);
    }

    @Test
    void aFileWhoseFormTakesNoBlockIsWrittenAnew() {
        assertThat(ApprovalText.with("{pipeline: P, fields: [a]}\n", APPROVAL)).isEqualTo("pipeline: P\nfields:\n- a\n" + BLOCK);
        assertThat(ApprovalText.with("pipeline: P\napproval:\n  by: x\nnote: |\n approval: no\n...\n", APPROVAL)).contains("note: |").contains(" approval: no").contains("by: jane");
    }
}
