package dev.leat.connect.delta;

import dev.leat.connect.Destination;
import dev.leat.connect.TestSession;
import org.junit.jupiter.api.AfterEach;

/** The same on tables with a change feed, which are written by Delta's own merge. */
class DeltaMergeTest extends DeltaDestinationTest {
    private static final String FEED = "spark.databricks.delta.properties.defaults.enableChangeDataFeed";

    @Override
    protected Destination open() {
        TestSession.spark().conf().set(FEED, "true");
        return super.open();
    }

    @AfterEach
    void unset() {
        TestSession.spark().conf().unset(FEED);
    }
}
