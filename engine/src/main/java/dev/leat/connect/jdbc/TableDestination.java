package dev.leat.connect.jdbc;

import dev.leat.connect.Batch;
import dev.leat.connect.Destination;
import dev.leat.connect.Held;
import dev.leat.connect.Layout;
import dev.leat.connect.Succession;
import dev.leat.connect.Written;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Tables of a database as entities. A table that is upserted has the column {@code _leat_seq}, the row's version, by which an older one is told, and {@code _leat_id}, where no
 * fields hold the key. A batch is one transaction that carries its number in {@link Watermarks}, so a batch that comes again is seen before anything is sent and reported as
 * nothing written. What is not sent straight into the table is filled into a staging table before: one of the transaction where all tasks are of this process, else one that several
 * tasks fill by connections of their own. A row deleted hard leaves no version behind.
 */
public final class TableDestination implements Destination {
    /** The table of {@link Watermarks}, in each schema that is written to. */
    public static final String BATCHES = "_leat_batches";

    private final Login login;
    private final Limits limits;
    private final Grammar grammar;
    private final Client client;

    public TableDestination(Login login, Limits limits, Grammar grammar) {
        this.login = login;
        this.limits = limits;
        this.grammar = grammar;
        this.client = Client.writing(login, limits);
    }

    @Override
    public Optional<EntitySchema> schema(EntityName entity) {
        return target(entity).map(table -> new EntitySchema(entity, table.fields().stream().map(Target.Field::column).filter(column -> !Target.OWN.contains(column.name())).toList(),
            table.key().stream().filter(name -> !Target.OWN.contains(name)).toList()));
    }

    @Override
    public List<Problem> check(EntityName entity, Layout wanted) {
        return new TargetCheck(where(entity), grammar, wanted).against(target(entity));
    }

    @Override
    public boolean keepsVersions() {
        return grammar.keepsVersions();
    }

    @Override
    public Optional<Held> held(SparkSession spark, EntityName entity, Layout layout, List<String> fields) {
        Optional<Target> table = target(entity);
        Optional<Held> held = table.flatMap(known -> client.ask(where(entity), "read it back", connection -> new StoredRows(login, grammar, known, layout).of(spark, connection, fields)));
        // The connection that asked is one of those that the limit counts, and reading takes one
        client.close();
        return held;
    }

    @Override
    public Optional<Succession> succession() {
        return grammar.renaming().map(renaming -> new TableSuccession(login, limits, grammar, renaming, this));
    }

    @Override
    public void create(EntityName entity, Layout wanted) {
        if (target(entity).isEmpty()) {
            List<Problem> problems = check(entity, wanted);
            if (!problems.isEmpty()) {
                throw new LeatException(Kind.WORKSPACE, problems);
            }
            client.ask(where(entity), "make the table", connection -> new Creation(connection, grammar, entity, wanted).run());
        }
    }

    @Override
    public Written write(Batch batch) {
        Target target = target(batch.entity())
            .orElseThrow(() -> new LeatException(Kind.WORKSPACE, where(batch.entity()), "the table does not exist", "Run again: it is made at the start of a run"));
        List<String> match = Match.of(batch.layout(), target)
            .orElseThrow(() -> new LeatException(Kind.WORKSPACE, where(batch.entity()), "its rows cannot be found again", "Run again: leat plan says what is missing"));
        // The connection that asked is one of those that the limit counts
        client.close();
        Sent sent = new Sent(where(batch.entity()), batch, target, Plan.of(batch.layout(), batch.rows().schema(), target, match));
        return new Attempts(login.site().retry()).run(() -> once(sent));
    }

    private Written once(Sent sent) {
        try (Lead lead = new Lead(login, limits)) {
            Watermarks marks = new Watermarks(grammar, sent.target());
            marks.prepare(lead.connection());
            if (marks.has(lead.connection(), sent.batch())) {
                return Written.NOTHING;
            }
            Optional<Written> straight = new StraightWrite(lead, grammar, sent, marks).written();
            Optional<Written> written = straight.isPresent() ? straight : new OwnStageWrite(lead, grammar, sent, marks).written();
            return written.isPresent() ? written.get() : new StagedWrite(lead, grammar, sent, marks).written();
        } catch (SQLException e) {
            throw SqlFailure.of(sent.where(), "write a batch", e);
        }
    }

    private Optional<Target> target(EntityName entity) {
        return client.ask(where(entity), "read its schema", connection -> grammar.target(connection, entity));
    }

    private String where(EntityName entity) {
        return login.where() + ": " + entity;
    }

    @Override
    public void close() {
        client.close();
    }
}
