package dev.leat.connect.jdbc;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The contract on the newest MariaDB there is; skipped where no Docker runs. */
@Testcontainers(disabledWithoutDocker = true)
class NewerMariadbTest extends MariadbDestinationTest {
    private static final String PASSWORD = "only-for-this-test";

    /** It starts twice: once for itself, to make its data. */
    @Container
    private static final GenericContainer<?> SERVER = new GenericContainer<>("mariadb:latest").withEnv("MARIADB_ROOT_PASSWORD", PASSWORD).withEnv("MARIADB_DATABASE", "leat").withExposedPorts(3306)
        .waitingFor(Wait.forLogMessage(".*ready for connections.*", 2));

    @Override
    TestServers.Database database() {
        return new TestServers.Database("jdbc:mariadb://" + SERVER.getHost() + ":" + SERVER.getMappedPort(3306) + "/leat", "root", PASSWORD);
    }
}
