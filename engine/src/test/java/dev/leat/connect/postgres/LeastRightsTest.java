package dev.leat.connect.postgres;

import static dev.leat.connect.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.Batches;
import dev.leat.connect.Connectors;
import dev.leat.connect.Destination;
import dev.leat.connect.Site;
import dev.leat.connect.TestSession;
import dev.leat.connect.Written;
import dev.leat.connect.jdbc.TestServers;
import dev.leat.model.EntityName;
import dev.leat.model.Secret;
import dev.leat.model.WriteMode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A loader that may do little and gets few connections. */
class LeastRightsTest {
    private static final TestServers.Database DATABASE = TestServers.postgres("rights");

    @BeforeAll
    static void prepare() {
        DATABASE.run("DROP ROLE IF EXISTS loader", "CREATE ROLE loader LOGIN PASSWORD 'loader-pw'", "CREATE SCHEMA mart", "CREATE TABLE mart.sales (id int PRIMARY KEY, v text, _leat_seq bigint)",
            "CREATE TABLE mart.other (id int)", "INSERT INTO mart.sales VALUES (7, 'own', NULL)");
    }

    private static Site<Postgres> site(int connections) {
        return new Site<>("mart", new Postgres(Optional.of(DATABASE.url()), Optional.of("loader"), Optional.of(new Secret("loader-pw")), Optional.empty(), Optional.of(connections), Optional.empty(),
            Optional.empty()), ".", TestServers.RETRIES);
    }

    @Test
    void doctorSaysWhichGrantsAreMissingAndTheyAreEnough() {
        List<EntityName> entities = List.of(EntityName.of("mart.sales"));
        assertThat(Connectors.checkWriting(site(2), entities)).singleElement().extracting(finding -> finding.problem().orElseThrow().fix()).isEqualTo("GRANT USAGE, CREATE ON SCHEMA \"mart\" TO \"loader\"");
        DATABASE.run("GRANT USAGE, CREATE ON SCHEMA mart TO loader");
        assertThat(Connectors.checkWriting(site(2), entities)).singleElement().extracting(finding -> finding.problem().orElseThrow().fix())
            .isEqualTo("GRANT SELECT, INSERT, UPDATE, DELETE ON \"mart\".\"sales\" TO \"loader\"");
        DATABASE.run("GRANT SELECT, INSERT, UPDATE, DELETE ON mart.sales TO loader", "CREATE TABLE mart._leat_batches (application text PRIMARY KEY, entity text, batch bigint)");
        assertThat(Connectors.checkWriting(site(2), entities)).singleElement().extracting(finding -> finding.problem().orElseThrow().fix()).asString().contains("ON \"mart\".\"_leat_batches\"");
        DATABASE.run("DROP TABLE mart._leat_batches");
        assertThat(Connectors.checkWriting(site(2), List.of(EntityName.of("mart.sales"), EntityName.of("mart.new"), EntityName.of("nowhere.new")))).extracting(finding -> finding.problem().isPresent())
            .containsExactly(false, false, true);
        for (int connections = 1; connections <= 3; connections++) {
            load(connections);
        }
        DATABASE.run("REVOKE TEMPORARY ON DATABASE " + DATABASE.ask("SELECT current_database()") + " FROM PUBLIC", "UPDATE mart.sales SET _leat_seq = 0"); // then by staging tables of the schema
        for (int connections = 1; connections <= 3; connections++) {
            load(connections);
        }
        assertThat(DATABASE.ask("SELECT count(*) || ' ' || count(*) FILTER (WHERE v = 'own') FROM mart.sales")).isEqualTo("6000 0");
    }

    private static void load(int connections) {
        DATABASE.run("ALTER ROLE loader CONNECTION LIMIT " + connections);
        Batches batches = new Batches("mart.sales", WriteMode.UPSERT, "id", "int", "v", "string").keyed("id");
        try (Destination destination = new PostgresConnector().destination(site(connections))) {
            assertThat(destination.check(batches.entity(), batches.layout())).isEmpty();
            Written written = destination.write(batches.with(TestSession.spark().range(0, 6_000, 1, 8).selectExpr("cast(id as string) _leat_id", "'u' _leat_op", "id + " + connections + " _leat_seq", "cast(id as int) id", "'v' v")));
            assertThat(written).isEqualTo(new Written(6_000, 0, 0));
        }
    }

    @Test
    void writeThatWaitsForALockGivesUpAsAnOutage() throws Exception {
        DATABASE.run("CREATE SCHEMA busy", "CREATE TABLE busy.locked (id int PRIMARY KEY, _leat_seq bigint)", "INSERT INTO busy.locked VALUES (1, 1)");
        Site<Postgres> site = new Site<>("mart", new Postgres(Optional.of(DATABASE.url()), Optional.of(DATABASE.user()), Optional.of(new Secret(DATABASE.password())), Optional.empty(), Optional.empty(),
            Optional.of(java.time.Duration.ofMillis(300)), Optional.empty()), ".", TestServers.RETRIES);
        Batches batches = new Batches("busy.locked", WriteMode.UPSERT, "id", "int").keyed("id");
        try (var holder = DATABASE.connect(); var statement = holder.createStatement(); Destination destination = new PostgresConnector().destination(site)) {
            holder.setAutoCommit(false);
            statement.execute("SELECT * FROM busy.locked FOR UPDATE");
            CompletableFuture<Written> write = CompletableFuture.supplyAsync(() -> destination.write(batches.of(row("1", "u", 2L, 1))));
            assertThat(write).failsWithin(java.time.Duration.ofMinutes(1)).withThrowableOfType(java.util.concurrent.ExecutionException.class).havingCause().withMessageContaining("lock timeout")
                .matches(e -> ((dev.leat.model.LeatException) e).kind() == dev.leat.model.Kind.SYSTEM);
            holder.rollback();
            assertThat(destination.write(batches.of(row("1", "u", 3L, 1)))).isEqualTo(new Written(1, 0, 0));
        }
    }
}
