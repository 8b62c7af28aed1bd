package dev.leat.connect.elasticsearch;

import static dev.leat.connect.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Batches;
import dev.leat.connect.Destination;
import dev.leat.connect.Site;
import dev.leat.model.WriteMode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An index that Leat makes is filled without refreshes, and then is like any other. */
class FirstLoadTest {
    private static final Requests SERVER = new Requests(TestServer.site());

    private static Batches batches(String index) {
        return new Batches(index, WriteMode.UPSERT, "born", "date", "name", "string");
    }

    private static Destination destination() {
        return new ElasticsearchConnector().destination(TestServer.site());
    }

    private static String interval(String index) {
        return SERVER.call("GET", "/" + index + "/_settings").body().at("/" + index + "/settings/index/refresh_interval").asText();
    }

    private static JsonNode meta(String index) {
        return SERVER.call("GET", "/" + index + "/_mapping").body().at("/" + index + "/mappings/_meta");
    }

    private static int found(String index) {
        return SERVER.call("GET", "/" + index + "/_count").body().path("count").asInt();
    }

    @Test
    void itIsRefreshedFromTheEndOfTheFirstLoadOn() {
        Batches batches = batches("first");
        try (Destination destination = destination()) {
            destination.create(batches.entity(), batches.layout());
            destination.write(batches.of(row("a", "c", 1L, null, "Ann")));
            assertThat(interval("first")).isEqualTo("-1");
        }
        assertThat(interval("first")).isEmpty();
        assertThat(found("first")).isOne();
        assertThat(meta("first").has("leat_loading")).isFalse();
        assertThat(meta("first").at("/leat_types/born").asText()).isEqualTo("DATE");
    }

    @Test
    void whatALoadThatDiedLeftOffIsTurnedOnByTheNext() {
        Batches batches = batches("died");
        destination().create(batches.entity(), batches.layout());
        assertThat(interval("died")).isEqualTo("-1");
        try (Destination next = destination()) {
            next.create(batches.entity(), batches.layout());
            next.write(batches.of(row("a", "c", 1L, null, "Ann")));
        }
        assertThat(interval("died")).isEmpty();
        assertThat(found("died")).isOne();
    }

    @Test
    void aSettingOfTheUserStays() {
        Batches batches = batches("users_own");
        try (Destination destination = destination()) {
            destination.create(batches.entity(), batches.layout());
        }
        SERVER.call("PUT", "/users_own/_settings", Optional.of(Requests.JSON.createObjectNode().put("index.refresh_interval", "7s")));
        try (Destination destination = destination()) {
            destination.create(batches.entity(), batches.layout());
        }
        assertThat(interval("users_own")).isEqualTo("7s");
    }

    @Test
    void aCredentialThatMayNotChangeSettingsLoadsAsWell() throws Exception {
        Batches batches = batches("refused");
        try (TestProxy proxy = new TestProxy(TestServer.running().address(), Optional.empty(),
            exchange -> exchange.getRequestURI().getPath().endsWith("/_settings") ? Optional.of(403) : Optional.empty());
             Destination destination = new ElasticsearchConnector().destination(TestServer.site("http://127.0.0.1:" + proxy.port(), new Site.Retries(4, 50, 200)))) {
            destination.create(batches.entity(), batches.layout());
            destination.write(batches.of(row("a", "c", 1L, null, "Ann")));
        }
        assertThat(interval("refused")).isEmpty();
        assertThat(found("refused")).isOne();
    }
}
