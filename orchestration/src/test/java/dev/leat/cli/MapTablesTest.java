package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import dev.leat.mapping.pair.Pairing;
import dev.leat.mapping.pair.TableProposal;
import dev.leat.mapping.pair.Tables;
import dev.leat.model.EntityName;
import dev.leat.model.Yaml;
import dev.leat.run.Leat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which table fills which: a PostgreSQL of a dozen tables, a warehouse of labeled ones. */
class MapTablesTest {
    private static final String FLOW = """
        # ours
        flow: Night
        source: db
        destination: warehouse   # Delta
        pipelines:
          # written long ago
          - {name: Stock, source: stock_levels, destination: inventory}   # by hand
        """;
    private static Server postgres;

    @TempDir
    Path workspace;

    @BeforeAll
    static void aDozenTables() throws IOException {
        Path folder = Files.createTempDirectory("leat-servers");
        EmbeddedServers servers = EmbeddedServers.at(folder).endWithThisProcess();
        Path seed = Files.writeString(folder.resolve("seed.sql"), """
            create schema hr;
            create table customers (id bigint primary key, first_name text, last_name text, mail text, birth text, phone text, updated_at timestamptz not null);
            insert into customers select n, (array['Ada', 'Grace', 'Alan', 'Edsger'])[1 + n % 4], (array['Lovelace', 'Hopper', 'Turing'])[1 + n % 3], 'm' || n || '@example.com',
              to_char(date '1950-01-01' + (n * 37 % 20000)::int, 'DD.MM.YYYY'), '+44 20 7946 ' || lpad(n::text, 4, '0'), timestamptz '2024-01-01 00:00:00Z' + n * interval '37 minutes' from generate_series(1, 300) n;
            create table orders (order_no text primary key, customer_id bigint references customers, placed_at timestamptz, state char(1), total numeric(12,2), currency char(3));
            insert into orders select 'O-' || n, 1 + n % 300, timestamptz '2025-01-01 00:00:00Z' + n * interval '3 hours', (array['O','S'])[1 + n % 2], n * 1.37, 'EUR' from generate_series(1, 500) n;
            create table order_lines (order_no text references orders, line int, product_id int, quantity int, unit_price numeric(10,2), primary key (order_no, line));
            insert into order_lines select 'O-' || n, 1, n % 40, 1 + n % 5, n * 0.5 from generate_series(1, 500) n;
            create table products (id int primary key, sku text, title text, weight_g int, category_id int);
            insert into products select n, 'SKU-' || n, 'Product ' || n, n * 10, n % 7 from generate_series(0, 60) n;
            create table categories (id int primary key, title text);
            insert into categories select n, 'Category ' || n from generate_series(0, 6) n;
            create table suppliers (id int primary key, company text, contact_mail text, country char(2));
            insert into suppliers select n, 'Company ' || n, 's' || n || '@example.org', (array['DE','FR'])[1 + n % 2] from generate_series(1, 40) n;
            create table stock_levels (product_id int primary key, warehouse text, on_hand int);
            create table hr.employees (emp_no int primary key, given_name text, surname text, hired date, salary numeric(10,2), dept_no int);
            insert into hr.employees select n, 'Tony', 'Hoare', date '2010-01-01' + n, 3000 + n, n % 5 from generate_series(1, 80) n;
            create table hr.departments (dept_no int primary key, name text);
            create table invoices (invoice_no text, order_no text, issued date, amount_cents bigint);
            insert into invoices select 'I-' || n, 'O-' || n, date '2025-01-01' + n % 300, n * 137 from generate_series(1, 200) n;
            create table audit_log (id bigserial primary key, at timestamptz, who text, what text);
            create table page_views (id bigserial primary key, url text, referrer text, user_agent text, seen_at timestamptz);
            """);
        postgres = servers.start("postgres", "postgres", Optional.of(seed), Keep.whileOwner(ProcessHandle.current().pid()));
        System.setProperty("leat.env.LEAT_TEST_PASSWORD", postgres.password().orElseThrow());
    }

