package dev.leat.connect.http;

import dev.leat.connect.Connector;
import dev.leat.connect.Finding;
import dev.leat.connect.Sampler;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.model.Counted;
import dev.leat.model.EntityName;
import dev.leat.model.LeatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code type: http}. */
public final class HttpConnector implements Connector<HttpSettings> {
    @Override
    public String type() {
        return "http";
    }

    @Override
    public Class<HttpSettings> settings() {
        return HttpSettings.class;
    }

    @Override
    public Source source(Site<HttpSettings> site) {
        return new HttpSource(site);
    }

    @Override
    public Sampler sampler(Site<HttpSettings> site) {
        return new HttpSampler(site);
    }

    /** Asks for the first page of each entity. */
    @Override
    public List<Finding> check(Site<HttpSettings> site) {
        List<Finding> findings = new ArrayList<>();
        try {
            Requests requests = new Requests(site);
            for (String entity : site.settings().entities().keySet()) {
                findings.addAll(check(site, requests, EntityName.of(entity)));
            }
        } catch (LeatException e) {
            e.problems().forEach(problem -> findings.add(new Finding(problem.what(), Optional.of(problem))));
        }
        return findings;
    }

    private static List<Finding> check(Site<HttpSettings> site, Requests requests, EntityName entity) {
        try {
            Target target = Target.of(site, entity);
            Answer answer = requests.get(target.where(), target.first(), target.list());
            return List.of(Finding.good(entity + ": " + Addresses.shown(answer.at()) + " gives " + Counted.of(target.records(answer).size(), "record") + " on its first page"));
        } catch (LeatException e) {
            return e.problems().stream().map(problem -> new Finding(problem.what(), Optional.of(problem))).toList();
        }
    }
}
