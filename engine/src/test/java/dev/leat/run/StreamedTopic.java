package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.kafka.Broker;
import dev.leat.lake.RunRecord;
import java.nio.file.Path;

/** A topic of its own that a flow of a test workspace captures, with {@code id} and {@code name} of which the destination has {@code id} and the name in capitals. */
record StreamedTopic(String topic, TestWorkspace workspace) {
    private static int topics;

    /** @param destination the {@code to} connection in YAML's flow style @param entity in it, where {@code TOPIC} stands for the topic's name @param more keys of the pipeline */
    static StreamedTopic into(Path folder, String destination, String entity, String more) {
        String topic = "streamed" + ++topics;
        Broker.topic(topic, 1);
        StreamedTopic streamed = new StreamedTopic(topic, new TestWorkspace(folder));
        streamed.send("1", "Ann");
        streamed.send("2", "Bob");
        String target = "'" + entity.replace("TOPIC", topic) + "'";
        streamed.workspace.write("leat.yaml", """
            workspace: test
            lake: ./lake
            connections:
              db: {type: kafka, url: "%s"}
              to: %s
            spark: {master: "local[2]"}
            """.formatted(Broker.address(), destination)).pipeline("to", topic, target, "key: [id]\ncapture: stream\n" + more)
            .mapping("to", topic, target, "id = id", "name = upper(name)");
        return streamed;
    }

    void send(String id, String name) {
        Broker.send(topic, id, "{\"id\": " + id + ", \"name\": \"" + name + "\"}");
    }

    void delete(String id) {
        Broker.send(topic, id, null);
    }

    RunRecord.PipelineRun succeed() {
        RunRecord run = workspace.run();
        assertThat(run.outcome()).as(run.error()).isEqualTo("succeeded");
        return run.pipelines().get(0);
    }
}
