package dev.leat.connect.postgres;

import dev.leat.connect.Connector;
import dev.leat.connect.Destination;
import dev.leat.connect.Finding;
import dev.leat.connect.Followed;
import dev.leat.connect.Lookup;
import dev.leat.connect.Sampler;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.connect.jdbc.Limits;
import dev.leat.connect.jdbc.Login;
import dev.leat.connect.jdbc.TableDestination;
import dev.leat.model.EntityName;
import java.util.List;

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

    static Login login(Site<Postgres> site) {
        return new Login(new Site<>(site.name(), site.settings().jdbc(site.name()), site.workspace(), site.retry()));
    }
}