    @BeforeEach
    void aFlowToAWarehouse() throws IOException {
        write("leat.yaml", """
            workspace: w
            lake: ./lake
            connections:
              db: {type: postgres, url: "%s", user: %s, password: "${env:LEAT_TEST_PASSWORD}"}
              warehouse: {type: delta, path: ./warehouse}
            """.formatted(postgres.address(), postgres.user().orElseThrow()));
        write("flows/night.yaml", FLOW);
        entity("crm.clients", "customer_number bigint, full_name string, email string, date_of_birth date, telephone string");
        entity("sales.order", "order_number string, customer_number bigint, ordered_at timestamp, status string, amount double, currency string");
        entity("sales.order_items", "order_number string, position int, product int, quantity int, price double");
        entity("catalog.articles", "article_number int, sku string, name string, weight_kg double, category int");
        entity("hr.staff", "employee_number int, first_name string, last_name string, hire_date date, salary double, department int");
        entity("finance.bills", "invoice_number string, order_number string, issue_date date, amount double");
        entity("weather", "station string, temperature double, humidity double, wind_speed double");
        entity("inventory", "product int, on_hand int");
    }

    private void entity(String name, String fields) throws IOException {
        StringBuilder text = new StringBuilder("entity: " + name + "\nfields:\n");
        for (String field : fields.split(", ")) {
            text.append("  - {name: ").append(field.replace(" ", ", type: ")).append("}\n");
        }
        write("schemas/warehouse/" + name + ".yaml", text.toString());
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(workspace.resolve(file).getParent());
        Files.writeString(workspace.resolve(file), text);
    }

    private Said leat(String... words) {
        return Said.by(Stream.concat(Stream.of(words), Stream.of("--workspace", workspace.toString())).toArray(String[]::new));
    }

    private static final Map<String, String> RIGHT = Map.of("crm.clients", "customers", "sales.order", "orders", "sales.order_items", "order_lines", "catalog.articles", "products",
        "hr.staff", "hr.employees", "finance.bills", "invoices", "weather", "");

    @Test
    void eachEntityGetsTheTableThatItIsToHaveAndOneThatFitsNothingGetsNone() throws IOException {
        Said said = leat("map", "propose", "Night", "--json");
        assertThat(said.code()).as(said.err()).isZero();
        Map<String, String> found = new TreeMap<>();
        Yaml.json().readTree(said.out()).at("/proposal/pairs").forEach(pair -> found.put(pair.path("destination").asText(), pair.at("/choice/source").asText()));
        assertThat(found).as(said.out()).isEqualTo(RIGHT);
        assertThat(Files.readString(workspace.resolve("flows/night.yaml"))).isEqualTo(FLOW);
    }

