package dev.leat.connect.kafka;

import dev.leat.connect.Connector;
import dev.leat.connect.Destination;
import dev.leat.connect.Finding;
import dev.leat.connect.Sampler;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.model.EntityName;
import dev.leat.model.LeatException;
import java.util.List;

/** {@code type: kafka}. */
public final class KafkaConnector implements Connector<KafkaSettings> {
    @Override
    public String type() {
        return "kafka";
    }

    @Override
    public Class<KafkaSettings> settings() {
        return KafkaSettings.class;
    }

    @Override
    public Source source(Site<KafkaSettings> site) {
        return new KafkaSource(site);
    }

    @Override
    public Destination destination(Site<KafkaSettings> site) {
        return new KafkaDestination(site);
    }

    @Override
    public List<Finding> checkWriting(Site<KafkaSettings> site, List<EntityName> entities) {
        return new WritingCheck(site).findings(entities);
    }

    @Override
    public Sampler sampler(Site<KafkaSettings> site) {
        return new KafkaSampler(site);
    }

    @Override
    public List<Finding> check(Site<KafkaSettings> site) {
        try {
            int topics = Topic.names(site).size();
            return List.of(topics > 0 ? Finding.good(topics + " topics at " + site.settings().brokers())
                : Finding.bad("connections." + site.name(), site.settings().brokers() + " shows no topic", "Make one, or let the user DESCRIBE those that are there"));
        } catch (LeatException e) {
            return e.problems().stream().map(problem -> Finding.bad(problem.where(), problem.what(), problem.fix())).toList();
        }
    }
}
