package dev.leat.connect.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.Connectors;
import dev.leat.connect.Finding;
import dev.leat.connect.Followed;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.connect.jdbc.LocalSpark;
import dev.leat.connect.jdbc.TestServers;
import dev.leat.model.Capture;
import dev.leat.model.CaptureMode;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Problem;
import dev.leat.model.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One that may do little, and tables that cannot be followed as they are. */
class ChangeRightsTest {
    private static final TestServers.Database DATABASE = TestServers.postgres("following");
    private static final Site<Postgres> SITE = new Site<>("app", new Postgres(Optional.of(DATABASE.url()), Optional.of("follower"), Optional.of(new Secret("follower-pw")), Optional.empty()), ".", TestServers.RETRIES);

    @BeforeAll
    static void prepare() {
        DATABASE.run("DROP ROLE IF EXISTS follower", "CREATE ROLE follower LOGIN PASSWORD 'follower-pw'", "CREATE TABLE users (id int PRIMARY KEY, v text)", "CREATE TABLE notes (id int, v text)",
            "CREATE TABLE sums (id int PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a + 1) VIRTUAL)", "CREATE UNLOGGED TABLE fleeting (id int PRIMARY KEY)", "CREATE VIEW seen AS SELECT * FROM users",
            "GRANT SELECT ON ALL TABLES IN SCHEMA public TO follower", "INSERT INTO users VALUES (1, 'a')");
    }

    @AfterAll
    static void leaveNoSlot() {
        DATABASE.run("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database = current_database()");
    }

    @Test
    void doctorSaysWhatToRunAndThatIsEnough() {
        assertThat(fixes("users")).containsExactly("Have an administrator run: ALTER ROLE \"follower\" REPLICATION;",
            "Run as the table's owner: DROP PUBLICATION IF EXISTS " + publication() + "; CREATE PUBLICATION " + publication() + " FOR TABLE public.users WITH (publish_via_partition_root = true, publish_generated_columns = stored);");
        fixes("users").forEach(fix -> DATABASE.run(fix.substring(fix.indexOf(": ") + 2).split("; ")));
        assertThat(fixes("users")).isEmpty();
        try (Source source = new PostgresConnector().source(SITE)) {
            EntitySchema schema = source.schema(EntityName.of("users"));
            Reading reading = new Reading(schema.entity(), schema.columns(), schema.key(), Capture.of("change"));
            Range first = source.next(reading, Optional.empty()).orElseThrow();
            assertThat(source.read(LocalSpark.session(), reading, first).count()).isEqualTo(1);
            DATABASE.run("UPDATE users SET v = 'b'");
            Range second = source.next(reading, Optional.of(first.position())).orElseThrow();
            assertThat(source.read(LocalSpark.session(), reading, second).count()).isEqualTo(1);
            assertThat(source.next(reading, Optional.of(second.position()))).isEmpty();
            assertThat(findings("users", Optional.of(second))).extracting(Finding::what).anyMatch(what -> what.contains("behind and makes the server keep"))
                .anyMatch(what -> what.contains("max_slot_wal_keep_size"));
            // one that no flow here knows is shown with the way to get rid of it
            assertThat(findings("users", Optional.empty())).extracting(Finding::what).anyMatch(what -> what.contains("leat state drop-slots app --slot " + publication()));
        }
    }

    @Test
    void whatCannotBeFollowedIsNotOffered() {
        try (Source source = new PostgresConnector().source(SITE)) {
            assertThat(source.modes(EntityName.of("users"))).contains(CaptureMode.CHANGE);
            assertThat(source.modes(EntityName.of("fleeting"))).doesNotContain(CaptureMode.CHANGE);
            assertThat(source.modes(EntityName.of("seen"))).doesNotContain(CaptureMode.CHANGE);
        }
    }

    @Test
    void aTableWithoutIdentityAndAGeneratedColumnAreTold() {
        assertThat(findings(new Followed(EntityName.of("notes"), List.of("id"), List.of(), Optional.empty()))).flatExtracting(finding -> finding.problem().stream().map(Problem::fix).toList())
            .contains("Run as the table's owner: ALTER TABLE public.notes REPLICA IDENTITY FULL;");
        assertThat(fixes("sums")).contains("Leave it out: exclude: [b]");
    }

    private static String publication() {
        return DATABASE.ask("SELECT 'leat_public_users_' || left(md5('public.users'), 6)");
    }

    private static List<String> fixes(String table) {
        return findings(table, Optional.empty()).stream().flatMap(finding -> finding.problem().stream()).map(Problem::fix).toList();
    }

    private static List<Finding> findings(String table, Optional<Range> after) {
        return findings(new Followed(EntityName.of(table), List.of(), List.of(), after.map(Range::position)));
    }

    private static List<Finding> findings(Followed followed) {
        return Connectors.checkFollowing(SITE, List.of(followed));
    }
}
