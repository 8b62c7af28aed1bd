package dev.leat.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.model.Problems;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Our document of Airflow's API against the one that a real Airflow serves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractTest {
    private JsonNode ours;
    private JsonNode served;

    /** Of an Airflow. */
    String address() {
        return RealAirflow.start().address();
    }

    @BeforeAll
    void documents() throws IOException, InterruptedException {
        Path file = Path.of(System.getProperty("leat.home"), "orchestration/src/main/openapi/airflow.yaml");
        ours = Yaml.tree(file.toString(), Files.readString(file), new Problems()).orElseThrow();
        served = document("/openapi.json");
        // The part that logs in is a program of its own beside the API.
        JsonNode login = document("/auth/openapi.json");
        login.path("paths").properties().forEach(path -> ((ObjectNode) served.path("paths")).set("/auth" + path.getKey(), path.getValue()));
        ((ObjectNode) served.path("components").path("schemas")).setAll((ObjectNode) login.path("components").path("schemas"));
    }

    private JsonNode document(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + path)).build();
        return Yaml.json().readTree(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build().send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    @Test
    void everyOperationIsAsTheRealAirflowServesIt() {
        Contract.Result result = Contract.compare(ours, served);

        assertThat(result.differences()).isEmpty();
        assertThat(result.operations()).isGreaterThan(15);
    }

    @Test
    void whatIsServedOtherwiseIsFound() {
        JsonNode changed = served.deepCopy();
        ObjectNode schemas = (ObjectNode) changed.path("components").path("schemas");
        ((ObjectNode) schemas.at("/DAGResponse/properties")).remove("is_paused");
        ((ObjectNode) schemas.at("/DAGRunResponse/properties/dag_run_id")).put("type", "integer");
        ((ObjectNode) schemas.at("/TriggerDAGRunPostBody")).withArray("required").add("conf");
        ((ObjectNode) changed.at("/paths/~1api~1v2~1pools~1{pool_name}")).remove("patch");
        ((ObjectNode) changed.at("/paths/~1api~1v2~1importErrors/get/parameters/0")).put("name", "most");
        ((ObjectNode) changed.at("/paths/~1api~1v2~1backfills/post/responses")).remove("409");

        assertThat(Contract.compare(ours, changed).differences()).contains("patch /api/v2/pools/{pool_name}: is not served", "get /api/v2/importErrors limit: is no parameter",
            "post /api/v2/backfills: does not answer 409", "post /api/v2/dags/{dag_id}/dagRuns body.conf: must be sent", "get /api/v2/dags/{dag_id} 200.is_paused: is not sent",
            "get /api/v2/dags/{dag_id}/dagRuns/{dag_run_id} 200.dag_run_id: integer is sent, not string");
    }
}
