package dev.leat.breaking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.breaking.LeatProcess.Ended;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People into a table of a warehouse, killed at any instant; and the server gone in the middle. The seed is printed and can be given as {@code -Dleat.kill.seed}. */
class WarehouseKillTest {
    private static final int KILLS = 12;
    private static final String TABLE = "warehouse.people";

    private final long seed = Long.getLong("leat.kill.seed", System.nanoTime());
    private final Random random = new Random(seed);

    private static Scene scene(Path folder, String people, String table) {
        RealServers.sql("drop schema if exists " + table.replaceAll("\\..*", "") + " cascade");
        Scene scene = new Scene(folder, people);
        scene.edit("flows/f.yaml", "destination: search", "destination: db").edit("flows/f.yaml", "    destination: " + people, "    destination: " + table);
        scene.edit("mappings/p.yaml", "connection: search, entity: " + people, "connection: db, entity: " + table);
        return scene.approve();
    }

    private static List<String> expected(String people) {
        return RealServers.texts("select p.id || '|' || upper(p.name) || '|' || p.born || '|' || p.changed || '|' || coalesce(c.name, '') from " + people + " p left join " + people
            + "_cities c on c.id = p.city where p.born like '____-__-__' order by p.id");
    }

    private static List<String> found(String table) {
        return RealServers.texts("select id || '|' || name || '|' || born || '|' || changed || '|' || coalesce(city_name, '') from " + table + " order by id");
    }

    private static long stages(String schema) {
        return Long.parseLong(RealServers.texts("select count(*) from pg_class where relname like '\\_leat\\_stage%' and relnamespace = '" + schema + "'::regnamespace").get(0));
    }

    @Test
    void killedAtAnyInstantAndRunAgainSourceAndTableAgree(@TempDir Path folder) throws InterruptedException {
        System.out.println("WarehouseKillTest: leat.kill.seed=" + seed);
        Scene scene = scene(folder, "load_people", TABLE);
        long length = 6_000;
        int kills = 0;
        for (int attempt = 0; kills < KILLS && attempt < 3 * KILLS; attempt++) {
            change("load_people");
            int before = scene.runs().size();
            LeatProcess process = scene.start("run", "F");
            Optional<String> record = scene.begun(process, before);
            long begun = System.nanoTime();
            long until = (long) (random.nextDouble() * length);
            while (process.alive() && System.nanoTime() - begun < until * 1_000_000) {
                Thread.sleep(5);
            }
            if (process.alive()) {
                process.kill();
                kills++;
            } else if (record.isPresent()) {
                length = Math.max(1_000, (System.nanoTime() - begun) / 1_000_000); // it ended by itself: that is how long it takes here
            }
        }
        assertThat(kills).isEqualTo(KILLS);
        Ended last = scene.leat("run", "F", "--json");
        assertThat(last.code()).as(last.text()).isZero();
        assertThat(found(TABLE)).as("seed " + seed).isEqualTo(expected("load_people"));
        assertThat(stages("warehouse")).as("staging tables of dead runs").isZero();
    }

    @Test
    void repairThatIsKilledAtAnyInstantIsDoneByTheNextOne(@TempDir Path folder) throws InterruptedException {
        System.out.println("WarehouseKillTest: leat.kill.seed=" + seed);
        Scene scene = scene(folder, "repaired_people", "repaired.people");
        Ended loaded = scene.leat("run", "F");
        assertThat(loaded.code()).as(loaded.text()).isZero();
        for (int kill = 0; kill < 4; kill++) {
            RealServers.sql("update repaired.people set name = 'by hand' where id % 3 = 0; delete from repaired.people where id % 7 = 0");
            int before = scene.runs().size();
            LeatProcess process = scene.start("verify", "F", "--repair");
            scene.begun(process, before);
            Thread.sleep(random.nextInt(6_000)); // at any instant
            process.kill();
        }
        Ended found = scene.leat("verify", "F");
        assertThat(found.code()).as(found.text()).isIn(0, 5); // the last may have come to its end
        Ended repaired = scene.leat("verify", "F", "--repair");
        assertThat(repaired.code()).as(repaired.text()).isZero();
        assertThat(found("repaired.people")).as("seed " + seed).isEqualTo(expected("repaired_people"));
        assertThat(scene.leat("verify", "F").code()).isZero();
    }

    @Test
    void serverThatDiesInTheMiddleOfALoadIsAnOutageAndTheNextRunCompletes(@TempDir Path folder) throws InterruptedException {
        Scene scene = scene(folder, "outage_people_2", "outage.people");
        RealServers.sql("insert into outage_people_2 select n, 'name ' || n, 'm@example.com', '2001-02-03', n % 12 from generate_series(1000, 60000) n");
        Ended captured = scene.leat("run", "F", "--step", "capture");
        assertThat(captured.code()).as(captured.text()).isZero();
        LeatProcess process = scene.start("run", "F", "--step", "materialize");
        while (process.alive() && RealServers.texts("select 1 from pg_stat_activity where application_name = 'leat' and (query like 'COPY%' or query like 'INSERT%')").isEmpty()) {
            Thread.sleep(2);
        }
        assertThat(process.alive()).as("killed in the middle").isTrue();
        RealServers.kill("postgres");
        Ended ended = process.end();
        RealServers.start("postgres");
        assertThat(ended.code()).as(ended.text()).isEqualTo(4);
        assertThat(ended.text()).doesNotContain("this is a bug");
        Ended again = scene.leat("run", "F");
        assertThat(again.code()).as(again.text()).isZero();
        assertThat(found("outage.people")).isEqualTo(expected("outage_people_2"));
    }

    private void change(String people) {
        int id = random.nextInt(400);
        RealServers.sql("""
            insert into %1$s select n, 'new ' || n, 'n@example.com', '2002-03-04', n %% 12 from generate_series(%2$d, %2$d + 9) n on conflict (id) do update set changed = %1$s.changed + 1;
            update %1$s set name = 'u%3$d', changed = changed + 1 where id between %4$d and %4$d + 60;
            delete from %1$s where id between %5$d and %5$d + 5""".formatted(people, id, random.nextInt(1000), random.nextInt(400), random.nextInt(400)));
    }
}