    @Test
    void theTableFits80ColumnsAndNamesTheNextCommand() {
        Said said = leat("map", "propose", "Night");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.lines()).allMatch(line -> line.length() <= 80).anyMatch(line -> line.matches("crm.clients +customers +0\\.\\d\\d +\\d of 5 .*")).anyMatch(line -> line.matches("weather +nothing is like it"))
            .noneMatch(line -> line.startsWith("inventory")).contains("  add these  leat map propose \"Night\" --add");
    }

    @Test
    void addedPipelinesArePlannedAndTheRestOfTheFileStays() throws IOException {
        Said said = leat("map", "propose", "Night", "--add", "--json");
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode added = Yaml.json().readTree(said.out()).path("added");
        assertThat(added).extracting(JsonNode::asText).contains("Clients", "Order Items", "Staff").doesNotContain("Weather");
        String file = Files.readString(workspace.resolve("flows/night.yaml"));
        assertThat(file).startsWith(FLOW).contains("  - {name: Clients, source: customers, destination: \"crm.clients\"}\n")
            .contains("{name: Bills, source: invoices, destination: \"finance.bills\", key: [invoice_no]}");
        assertThat(leat("map", "propose", "Clients").code()).isZero();
        assertThat(leat("map", "approve", "Clients", "--by", "jane@example.com").code()).isZero();
        Said again = leat("map", "propose", "Night");
        assertThat(again.out()).contains("weather").doesNotContain("crm.clients");
        assertThat(Files.readString(workspace.resolve("flows/night.yaml"))).isEqualTo(file);
    }

    @Test
    void aFlowCanBeginWithoutPipelines() throws IOException {
        write("flows/night.yaml", "flow: Night\nsource: db\ndestination: warehouse\n");
        assertThat(leat("plan", "Night")).returns(0, Said::code).satisfies(said -> assertThat(said.out()).contains("No pipeline yet"));
        assertThat(leat("run", "Night")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).contains("leat map propose \"Night\" --add"));
        assertThat(leat("map", "check").code()).isZero();
        Said said = leat("map", "propose", "Night", "--add");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("leat map propose \"Inventory\"");
        assertThat(Files.readString(workspace.resolve("flows/night.yaml"))).startsWith("flow: Night\nsource: db\ndestination: warehouse\npipelines:\n  - {name: ");
    }

    @Test
    void filesHaveNoKeySoOneIsWritten() throws IOException {
        StringBuilder people = new StringBuilder("person_no,surname,town\n");
        StringBuilder meters = new StringBuilder("meter,reading,taken\n");
        for (int i = 0; i < 40; i++) {
            people.append("P").append(i).append(",").append(List.of("Lovelace", "Hopper", "Turing").get(i % 3)).append(",").append(List.of("Bath", "Kent").get(i % 2)).append("\n");
            meters.append("M").append(i % 7).append(",").append(i * 13).append(",2026-01-").append(10 + i % 20).append("\n");
        }
        write("in/people.csv", people.toString());
        write("in/meters.csv", meters.toString());
        write("leat.yaml", Files.readString(workspace.resolve("leat.yaml")) + "  files: {type: files, path: ./in, format: csv}\n  crm: {type: delta, path: ./crm}\n");
        write("schemas/crm/persons.yaml", "entity: persons\nfields:\n  - {name: person_number, type: string}\n  - {name: last_name, type: string}\n  - {name: city, type: string}\n");
        write("flows/files.yaml", "flow: Files\nsource: files\ndestination: crm\n");
        Said said = leat("map", "propose", "Files", "--add");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(Files.readString(workspace.resolve("flows/files.yaml"))).as(said.out()).endsWith("pipelines:\n  - {name: Persons, source: \"\\\"people.csv\\\"\", destination: persons, key: [person_no]}\n");
        assertThat(leat("map", "propose", "Persons").code()).isZero();
        assertThat(leat("map", "approve", "Persons", "--by", "jane@example.com")).satisfies(done -> assertThat(done.code()).as(done.err()).isZero());
    }

    @Test
    void whatIsWrongIsSaid() throws IOException {
        assertThat(leat("map", "propose", "Nigh")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).contains("[Night, Stock]"));
        assertThat(leat("map", "propose", "Night", "--stale")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).contains("it is a flow"));
        write("flows/night.yaml", "{flow: Night, source: db, destination: warehouse}");
        assertThat(leat("map", "propose", "Night", "--add")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).contains("Add it by hand: {name: "));
        try (Stream<Path> files = Files.list(workspace.resolve("schemas/warehouse"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        assertThat(leat("map", "propose", "Night")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).contains("leat destination label warehouse"));
        write("leat.yaml", Files.readString(workspace.resolve("leat.yaml")).replace(postgres.address(), "jdbc:postgresql://127.0.0.1:1/postgres"));
        entity("people", "id int, name string");
        assertThat(leat("map", "propose", "Night").code()).isEqualTo(4);
    }

    @Test
    void fromJavaItIsTheSame() {
        Leat leat = Leat.open(workspace);
        Tables tables = new Tables(leat.files(), leat.servers()::address);
        TableProposal proposal = tables.propose("Night", 200);
        assertThat(proposal).isEqualTo(tables.propose("Night", 200));
        assertThat(proposal.looked()).isEqualTo(12);
        assertThat(tables.add(proposal)).containsExactlyElementsOf(proposal.sure().stream().map(Pairing::pipeline).toList());
        assertThat(Leat.open(workspace).files().pipeline("Clients").source()).isEqualTo(EntityName.of("customers"));
        assertThat(List.copyOf(proposal.sure())).isNotEmpty();
    }
}
