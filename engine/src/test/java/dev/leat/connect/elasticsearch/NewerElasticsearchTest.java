package dev.leat.connect.elasticsearch;

import dev.leat.connect.Site;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The contract on Elasticsearch 9; skipped where no Docker runs. */
@Testcontainers(disabledWithoutDocker = true)
class NewerElasticsearchTest extends ElasticsearchDestinationTest {
    @Container
    private static final GenericContainer<?> SERVER = new GenericContainer<>("elasticsearch:9.2.0").withEnv("discovery.type", "single-node").withEnv("xpack.security.enabled", "false")
        .withEnv("ES_JAVA_OPTS", "-Xms512m -Xmx512m").withExposedPorts(9200).waitingFor(Wait.forHttp("/_cluster/health?wait_for_status=yellow").forPort(9200));

    @Override
    Site<ElasticsearchSettings> site() {
        return TestServer.site("http://" + SERVER.getHost() + ":" + SERVER.getMappedPort(9200), new Site.Retries(4, 50, 200));
    }
}
