package dev.leat.connect.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Connector;
import dev.leat.connect.Destination;
import dev.leat.connect.Finding;
import dev.leat.connect.Followed;
import dev.leat.connect.Lookup;
import dev.leat.connect.Reserve;
import dev.leat.connect.Sampler;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.connect.jdbc.Client;
import dev.leat.connect.jdbc.Limits;
import dev.leat.connect.jdbc.Login;
import dev.leat.connect.jdbc.TableDestination;
import dev.leat.model.EntityName;
import java.util.List;
import java.util.Optional;

/** Connections of type {@code postgres}. */
public final class PostgresConnector implements Connector<Postgres> {

    @Override
    public String type() {
        return "postgres";
    }

    @Override
    public Class<Postgres> settings() {
        return Postgres.class;
    }

    @Override
    public Source source(Site<Postgres> site) {
        return new PostgresSource(site);
    }

    @Override
    public Destination destination(Site<Postgres> site) {
        return new TableDestination(login(site), Limits.of(site.settings().connections(), site.settings().lockTimeout(), site.settings().statementTimeout()), new PostgresGrammar());
    }

    @Override
    public Lookup lookup(Site<Postgres> site) {
        return new PostgresLookup(login(site));
    }

    @Override
    public Sampler sampler(Site<Postgres> site) {
        return new PostgresSampler(site);
    }

    @Override
    public List<Finding> check(Site<Postgres> site) {
        return new PostgresCheck(site).findings();
    }

    @Override
    public List<Finding> checkWriting(Site<Postgres> site, List<EntityName> entities) {
        return new WritingCheck(site).findings(entities);
    }

    @Override
    public List<Finding> checkFollowing(Site<Postgres> site, List<Followed> entities) {
        return new ChangeCheck(site).findings(entities);
    }

    @Override
    public List<Finding> checkFollowable(Site<Postgres> site, List<Followed> entities) {
        return new ChangeCheck(site).followable(entities);
    }

    @Override
    public List<Reserve> reserves(Site<Postgres> site) {
        Login login = login(site);
        try (Client client = new Client(login)) {
            return client.ask(login.where(), "list its replication slots", connection -> Slot.all(connection, Slot.PREFIX)).stream().map(Slot::reserve).toList();
        }
    }

    @Override
    public Optional<String> reserved(JsonNode position) {
        return ChangePosition.of(position).map(ChangePosition::slot);
    }

    @Override
    public void release(Site<Postgres> site, String reserve) {
        Slot.drop(login(site), reserve);
    }

    static Login login(Site<Postgres> site) {
        return new Login(new Site<>(site.name(), site.settings().jdbc(site.name()), site.workspace(), site.retry()));
    }
}
