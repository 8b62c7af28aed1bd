package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.embedded.Server;
import dev.leat.mapping.schema.Samples;
import dev.leat.model.EntityName;
import dev.leat.model.Retry;
import dev.leat.model.Yaml;
import dev.leat.run.Leat;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample in which nothing is mapped: proposed, approved and run by the commands that README names, and what arrives is compared row by row with what was to arrive. */
class FromNothingTest {
    @TempDir
    Path folder;
    private TestWorkspace workspace;

    @BeforeEach
    void sample() throws IOException {
        workspace = new TestWorkspace(folder);
        Path sample = Path.of(System.getProperty("leat.home"), "samples/shop");
        for (String part : List.of("leat.yaml", "seed.sql", "flows", "files", "schemas/search", "schemas/warehouse")) {
            try (Stream<Path> files = Files.walk(sample.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = folder.resolve(sample.relativize(file));
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    @AfterEach
    void down() {
        workspace.leat("down");
    }

    private JsonNode done(String... words) throws IOException {
        Said said = workspace.leat(Stream.concat(Stream.of(words), Stream.of("--json")).toArray(String[]::new));
        assertThat(said.code()).as(String.join(" ", words) + "\n" + said.out() + said.err()).isZero();
        return Yaml.json().readTree(said.out());
    }

    private static List<String> open(JsonNode proposed) {
        return proposed.path("proposal").path("open").findValuesAsText("target");
    }

    @Test
    void customersOfPostgresArriveInTheIndexAsTheyShould() throws Exception {
        done("up");
        done("source", "pull", "shop_db", "customers");
        assertThat(open(done("map", "propose", "Customers"))).containsExactly("country_name", "account_manager");
        assertThat(open(done("map", "propose", "Customers", "--add"))).containsExactly("account_manager");
        assertThat(workspace.leat("run", "Customers to Search").code()).as("not approved").isEqualTo(3);
        done("map", "approve", "Customers", "--by", "jane@example.com");
        JsonNode run = done("run", "Customers to Search").path("pipelines").get(0);
        assertThat(run.path("written").asInt()).isEqualTo(299);
        assertThat(run.path("backlogged").asInt()).as("born on the 31st of February").isEqualTo(1);
        Map<String, String> wanted = wantedCustomers();
        assertThat(wanted).hasSize(299);
        assertThat(arrivedCustomers()).isEqualTo(wanted);
    }

    private Server server(String name) {
        return Leat.open(workspace.dir()).servers().running().stream().filter(server -> server.name().equals(name)).findFirst().orElseThrow();
    }

    private Map<String, String> wantedCustomers() throws Exception {
        Server server = server("shop_db");
        Map<String, String> rows = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(server.address(), server.user().orElseThrow(), server.password().orElseThrow());
             Statement statement = connection.createStatement();
             ResultSet found = statement.executeQuery("""
                 select id, concat_ws('|', id, first_name || ' ' || last_name, e_mail, coalesce(phone, '-'), substr(born, 7) || '-' || substr(born, 4, 2) || '-' || substr(born, 1, 2), country, name,
                   case status when 'A' then 'active' when 'S' then 'suspended' when 'C' then 'closed' end, (spent_cents / 100.0)::decimal(12,2), newsletter = 1,
                   to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS'))
                 from customers join countries on code = country where id <> 17""")) {
            while (found.next()) {
                rows.put(found.getString(1), found.getString(2));
            }
        }
        return rows;
    }

    private Map<String, String> arrivedCustomers() throws Exception {
        HttpRequest search = HttpRequest.newBuilder(URI.create(server("search").address() + "/customers/_search?size=1000")).build();
        JsonNode hits = Yaml.json().readTree(HttpClient.newHttpClient().send(search, HttpResponse.BodyHandlers.ofString()).body()).path("hits").path("hits");
        Map<String, String> rows = new TreeMap<>();
        hits.forEach(hit -> {
            JsonNode row = hit.path("_source");
            rows.put(hit.path("_id").asText(), String.join("|", row.path("customer_id").asText(), row.path("full_name").asText(), row.path("email").asText(), row.path("phone").asText("-").replace("null", "-"),
                row.path("birth_date").asText(), row.path("country").asText(), row.path("country_name").asText(), row.path("status").asText(), new BigDecimal(row.path("lifetime_value").asText()).setScale(2).toPlainString(),
                row.path("wants_newsletter").asBoolean() ? "t" : "f", row.path("created_at").asText().substring(0, 19)));
        });
        return rows;
    }

    @Test
    void ordersOfNestedJsonFilesArriveInTheWarehouseAsTheyShould() throws Exception {
        done("source", "pull", "shop_exports", "orders");
        assertThat(open(done("map", "propose", "Orders"))).containsExactly("sales_region");
        done("map", "approve", "Orders", "--by", "jane@example.com");
        assertThat(done("run", "Orders to Warehouse").path("pipelines").get(0).path("written").asInt()).isEqualTo(35);
        Map<String, String> wanted = wantedOrders();
        assertThat(wanted).hasSize(35);
        assertThat(arrivedOrders()).isEqualTo(wanted);
    }

    @Test
    void tablesArePairedAndTheirRowsArriveInTheWarehouse() throws Exception {
        JsonNode proposed = done("map", "propose", "Catalogue to Warehouse", "--add");
        Map<String, String> pairs = new TreeMap<>();
        proposed.at("/proposal/pairs").forEach(pair -> pairs.put(pair.path("destination").asText(), pair.at("/choice/source").asText()));
        assertThat(pairs).isEqualTo(Map.of("catalogue.articles", "products", "catalogue.nations", "countries"));
        assertThat(proposed.path("added")).as(proposed.toString()).extracting(JsonNode::asText).containsExactly("Articles", "Nations");
        for (String pipeline : List.of("Articles", "Nations")) {
            assertThat(open(done("map", "propose", pipeline))).isEmpty();
            done("map", "approve", pipeline, "--by", "jane@example.com");
        }
        JsonNode run = done("run", "Catalogue to Warehouse");
        assertThat(run.path("pipelines").findValues("written")).extracting(JsonNode::asInt).containsExactly(4, 4);
        assertThat(rows("catalogue.articles")).extracting(row -> row.path("article_code").asText() + "|" + row.path("title").asText() + "|" + row.path("price").asText() + "|" + row.path("weight").asText())
            .containsExactlyInAnyOrder("MUG-07|Blue mug|12.90|340", "SPN-11|Spoon|2.25|28", "TEA-01|Green tea|4.50|100", "POT-03|Teapot|39.00|910");
        assertThat(rows("catalogue.nations")).extracting(row -> row.path("country_code").asText() + "|" + row.path("country_name").asText() + "|" + row.path("vat_rate").asText())
            .containsExactlyInAnyOrder("DE|Germany|19.0", "FR|France|20.0", "GB|United Kingdom|20.0", "NL|Netherlands|21.0");
    }

    private List<ObjectNode> rows(String entity) {
        Leat leat = Leat.open(workspace.dir());
        return Samples.read(leat.files().site("warehouse", Retry.DEFAULT, leat.servers()::address), EntityName.of(entity), 1000).orElseThrow().rows();
    }

    private Map<String, String> wantedOrders() throws IOException {
        Map<String, String> states = Map.of("O", "open", "S", "shipped", "X", "cancelled");
        Map<String, String> rows = new TreeMap<>();
        for (String file : List.of("2026-03-01.jsonl", "2026-03-02.jsonl")) {
            for (String line : Files.readAllLines(workspace.resolve("files/orders").resolve(file))) {
                JsonNode order = Yaml.json().readTree(line);
                String[] day = order.path("orderDate").asText().split("\\.");
                rows.put(order.path("orderNo").asText(), String.join("|", day[2] + "-" + day[1] + "-" + day[0], states.get(order.path("state").asText()),
                    order.path("customer").path("firstName").asText() + " " + order.path("customer").path("lastName").asText(), order.path("customer").path("email").asText("-"),
                    order.path("shipping").path("city").asText(), order.path("shipping").path("country").asText(), order.path("orderTotal").asText().replaceAll("[^0-9,]", "").replace(',', '.'),
                    String.valueOf(order.path("items").size()), order.path("gift").asText()));
            }
        }
        return rows;
    }

    private Map<String, String> arrivedOrders() {
        Map<String, String> rows = new TreeMap<>();
        for (ObjectNode row : rows("sales.orders")) {
            rows.put(row.path("order_number").asText(), String.join("|", row.path("ordered_on").asText(), row.path("status").asText(), row.path("customer_name").asText(),
                row.path("customer_email").asText("-").replace("null", "-"), row.path("ship_city").asText(), row.path("ship_country").asText(), row.path("total").asText(), row.path("item_count").asText(), row.path("is_gift").asText()));
        }
        return rows;
    }
}
