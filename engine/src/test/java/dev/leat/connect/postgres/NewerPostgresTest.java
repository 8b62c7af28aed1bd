package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.TestServers;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The contract on the newest PostgreSQL there is; skipped where no Docker runs. */
@Testcontainers(disabledWithoutDocker = true)
class NewerPostgresTest extends PostgresDestinationTest {
    private static final String PASSWORD = "only-for-this-test";

    /** It starts twice: once for itself, to make its data. */
    @Container
    private static final GenericContainer<?> SERVER = new GenericContainer<>("postgres:latest").withEnv("POSTGRES_PASSWORD", PASSWORD).withExposedPorts(5432)
        .waitingFor(Wait.forLogMessage(".*ready to accept connections.*", 2));

    @Override
    TestServers.Database database() {
        return new TestServers.Database("jdbc:postgresql://" + SERVER.getHost() + ":" + SERVER.getMappedPort(5432) + "/postgres", "postgres", PASSWORD);
    }
}
