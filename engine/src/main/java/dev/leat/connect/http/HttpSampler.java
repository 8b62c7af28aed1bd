package dev.leat.connect.http;

import dev.leat.connect.Sample;
import dev.leat.connect.Sampler;
import dev.leat.connect.Site;
import dev.leat.model.EntityName;
import java.util.List;
import java.util.Optional;

/** The first records of an endpoint. Its schema is what they show now, whatever a schema file says. */
final class HttpSampler implements Sampler {
    private final Site<HttpSettings> site;
    private Requests requests;

    HttpSampler(Site<HttpSettings> site) {
        this.site = site;
    }

    @Override
    public List<EntityName> entities() {
        return site.settings().entities().keySet().stream().map(EntityName::of).toList();
    }

    @Override
    public Optional<Sample> sample(EntityName entity, int most) {
        if (!entities().contains(entity)) {
            return Optional.empty();
        }
        if (requests == null) {
            requests = new Requests(site);
        }
        return Optional.of(Excerpt.of(requests, Target.of(site, entity), entity, most));
    }

    @Override
    public void close() {}
}
