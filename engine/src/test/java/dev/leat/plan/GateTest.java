package dev.leat.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leat.model.Approval;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way around an approval that its authors could think of. */
class GateTest {
    @TempDir
    Path dir;
    private Shop shop;

    @BeforeEach
    void workspace() {
        shop = new Shop(dir);
    }

    private void refuses(String why) {
        FlowPlan plan = shop.plan();
        LeatException refused = catchThrowableOfType(LeatException.class, plan::approved);
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.kind()).isEqualTo(Kind.APPROVAL);
        assertThat(refused).hasMessage(why);
    }

    private void refusesAsStale(String pipeline, String changes) {
        refuses("mappings/" + pipeline.toLowerCase() + ".yaml: the approval of '" + pipeline + "' that jane@example.com gave at 2026-11-21T09:00:00Z is stale (" + changes
            + "). Review it, then approve it: leat map approve \"" + pipeline + "\" --by YOU.");
    }

    private Approval approval(String pipeline) {
        WorkspaceFiles files = shop.files();
        return files.mapping(files.pipeline(pipeline)).flatMap(Mapping::approval).orElseThrow();
    }

    @Test
    void withoutApprovalsEachPipelineIsNamed() {
        refuses("""
            mappings/profile.yaml: 'Profile' has no approval. Review it, then approve it: leat map approve "Profile" --by YOU.
            mappings/orders.yaml: 'Orders' has no approval. Review it, then approve it: leat map approve "Orders" --by YOU.""");
    }

    @Test
    void whatIsApprovedAsItIsRuns() {
        shop.approveAll();
        assertThat(shop.plan().approved()).extracting(ApprovedPipeline::name).containsExactly("Profile", "Orders");
    }

    /** Worked out by hand as SHA-256 of canonical JSON. If it changes, every approval that was ever given is stale. */
    @Test
    void theHashesOfAFixedContentStay() {
        shop.approveAll();
        assertThat(approval("Orders").content()).isEqualTo("sha256:7d6890bd118f7c719d5842edaa3e0c34287d83b607f21fa699a9cc6e25cd9d43");
        assertThat(approval("Orders").fields()).containsEntry("amount", "sha256:dbabc3b967c442891e474f4fb4935b1c8b6d6dd2d440742d6aa4977319f27137");
    }

    @Test
    void formattingOrderOfKeysAddressesAndUnusedColumnsDoNotMatter() {
        shop.approveAll();
        shop.edit("flows/users.yaml", "{type: hash, name: Hash It, columns: [mail], salt: a-salt}", "{salt: 'a-salt', columns: [\"mail\"], # why\n         name: Hash It, type: hash}")
            .edit("flows/users.yaml", "{name: Orders, source: orders, destination: orders}", "destination: orders\n    source: orders\n    name: Orders\n    backlog: {limit: 9%}")
            .edit("mappings/orders.yaml", "{target: amount, expression: amount}", "expression: \"amount\"\n    target: amount\n    confidence: 0.5\n    why: it is")
            .edit("leat.yaml", "type: memory, store: \"" + dir + "/out\"", "type: memory, store: elsewhere, url: \"memory:other\"");
        shop.db.table("users").columns("id bigint not null", "first_name string", "last_name string", "mail string", "phone bigint", "more string", "updated_at timestamp");

        assertThatCode(() -> shop.plan().approved()).doesNotThrowAnyException();
    }

    @Test
    void aChangedExpressionMakesOnlyItsFieldStale() {
        shop.approveAll().edit("mappings/profile.yaml", "first_name, last_name", "last_name, first_name");

        assertThat(shop.pipeline("Profile").verdict()).isEqualTo(new Verdict(Verdict.State.STALE, List.of("full_name"), List.of("field full_name: expression changed")));
        assertThat(shop.pipeline("Orders").verdict().isApproved()).isTrue();
        refusesAsStale("Profile", "field full_name: expression changed");
    }

    @Test
    void aChangedTypeOfAUsedColumnIsTold() {
        shop.approveAll().db.table("users").columns("id bigint not null", "first_name string", "last_name bigint", "mail string", "phone string", "updated_at timestamp");

        assertThat(shop.pipeline("Profile").verdict().fields()).containsExactly("full_name");
        refusesAsStale("Profile", "source column users.last_name: string → bigint");
    }

    @Test
    void fieldsThatComeAndGoAreTold() {
        shop.approveAll().edit("mappings/orders.yaml", "{target: amount,", "{target: total,");
        refusesAsStale("Orders", "field total: new; field amount: removed");
    }

    @Test
    void changedConstraintsOfTheDestinationAreTold() {
        shop.approveAll().edit("schemas/out/profiles.yaml", "required: true", "required: true, values: [Ann]");
        refusesAsStale("Profile", "destination field profiles.full_name: string required → string required [Ann]");
    }

    @Test
    void changedTransformersAreTold() {
        shop.approveAll().edit("flows/users.yaml", "salt: a-salt", "salt: b-salt");
        refusesAsStale("Profile", "transformers: changed");
    }

    @Test
    void aRuleThatComesFromTheEnvironmentIsBoundAsItIsThere() {
        System.setProperty("leat.env.LEAT_TEST_RULE", "id > 1");
        try {
            shop.edit("flows/users.yaml", "{name: Orders, source: orders, destination: orders}",
                "{name: Orders, source: orders, destination: orders, transformers: [{type: filter, name: Big, where: \"${env:LEAT_TEST_RULE}\"}]}");
            shop.approveAll();
            System.setProperty("leat.env.LEAT_TEST_RULE", "true");
            refusesAsStale("Orders", "rules: changed");
        } finally {
            System.clearProperty("leat.env.LEAT_TEST_RULE");
        }
    }

    @Test
    void changedAuxiliariesAreTold() {
        shop.approveAll().edit("flows/users.yaml", "p:{id}", "q:{id}");
        refusesAsStale("Profile", "auxiliary: changed");
    }

    @Test
    void changedCaptureKeyWriteModeAndExclusionAreTold() {
        shop.approveAll().edit("flows/users.yaml", "destination: profiles", "destination: profiles\n    key: [id, mail]\n    write: append\n    exclude: [phone]\n    capture: snapshot");
        refusesAsStale("Profile", "capture: incremental updated_at → snapshot; exclude: nothing → phone; key: id → id, mail; write: upsert → append");
    }

    @Test
    void aCaptureThatIsChosenDifferentlyNowIsTold() {
        shop.approveAll().db.table("orders").columns("id bigint not null", "amount decimal(10,2)", "modified timestamp");
        refusesAsStale("Orders", "capture: snapshot → incremental modified");
    }

    @Test
    void anotherEntityOrConnectionIsTold() {
        shop.approveAll();
        shop.db.table("orders2").columns("id bigint not null", "amount decimal(10,2)").key("id");
        shop.edit("flows/users.yaml", "source: orders,", "source: orders2,").edit("mappings/orders.yaml", "entity: orders}\ndest", "entity: orders2}\ndest");
        refusesAsStale("Orders", "source: db memory orders → db memory orders2");
    }

    @Test
    void anApprovalCopiedFromAnotherPipelineDoesNotCount() throws IOException {
        shop.approveAll();
        String orders = Files.readString(dir.resolve("mappings/orders.yaml"));
        String profile = Files.readString(dir.resolve("mappings/profile.yaml"));
        Files.writeString(dir.resolve("mappings/orders.yaml"), orders.substring(0, orders.indexOf("approval:")) + profile.substring(profile.indexOf("approval:")));
        LeatException refused = catchThrowableOfType(LeatException.class, () -> shop.plan().approved());

        assertThat(refused.kind()).isEqualTo(Kind.APPROVAL);
        assertThat(refused).hasMessageContaining("pipeline: Profile → Orders");
    }

    @Test
    void aPipelineCannotBorrowTheApprovalOfItsTwin() throws IOException {
        shop.approveAll().edit("flows/users.yaml", "name: Orders", "name: Twin").edit("mappings/orders.yaml", "pipeline: Orders\nsource", "pipeline: Twin\nsource");
        Files.move(dir.resolve("mappings/orders.yaml"), dir.resolve("mappings/twin.yaml"));
        refusesAsStale("Twin", "pipeline: Orders → Twin");
    }

    @Test
    void hashesAndPartsWrittenByHandDoNotCount() {
        shop.approveAll();
        Approval approved = approval("Orders");
        shop.edit("mappings/orders.yaml", "expression: amount", "expression: \"amount + 1\"");
        String current = shop.pipeline("Orders").compiled().content().fields().get("amount");
        shop.edit("mappings/orders.yaml", approved.fields().get("amount"), current);

        refusesAsStale("Orders", "its hash is not that of this content");
    }

    @Test
    void whatIsFollowedIsVerifiedAgainFromTheFiles() {
        shop.approveAll();
        ApprovedPipeline orders = shop.plan().approved().get(1);
        assertThatCode(orders::verify).doesNotThrowAnyException();

        shop.edit("mappings/orders.yaml", "expression: amount", "expression: \"amount + 1\"");
        assertThat(catchThrowableOfType(LeatException.class, orders::verify).kind()).isEqualTo(Kind.APPROVAL);

        shop.approveAll();
        assertThat(catchThrowableOfType(LeatException.class, orders::verify)).hasMessageContaining("was changed and approved anew while it was running");
    }

    @Test
    void onlyTheGateMakesAnApprovedPipeline() {
        assertThat(ApprovedPipeline.class.getConstructors()).isEmpty();
        assertThat(PipelinePlan.class.getConstructors()).isEmpty();
        assertThat(FlowPlan.class.getConstructors()).isEmpty();
    }
}
