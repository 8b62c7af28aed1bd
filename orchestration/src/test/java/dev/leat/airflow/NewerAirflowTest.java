package dev.leat.airflow;

import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The contract on the newest Airflow there is; skipped where no Docker runs. */
@Testcontainers(disabledWithoutDocker = true)
class NewerAirflowTest extends ContractTest {
    private static final int PORT = 8080;

    /** With all of it in one container, on a database of its own. */
    @Container
    private static final GenericContainer<?> SERVER = new GenericContainer<>("apache/airflow:latest").withCommand("standalone").withEnv("AIRFLOW__CORE__LOAD_EXAMPLES", "False").withExposedPorts(PORT)
        .waitingFor(Wait.forHttp("/api/v2/monitor/health").forPort(PORT).forStatusCode(200).withStartupTimeout(Duration.ofMinutes(5)));

    @Override
    String address() {
        return "http://" + SERVER.getHost() + ":" + SERVER.getMappedPort(PORT);
    }
}
