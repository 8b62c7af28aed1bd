package dev.leat.breaking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.breaking.LeatProcess.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each server dies in the middle of a run, without a word, and comes back later. */
class OutageTest {
    @TempDir
    private Path folder;

    @AfterEach
    void allServersRun() {
        RealServers.start("postgres");
        RealServers.start("elasticsearch");
        RealServers.start("redis");
    }

    private static Ended runWithout(String server, Scene scene) throws InterruptedException {
        int before = scene.runs().size();
        LeatProcess process = scene.start("run", "F");
        scene.begun(process, before);
        RealServers.kill(server);
        return process.end();
    }

    private static void agree(Scene scene) {
        Ended ended = scene.leat("run", "F");
        assertThat(ended.code()).as(ended.text()).isZero();
        assertThat(scene.found()).isEqualTo(scene.expected());
    }

    @Test
    void whateverServerDiesTheNextRunGoesOn() throws InterruptedException {
        Scene scene = new Scene(folder, "outage_people");

        Ended source = runWithout("postgres", scene);
        assertThat(source.code()).as(source.text()).isEqualTo(4);
        assertThat(source.text()).contains("db").doesNotContain("this is a bug");
        RealServers.sql("insert into outage_people values (1000, 'while it was away', 'm', '2001-01-01', 1)");

        Ended destination = runWithout("elasticsearch", scene);
        assertThat(destination.code()).as(destination.text()).isEqualTo(4);
        assertThat(destination.text()).contains("search").doesNotContain("this is a bug");
        RealServers.start("elasticsearch");
        RealServers.sql("delete from outage_people where id < 20");
        agree(scene);

        RealServers.sql("update outage_people set changed = changed + 1 where id < 60");
        Ended cache = runWithout("redis", scene);
        assertThat(cache.code()).as(cache.text()).isZero();
        assertThat(cache.text()).contains("the cache could not be reached");
        assertThat(scene.found()).isEqualTo(scene.expected());
        RealServers.start("redis");
        RealServers.sql("update outage_people set changed = changed + 1 where id < 90");
        agree(scene);
    }
}
