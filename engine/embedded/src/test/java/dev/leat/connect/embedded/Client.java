package dev.leat.connect.embedded;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts one text into a server and takes it out again. */
interface Client {

    void put(Server server, String text) throws Exception;

    String take(Server server) throws Exception;

    static Client of(String type) {
        return switch (type) {
            case "redis" -> new Redis();
            case "elasticsearch" -> new Elasticsearch();
            case "kafka" -> new Kafka();
            case "http" -> new Api();
            case "airflow" -> new Dags();
            default -> new Sql();
        };
    }

    record Sql() implements Client {
        static Connection connect(Server server) throws SQLException {
            return DriverManager.getConnection(server.address(), server.user().orElseThrow(), server.password().orElseThrow());
        }

        static String value(Server server, String sql) throws SQLException {
            try (Connection connection = connect(server); Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getString(1);
            }
        }

        @Override
        public void put(Server server, String text) throws SQLException {
            try (Connection connection = connect(server); Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE kept (value varchar(100))");
                statement.execute("INSERT INTO kept VALUES ('" + text + "')");
            }
        }

        @Override
        public String take(Server server) throws SQLException {
            return value(server, "SELECT value FROM kept");
        }
    }

    record Redis() implements Client {
        private static String ask(Server server, String command) throws Exception {
            try (Socket socket = new Socket("127.0.0.1", server.port())) {
                socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
                BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                String first = lines.readLine();
                return first.startsWith("$") && !first.equals("$-1") ? lines.readLine() : first;
            }
        }

        @Override
        public void put(Server server, String text) throws Exception {
            ask(server, "SET kept " + text);
        }

        @Override
        public String take(Server server) throws Exception {
            return ask(server, "GET kept");
        }
    }

    record Elasticsearch() implements Client {
        private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
            return HttpClient.newHttpClient().send(request.header("Content-Type", "application/json").build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        @Override
        public void put(Server server, String text) throws Exception {
            send(HttpRequest.newBuilder(URI.create(server.address() + "/kept/_doc/1?refresh=true"))
                    .PUT(HttpRequest.BodyPublishers.ofString("{\"value\": \"" + text + "\"}")));
        }

        @Override
        public String take(Server server) throws Exception {
            String body = send(HttpRequest.newBuilder(URI.create(server.address() + "/kept/_source/1"))).body();
            return body.replaceAll(".*\"value\": ?\"([^\"]*)\".*", "$1");
        }
    }

    record Kafka() implements Client {
        private static final TopicPartition PLACE = new TopicPartition("kept", 0);

        private static Map<String, Object> settings(Server server) {
            return Map.of("bootstrap.servers", server.address(), "acks", "all");
        }

        @Override
        public void put(Server server, String text) throws Exception {
            try (Admin admin = Admin.create(settings(server))) {
                admin.createTopics(List.of(new NewTopic(PLACE.topic(), 1, (short) 1))).all().get();
            }
            try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings(server), new StringSerializer(), new StringSerializer())) {
                producer.send(new ProducerRecord<>(PLACE.topic(), text)).get();
            }
        }

        @Override
        public String take(Server server) {
            try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings(server), new StringDeserializer(), new StringDeserializer())) {
                consumer.assign(List.of(PLACE));
                consumer.seekToBeginning(List.of(PLACE));
                return consumer.poll(Duration.ofSeconds(20)).iterator().next().value();
            }
        }
    }

    record Api() implements Client {
        private static String send(HttpRequest.Builder request) throws Exception {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
        }

        @Override
        public void put(Server server, String text) throws Exception {
            send(HttpRequest.newBuilder(URI.create(server.address() + "/sample/kept")).PUT(HttpRequest.BodyPublishers.ofString("[{\"id\": 1, \"value\": \"" + text + "\"}]")));
        }

        @Override
        public String take(Server server) throws Exception {
            String client = server.user().orElseThrow() + ":" + server.password().orElseThrow();
            String token = send(HttpRequest.newBuilder(URI.create(server.address() + "/oauth/token")).POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .header("Authorization", "Basic " + java.util.Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)))).replaceAll(".*\"access_token\":\"([^\"]*)\".*", "$1");
            String body = send(HttpRequest.newBuilder(URI.create(server.address() + "/kept")).header("Authorization", "Bearer " + token));
            return body.replaceAll(".*\"value\":\"([^\"]*)\".*", "$1");
        }
    }

    /** In the name of a pool. */
    record Dags() implements Client {
        private static String send(Server server, String path, String token, String body) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path)).header("Content-Type", "application/json").header("Authorization", "Bearer " + token);
            return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()
                .send((body.isEmpty() ? request : request.POST(HttpRequest.BodyPublishers.ofString(body))).build(), HttpResponse.BodyHandlers.ofString()).body();
        }

        private static String token(Server server) throws Exception {
            return send(server, "/auth/token", "", "{\"username\": \"" + server.user().orElseThrow() + "\", \"password\": \"" + server.password().orElseThrow() + "\"}")
                .replaceAll(".*\"access_token\":\"([^\"]*)\".*", "$1");
        }

        @Override
        public void put(Server server, String text) throws Exception {
            send(server, "/api/v2/pools", token(server), "{\"name\": \"kept-" + text + "\", \"slots\": 1}");
        }

        @Override
        public String take(Server server) throws Exception {
            return send(server, "/api/v2/pools", token(server), "").replaceAll(".*\"name\":\"kept-([^\"]*)\".*", "$1");
        }
    }
}
