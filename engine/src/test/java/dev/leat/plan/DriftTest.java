package dev.leat.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Approved mappings that the systems do not fit any more. */
class DriftTest {
    @TempDir
    Path dir;
    private Shop shop;

    @BeforeEach
    void approved() {
        shop = new Shop(dir).approveAll();
    }

    private Planner planner() {
        return new Planner(shop.files(), server -> Optional.empty(), position -> Optional.empty(), read -> new Approvals(read, Optional.empty()));
    }

    private List<Standing> standings() {
        Flow flow = shop.files().select("Users").get(0);
        return planner().standings(flow, flow.pipelines());
    }

    @Test
    void aColumnThatIsGoneMakesItsFieldStaleAndNoOtherPipeline() {
        shop.db.table("users").columns("id bigint not null", "first_name string", "mail string", "phone string", "updated_at timestamp");
        assertThat(standings()).extracting(standing -> standing.pipeline().name()).containsExactly("Profile", "Orders");
        assertThat(standings().get(0).verdict()).isEqualTo(new Verdict(Verdict.State.STALE, List.of("full_name"), List.of("source column users.last_name: gone (was string)")));
        assertThat(standings().get(0).content()).isEmpty();
        assertThat(standings().get(0).problems()).singleElement().satisfies(problem -> assertThat(problem.where()).contains("mappings/profile.yaml: fields["));
        assertThat(standings().get(1).verdict().isApproved()).isTrue();
    }

    @Test
    void theGateSaysTheSameAndNothingRuns() {
        shop.db.table("users").columns("id bigint not null", "first_name string", "mail string", "phone string", "updated_at timestamp");
        Flow flow = shop.files().select("Users").get(0);
        LeatException refused = catchThrowableOfType(LeatException.class, () -> planner().ready(flow, flow.pipelines()));
        assertThat(refused.kind()).isEqualTo(Kind.APPROVAL);
        assertThat(refused).hasMessage("mappings/profile.yaml: the approval of 'Profile' that jane@example.com gave at 2026-11-21T09:00:00Z is stale (source column users.last_name: gone (was string)). "
            + "Have it repaired: leat map propose \"Profile\" --stale. Review it, then approve it: leat map approve \"Profile\" --by YOU.");
        assertThat(catchThrowableOfType(LeatException.class, () -> planner().plan(flow, flow.pipelines()))).hasMessage(refused.getMessage());
    }

    @Test
    void whatDoesNotFitCannotBeApproved() {
        shop.db.table("users").columns("id bigint not null", "first_name string", "mail string", "phone string", "updated_at timestamp");
        Flow flow = shop.files().select("Users").get(0);
        LeatException wrong = catchThrowableOfType(LeatException.class, () -> planner().check(flow, flow.pipelines()));
        assertThat(wrong.kind()).isEqualTo(Kind.WORKSPACE);
        assertThat(wrong).hasMessageContaining("last_name");
    }

    @Test
    void whatWasNeverApprovedIsAProblemOfItsFile() {
        shop.edit("mappings/profile.yaml", "first_name, last_name", "first_name, family_name");
        LeatException wrong = catchThrowableOfType(LeatException.class, this::standings);
        assertThat(wrong.kind()).isEqualTo(Kind.WORKSPACE);
        assertThat(wrong).hasMessageContaining("family_name");
    }

    @Test
    void aPartWrittenByHandDoesNotMakeAMistakePass() {
        shop.edit("mappings/profile.yaml", "first_name, last_name", "first_name, family_name").edit("mappings/profile.yaml", "    column first_name: string", "    column family_name: string\n    column first_name: string");
        assertThat(standings().get(0).verdict().isApproved()).isFalse();
        Flow flow = shop.files().select("Users").get(0);
        assertThat(catchThrowableOfType(LeatException.class, () -> planner().ready(flow, flow.pipelines())).kind()).isEqualTo(Kind.APPROVAL);
    }

    @Test
    void aFieldThatTheDestinationDemandsNowIsNew() {
        shop.edit("schemas/out/profiles.yaml", "required: true}", "required: true}, {name: region, type: string, required: true}");
        assertThat(standings().get(0).verdict()).isEqualTo(new Verdict(Verdict.State.STALE, List.of("region"), List.of("destination field profiles.region: new (string required)")));
    }
}
