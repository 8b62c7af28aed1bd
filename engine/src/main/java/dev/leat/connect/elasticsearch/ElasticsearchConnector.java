package dev.leat.connect.elasticsearch;

import dev.leat.connect.Connector;
import dev.leat.connect.Destination;
import dev.leat.connect.Finding;
import dev.leat.connect.Sampler;
import dev.leat.connect.Site;
import dev.leat.model.LeatException;
import java.util.ArrayList;
import java.util.List;

/** {@code type: elasticsearch}, version 7 and newer. */
public final class ElasticsearchConnector implements Connector<ElasticsearchSettings> {
    private static final int OLDEST = 7;

    @Override
    public String type() {
        return "elasticsearch";
    }

    @Override
    public Class<ElasticsearchSettings> settings() {
        return ElasticsearchSettings.class;
    }

    @Override
    public Destination destination(Site<ElasticsearchSettings> site) {
        return new ElasticsearchDestination(site);
    }

    @Override
    public Sampler sampler(Site<ElasticsearchSettings> site) {
        return new ElasticsearchSampler(site);
    }

    @Override
    public List<Finding> check(Site<ElasticsearchSettings> site) {
        List<Finding> findings = new ArrayList<>();
        String where = "connections." + site.name();
        try {
            Requests requests = new Requests(site);
            findings.add(version(where, requests.call("GET", "/").body().path("version").path("number").asText("")));
            String health = requests.call("GET", "/_cluster/health").body().path("status").asText("unknown");
            findings.add(health.equals("red") ? Finding.bad(where, "the cluster's health is red: some shards cannot be written", "Look at GET /_cluster/allocation/explain")
                : Finding.good("cluster health " + health));
        } catch (LeatException e) {
            e.problems().forEach(problem -> findings.add(Finding.bad(problem.where(), problem.what(), problem.fix())));
        }
        return findings;
    }

    private static Finding version(String where, String number) {
        int dot = number.indexOf('.');
        if (dot < 1 || !number.substring(0, dot).chars().allMatch(Character::isDigit)) {
            return Finding.bad(where, "the server there is not Elasticsearch", "Check the address");
        }
        return Integer.parseInt(number.substring(0, dot)) >= OLDEST ? Finding.good("Elasticsearch " + number)
            : Finding.bad(where, "Elasticsearch " + number + " is too old", "Use version " + OLDEST + " or newer");
    }
}
