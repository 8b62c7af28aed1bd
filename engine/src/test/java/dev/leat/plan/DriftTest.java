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

    /** Of Orders: two fields of an object, one of them in brackets, an array whole, and an object whole. */
    private void nested() {
        orders("struct<city: string, zip: string, geo: struct<lat: double, `o.k`: string>>", "array<struct<price: double>>");
        shop.edit("mappings/orders.yaml", "  - {target: amount, expression: amount}", """
              - {target: city, expression: upper(address.city)}
              - {target: zip, expression: "address['zip']"}
              - {target: lat, expression: (address).geo.lat}
              - {target: ok, expression: address.geo.`o.k`}
              - {target: prices, expression: items.price}
              - {target: geo, expression: to_json(address.geo)}
            """.stripTrailing());
        shop.approve("Orders", Optional.empty(), Optional.empty());
    }

    private void orders(String address, String items) {
        shop.db.table("orders").columns("id bigint not null", "address " + address, "items " + items);
    }

    private Verdict orders() {
        return standings().get(1).verdict();
    }

    @Test
    void ofAnObjectOnlyWhatIsUsedIsBound() {
        nested();
        assertThat(shop.files().mapping(shop.files().pipeline("Orders")).orElseThrow().approval().orElseThrow().parts()).containsEntry("column address.city", "string")
            .containsEntry("column address.zip", "string").containsEntry("column address.geo.lat", "double").containsEntry("column address.geo.`o.k`", "string").containsKeys("column items", "column address.geo")
            .doesNotContainKeys("column address", "column items.price");
        orders("struct<country: string, zip: string, geo: struct<lat: double, `o.k`: string>, city: string>", "array<struct<price: double>>");
        assertThat(orders().isApproved()).as("a new part, in another order").isTrue();
        orders("struct<city: string, zip: int, geo: struct<lat: double, `o.k`: string>>", "array<struct<price: double>>");
        assertThat(orders()).isEqualTo(new Verdict(Verdict.State.STALE, List.of("zip"), List.of("source column orders.address.zip: string → int")));
        assertThat(Approvals.changed(shop.files(), shop.files().pipeline("Orders"))).as("as far as files tell").isEmpty();
    }

    @Test
    void whatIsGoneFromAnObjectMakesStaleWhatUsedIt() {
        nested();
        orders("struct<zip: string, geo: struct<lat: double, `o.k`: string>>", "array<struct<price: double>>");
        assertThat(orders()).isEqualTo(new Verdict(Verdict.State.STALE, List.of("city"), List.of("source column orders.address.city: gone (was string)")));
        orders("struct<city: string, zip: string, geo: struct<lat: double, `o.k`: string>>", "array<struct<price: double, tax: double>>");
        assertThat(orders().fields()).as("an array is bound as a whole").containsExactly("prices");
        orders("array<struct<city: string>>", "array<struct<price: double>>");
        assertThat(orders().fields()).containsExactly("city", "zip", "lat", "ok", "geo");
        assertThat(orders().changes()).contains("source column orders.address.city: gone (was string)", "source column orders.address.zip: gone (was string)");
        shop.db.table("orders").columns("id bigint not null", "items array<struct<price: double>>");
        assertThat(orders().fields()).containsExactly("city", "zip", "lat", "ok", "geo");
        assertThat(orders().changes()).contains("source column orders.address.city: gone (was string)");
    }

    @Test
    void whatAnApprovalOfBeforeBindsOfFlatColumnsStillHolds() {
        assertThat(standings().get(0).content()).as("this approval was given before objects were bound by their parts").contains("sha256:344cd6e487405764567135da364b5cc6236e9fb65231db6927e0acbe3da4b6a6");
    }

    /** Profile by key and cursor, as its flow says them. */
    private void declared() {
        shop.edit("flows/users.yaml", "    destination: profiles\n", "    destination: profiles\n    key: [id]\n    capture: {incremental: updated_at, lag: PT5M}\n");
        shop.approve("Profile", Optional.empty(), Optional.empty());
    }

    @Test
    void aKeyOrACursorThatIsGoneIsDrift() {
        declared();
        shop.db.table("users").columns("user_no bigint not null", "first_name string", "last_name string", "mail string", "phone string", "modified_at timestamp").key("user_no");
        Standing standing = standings().get(0);
        assertThat(standing.verdict().fields()).containsExactly("id");
        assertThat(standing.verdict().changes()).containsExactly("source column users.id, which is the key: gone", "source column users.updated_at, which is the cursor of the capture: gone",
            "source column users.id: gone (was bigint)");
        assertThat(standing.lost()).extracting(LostColumn::place, lost -> lost.line("a new name")).containsExactly(org.assertj.core.groups.Tuple.tuple("flows/users.yaml: pipelines[0].key", "key: [\"a new name\"]"),
            org.assertj.core.groups.Tuple.tuple("flows/users.yaml: pipelines[0].capture", "capture: {incremental: \"a new name\", lag: PT5M}"));
        Flow flow = shop.files().select("Users").get(0);
        assertThat(catchThrowableOfType(LeatException.class, () -> planner().ready(flow, flow.pipelines())).kind()).isEqualTo(Kind.APPROVAL);
    }

    @Test
    void aCursorThatIsGoneCannotBeApproved() {
        declared();
        shop.db.table("users").columns("id bigint not null", "first_name string", "last_name string", "mail string", "phone string", "modified_at timestamp");
        assertThat(standings().get(0).verdict().fields()).isEmpty();
        assertThat(standings().get(0).repairable()).isTrue();
        Flow flow = shop.files().select("Users").get(0);
        LeatException wrong = catchThrowableOfType(LeatException.class, () -> planner().check(flow, flow.pipelines()));
        assertThat(wrong.kind()).isEqualTo(Kind.WORKSPACE);
        assertThat(wrong).hasMessageContaining("'updated_at' is no column of users");
    }

    @Test
    void aKeyThatWasNeverApprovedIsAMistake() {
        declared();
        shop.edit("flows/users.yaml", "key: [id]", "key: [idd]");
        LeatException wrong = catchThrowableOfType(LeatException.class, this::standings);
        assertThat(wrong.kind()).isEqualTo(Kind.WORKSPACE);
        assertThat(wrong).hasMessageContaining("pipelines[0].key: 'idd' is no column of users");
    }
}
