package dev.leat.connect.postgres;

import dev.leat.connect.Destination;
import dev.leat.connect.TypedDestinationContract;
import dev.leat.connect.jdbc.TestServers;
import dev.leat.model.EntityName;
import java.util.List;
import java.util.Map;

class PostgresDestinationTest extends TypedDestinationContract {
    private final TestServers.Database database = database();

    TestServers.Database database() {
        return Shared.DATABASE;
    }

    /** Started when first asked for, which tests on another server never do. */
    private static final class Shared {
        private static final TestServers.Database DATABASE = TestServers.postgres("contract");
    }

    @Override
    protected Destination open() {
        return new PostgresConnector().destination(Shop.site(database));
    }

    @Override
    protected List<Map<String, String>> stored(EntityName entity) {
        return database.rows("SELECT * FROM " + entity.quoted());
    }
}
