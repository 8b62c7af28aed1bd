package dev.leat.connect.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.Destination;
import dev.leat.connect.TypedDestinationContract;
import dev.leat.model.EntityName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** PostgreSQL as any other database, by the words of ISO 9075 alone. */
class AnyDatabaseDestinationTest extends TypedDestinationContract {
    private static final TestServers.Database DATABASE = TestServers.postgres("any_contract");

    @Override
    protected Destination open() {
        return new JdbcConnector().destination(DATABASE.site());
    }

    @Override
    protected List<Map<String, String>> stored(EntityName entity) {
        return DATABASE.rows("SELECT * FROM " + entity.quoted());
    }

    @Override
    protected String arrayType() {
        return "string";
    }

    @AfterAll
    static void nothingIsLeftBehind() {
        assertThat(DATABASE.ask("SELECT count(*) FROM pg_class WHERE relname LIKE '\\_leat\\_stage%' AND relkind = 'r'")).isEqualTo("0");
    }
}
