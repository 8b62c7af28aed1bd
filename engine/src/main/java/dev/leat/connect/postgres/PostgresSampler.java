package dev.leat.connect.postgres;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Reading;
import dev.leat.connect.Sample;
import dev.leat.connect.Sampler;
import dev.leat.connect.Site;
import dev.leat.connect.jdbc.Client;
import dev.leat.connect.jdbc.Login;
import dev.leat.connect.jdbc.Rows;
import dev.leat.connect.jdbc.SampledRows;
import dev.leat.model.Capture;
import dev.leat.model.EntityName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;

/**
 * Rows by COPY, in an order without meaning, so that they are of all ages: of a small table chosen among all rows, of a large one among those of some blocks.
 * Views give their first rows.
 */
final class PostgresSampler implements Sampler {
    private static final long SMALL = 4_096;

    private final Login login;
    private final Client client;

    PostgresSampler(Site<Postgres> site) {
        login = PostgresConnector.login(site);
        client = new Client(login);
    }

    @Override
    public List<EntityName> entities() {
        return client.ask(login.where(), "list its tables", Catalog::entities);
    }

    @Override
    public Optional<Sample> sample(EntityName entity, int most) {
        String where = login.where() + ": " + entity;
        return client.ask(where, "read its schema", connection -> Catalog.relation(connection, entity)).map(relation -> {
            RelationNotes notes = client.ask(where, "read its comments", connection -> RelationNotes.of(connection, relation));
            return new Sample(relation.schema(), rows(where, relation, most), notes.comments(), notes.references());
        });
    }

    private List<ObjectNode> rows(String where, Relation relation, int most) {
        List<Relation.Field> fields = relation.fields().stream().filter(field -> field.column().type().isPresent()).toList();
        if (fields.isEmpty() || most == 0) {
            return List.of();
        }
        StructType schema = Rows.schema(new Reading(relation.entity(), fields.stream().map(Relation.Field::column).toList(), relation.key(), Capture.of("snapshot")));
        Decoder[] decoders = fields.stream().map(field -> field.fate().decoder().get()).toArray(Decoder[]::new);
        boolean[] paired = new boolean[decoders.length];
        for (int i = 0; i < paired.length; i++) {
            paired[i] = fields.get(i).fate().unheld().isPresent();
        }
        String selection = fields.stream().map(PostgresSampler::selected).collect(Collectors.joining(", "));
        try (Snapshot snapshot = Snapshot.of(login, relation)) {
            String query = "SELECT " + selection + " FROM " + relation.sql() + " t " + chosen(relation, fields, snapshot.blocks(), most) + " LIMIT " + most;
            return SampledRows.of(new CopyPart(login, where, snapshot.id(), query, schema, decoders, paired), schema, most);
        }
    }

    /** Long values are cut by the server: they need not travel. */
    private static String selected(Relation.Field field) {
        String quoted = Relation.quoted(field.column().name());
        return switch (field.base()) {
            case "text", "character varying" -> "left(" + quoted + ", " + Sample.LONGEST + ")";
            case "bytea" -> "substring(" + quoted + " from 1 for 1000)";
            default -> field.fate().select(quoted);
        };
    }

    private static String chosen(Relation relation, List<Relation.Field> readable, List<Long> blocks, int most) {
        if (!relation.stored()) {
            return "";
        }
        List<String> names = readable.stream().map(field -> field.column().name()).toList();
        List<String> row = relation.key().isEmpty() || !names.containsAll(relation.key()) ? names : relation.key();
        long all = blocks.stream().mapToLong(Long::longValue).sum();
        String some = all <= SMALL ? "" : "TABLESAMPLE SYSTEM (" + Math.min(100.0, 100.0 * Math.max(SMALL / 2, 2L * most) / all) + ") REPEATABLE (1) ";
        return some + "ORDER BY md5(ROW(" + row.stream().map(Relation::quoted).collect(Collectors.joining(", ")) + ")::text)";
    }

    @Override
    public void close() {
        client.close();
    }
}
