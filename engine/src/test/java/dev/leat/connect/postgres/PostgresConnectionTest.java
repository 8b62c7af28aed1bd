package dev.leat.connect.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.connect.Connectors;
import dev.leat.connect.Finding;
import dev.leat.connect.Lookup;
import dev.leat.connect.Site;
import dev.leat.connect.jdbc.TestServers;
import dev.leat.model.Embedded;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresConnectionTest {
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.of("connection");
        shop.run("CREATE TABLE customers (id int PRIMARY KEY, name text, vip bool, since timestamptz)", "INSERT INTO customers VALUES (1, 'Ann', true, '2026-01-01Z'), (2, NULL, NULL, NULL), (3, 'Ann', false, NULL)",
            "CREATE SCHEMA hidden", "CREATE TABLE hidden.secrets (id int)", "DROP ROLE IF EXISTS reader", "CREATE ROLE reader LOGIN PASSWORD 'reader-pw'", "GRANT USAGE ON SCHEMA public TO reader",
            "CREATE TABLE partly (id int, salary int)", "GRANT SELECT (id) ON partly TO reader");
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    private static Site<Postgres> reader() {
        return new Site<>("shop", new Postgres(Optional.of(shop.database().url()), Optional.of("reader"), Optional.of(new Secret("reader-pw")), Optional.empty()), ".", TestServers.RETRIES);
    }

    @Test
    void keysFindTheirRowsByTheTypeOfTheColumn() {
        try (Lookup.Session session = Connectors.lookup(Shop.site(shop.database())).open(EntityName.of("customers"), List.of("id"), List.of("name", "vip", "since"))) {
            assertThat(session.find(List.of(List.of("1"), List.of("002"), List.of("4"), List.of("none"), List.of("99999999999999")))).isEqualTo(Map.of(
                List.of("1"), List.of(List.of("Ann", "true", "2026-01-01 00:00:00+00")), List.of("002"), List.of(Arrays.asList(null, null, null))));
        }
    }

    @Test
    void aKeyIsNotCutToTheLengthOfItsColumn() {
        shop.run("CREATE DOMAIN code AS varchar(3) CHECK (VALUE <> 'bad')", "CREATE TABLE codes (c code, n numeric(5,1), b char(4), id int)", "INSERT INTO codes VALUES ('abc', 1.3, 'ab', 7)");
        Lookup lookup = Connectors.lookup(Shop.site(shop.database()));
        try (Lookup.Session session = lookup.open(EntityName.of("codes"), List.of("c", "n", "b"), List.of("id"))) {
            List<String> right = List.of("abc", "1.30", "ab  ");
            assertThat(session.find(List.of(List.of("abcd", "1.3", "ab"), List.of("abc", "1.25", "ab"), List.of("abc", "1.3", "abcde"), List.of("bad", "1.3", "ab"), right))).isEqualTo(Map.of(right, List.of(List.of("7"))));
        }
    }

    @Test
    void aDuplicateKeyHasTwoRows() {
        try (Lookup.Session session = Connectors.lookup(Shop.site(shop.database())).open(EntityName.of("customers"), List.of("name"), List.of("id"))) {
            assertThat(session.find(List.of(List.of("Ann"))).get(List.of("Ann"))).containsExactlyInAnyOrder(List.of("1"), List.of("3"));
        }
    }

    @Test
    void lookUpsUseTheIndex() {
        shop.run("CREATE TABLE large AS SELECT i AS id, 'v' || i AS v FROM generate_series(1, 100000) i", "ALTER TABLE large ADD PRIMARY KEY (id)", "ANALYZE large");
        try (Lookup.Session session = Connectors.lookup(Shop.site(shop.database())).open(EntityName.of("large"), List.of("id"), List.of("v"))) {
            List<List<String>> keys = java.util.stream.IntStream.range(0, 2_500).mapToObj(i -> List.of(String.valueOf(i * 40 + 1))).toList();
            assertThat(session.find(keys)).hasSize(2_500).containsEntry(List.of("41"), List.of(List.of("v41")));
        }
        assertThat(shop.database().ask("SELECT pg_sleep(1)::text || idx_scan FROM pg_stat_user_indexes WHERE relname = 'large'")).isNotEqualTo("0");
    }

    @Test
    void doctorTellsVersionRightsAndWalLevel() {
        assertThat(Connectors.check(Shop.site(shop.database()))).allSatisfy(finding -> assertThat(finding.problem()).isEmpty()).extracting(Finding::what)
            .anyMatch(what -> what.contains("connects to PostgreSQL")).anyMatch(what -> what.contains("wal_level is logical")).anyMatch(what -> what.contains("can read"));
        Site<Postgres> wrong = new Site<>("shop", new Postgres(Optional.of(shop.database().url()), Optional.of("reader"), Optional.of(new Secret("no-such-password")), Optional.empty()), ".", TestServers.RETRIES);
        assertThat(Connectors.check(wrong)).singleElement().satisfies(finding -> assertThat(finding.problem().orElseThrow().toString()).contains("Correct user and password").doesNotContain("no-such-password"));
    }

    @Test
    void whatTheUserMayNotReadIsSaid() {
        try (var source = new PostgresConnector().source(reader())) {
            assertThat(source.schema(EntityName.of("partly")).column("salary").orElseThrow()).satisfies(column -> {
                assertThat(column.type()).isEmpty();
                assertThat(column.note()).contains("grant it SELECT", "exclude: [\"salary\"]");
            });
            assertThatThrownBy(() -> source.schema(EntityName.of("hidden.secrets"))).isInstanceOf(LeatException.class).hasMessageContaining("permission denied")
                .extracting(e -> ((LeatException) e).kind()).isEqualTo(Kind.WORKSPACE);
            assertThatThrownBy(() -> source.schema(EntityName.of("parlty"))).hasMessageContaining("there is no entity 'parlty'").hasMessageContaining("Use one of [partly");
        }
    }

    @Test
    void settingsAreUrlOrEmbedded() {
        assertThatThrownBy(() -> new Postgres(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Postgres(Optional.of("postgres://x"), Optional.empty(), Optional.empty(), Optional.empty())).hasMessageContaining("jdbc:postgresql:");
        Postgres embedded = new Postgres(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(new Embedded(Optional.empty())));
        assertThat(embedded.served("jdbc:postgresql://h/d", Optional.of("u"), Optional.of(new Secret("p")))).isEqualTo(new Postgres(Optional.of("jdbc:postgresql://h/d"), Optional.of("u"), Optional.of(new Secret("p")), Optional.empty()));
    }
}
