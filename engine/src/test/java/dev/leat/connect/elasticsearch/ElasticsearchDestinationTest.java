package dev.leat.connect.elasticsearch;

import dev.leat.connect.Destination;
import dev.leat.connect.Site;
import dev.leat.connect.TypedDestinationContract;
import dev.leat.model.EntityName;
import java.util.List;
import java.util.Map;

class ElasticsearchDestinationTest extends TypedDestinationContract {
    Site<ElasticsearchSettings> site() {
        return TestServer.site();
    }

    @Override
    protected Destination open() {
        return new ElasticsearchConnector().destination(site());
    }

    @Override
    protected List<Map<String, String>> stored(EntityName entity) {
        return TestServer.rows(site(), entity);
    }
}
