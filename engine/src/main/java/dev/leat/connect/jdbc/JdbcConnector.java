package dev.leat.connect.jdbc;

import dev.leat.connect.Connector;
import dev.leat.connect.Destination;
import dev.leat.connect.Finding;
import dev.leat.connect.Lookup;
import dev.leat.connect.Sampler;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.model.LeatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Connections of type {@code jdbc}. */
public final class JdbcConnector implements Connector<Jdbc> {

    @Override
    public String type() {
        return "jdbc";
    }

    @Override
    public Class<Jdbc> settings() {
        return Jdbc.class;
    }

    @Override
    public Source source(Site<Jdbc> site) {
        return new JdbcSource(site);
    }

    @Override
    public Destination destination(Site<Jdbc> site) {
        return new TableDestination(new Login(site), site.settings().limits(), new JdbcGrammar(site.settings().url()));
    }

    @Override
    public Lookup lookup(Site<Jdbc> site) {
        return new JdbcLookup(new Login(site));
    }

    @Override
    public Sampler sampler(Site<Jdbc> site) {
        return new JdbcSampler(site);
    }

    @Override
    public List<Finding> check(Site<Jdbc> site) {
        List<Finding> findings = new ArrayList<>();
        try (Client client = new Client(new Login(site)); JdbcSource source = new JdbcSource(site)) {
            findings.add(client.ask("connections." + site.name(), "ask for its version", connection -> Finding.good("connects to "
                + connection.getMetaData().getDatabaseProductName() + " " + connection.getMetaData().getDatabaseProductVersion()
                + " with " + connection.getMetaData().getDriverName() + " " + connection.getMetaData().getDriverVersion())));
            int readable = source.entities().size();
            findings.add(readable > 0 ? Finding.good("sees " + readable + " tables and views")
                : Finding.bad("connections." + site.name(), "its user sees no table", "Grant it the right to read tables"));
        } catch (LeatException e) {
            e.problems().forEach(problem -> findings.add(new Finding(problem.what(), Optional.of(problem))));
        }
        return findings;
    }
}
