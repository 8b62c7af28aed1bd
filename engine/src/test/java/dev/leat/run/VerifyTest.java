package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.lake.RunRecord;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What destinations hold against what the mapping makes of the lake. */
class VerifyTest {
    private static final String[] FIELDS = {"id = id", "name = upper(name)", "price = price", "at = at", "born = cast(born as date)", "ratio = ratio", "tags = split(tags, ' ')", "whole = named_struct('a', id, 'b', name)"};
    @TempDir
    private Path folder;
    private TestWorkspace workspace;

    @BeforeEach
    void goods() {
        TestPostgres.run("""
            drop schema if exists mart cascade; drop table if exists goods; create table goods (id int primary key, name text, price numeric(12,2), at timestamptz, born text, ratio double precision, tags text);
            insert into goods select n, 'n' || n, n * 1.1, '2026-01-01T00:00:00.123456Z'::timestamptz + n * interval '1 hour', '2001-01-01', n / 3.0, 'a b ' || n from generate_series(1, 300) n;
            update goods set name = null, price = null, at = null, ratio = null, tags = null where id = 7; update goods set born = 'never' where id = 9""");
        workspace = TestWorkspace.in(folder);
    }

    private void flow(String destination, String target) {
        workspace.pipeline(destination, "goods", target, "capture: snapshot\nbacklog: {limit: 100%}");
        workspace.mapping(destination, "goods", target, FIELDS);
        assertThat(workspace.run().outcome()).isEqualTo("succeeded");
    }

    private RunRecord step(Step step) {
        return workspace.run(EnumSet.of(step));
    }

    private void repaired() {
        RunRecord repaired = step(Step.REPAIR);
        assertThat(repaired.outcome()).as(repaired.error()).isEqualTo("succeeded");
        assertThat(step(Step.VERIFY).outcome()).isEqualTo("succeeded");
    }

    @Test
    void valuesOfATableAreComparedFieldByFieldAndABackloggedRecordIsNoDifference() {
        flow("db", "mart.goods");
        RunRecord same = step(Step.VERIFY);
        assertThat(same.outcome()).as(same.error()).isEqualTo("succeeded");
        TestPostgres.run("""
            update mart.goods set price = price + 0.01 where id in (11, 12); update mart.goods set name = 'by hand', tags = '{x}' where id = 13; delete from mart.goods where id = 14;
            update mart.goods set whole = '{"a": 15, "b": "other"}' where id = 15; update mart.goods set at = at + interval '1 microsecond' where id = 16; insert into mart.goods (id, _leat_seq) select 9999, max(_leat_seq) from mart.goods;
            update mart.goods set _leat_seq = _leat_seq - 1 where id = 17""");
        assertThat(step(Step.RECONCILE).error()).as("keys and versions alone").contains("3 keys", "1 are missing there", "1 are there and should not be", "1 have another version");
        RunRecord found = step(Step.VERIFY);
        assertThat(found.exitCode()).isEqualTo(5);
        assertThat(found.error()).contains("8 keys", "5 have other values (price in 2, at in 1, name in 1, tags in 1, whole in 1)", "11, 12, 13, 14, 15, 16, 17, 9999");
        TestPostgres.run("delete from mart.goods where id = 9999"); // the lake knows nothing of it, so it cannot be taken back from there
        repaired();
        assertThat(TestPostgres.texts("select name || price || tags::text || (whole ->> 'b') from mart.goods where id = 13")).containsExactly("N1314.30{a,b,13}n13");
    }

    @Test
    void documentsOfAnIndexAreComparedToo() {
        flow("search", "goods");
        RunRecord same = step(Step.VERIFY);
        assertThat(same.outcome()).as(same.error()).isEqualTo("succeeded");
        assertThat(step(Step.RECONCILE).outcome()).isEqualTo("succeeded");
        String version = "?version_type=external_gte&version=" + TestServers.call("GET", "goods/_doc/20").path("_version").asLong();
        TestServers.call("PUT", "goods/_doc/20" + version, "{\"id\": 20, \"name\": \"OTHER\", \"price\": 22}");
        TestServers.call("DELETE", "goods/_doc/21?version_type=external_gte&version=" + TestServers.call("GET", "goods/_doc/21").path("_version").asLong());
        TestServers.call("PUT", "goods/_doc/own", "{\"id\": 1}");
        assertThat(step(Step.RECONCILE).error()).contains("differ in 1 key,", "1 are missing there");
        RunRecord found = step(Step.VERIFY);
        assertThat(found.error()).contains("2 keys", "1 are missing there", "at in 1", "name in 1", "tags in 1", "20, 21").doesNotContain("price in", "id in");
        repaired();
    }

    @Test
    void documentThatSomethingElseWroteIsTakenOutAndWrittenAgain() {
        flow("search", "goods_by_hand");
        TestServers.call("PUT", "goods_by_hand/_settings", "{\"index.gc_deletes\": \"1s\"}");
        TestServers.call("PUT", "goods_by_hand/_doc/20", "{\"id\": 20, \"name\": \"BY HAND\"}");
        TestServers.call("DELETE", "goods_by_hand/_doc/21");
        RunRecord found = step(Step.VERIFY);
        assertThat(found.error()).contains("2 keys", "1 are missing there", "1 have another version", "20, 21");
        repaired();
        assertThat(TestServers.documents("goods_by_hand").get("20").path("name").asText()).isEqualTo("N20");
    }

    @Test
    void whatALookUpBringsIsNotCompared() {
        TestPostgres.run("drop table if exists kinds; create table kinds (id int primary key, kind text); insert into kinds select n, 'k' from generate_series(1, 300) n");
        workspace.pipeline("db", "goods", "mart.kinds", """
            capture: snapshot
            auxiliary: {kinds: {connection: db, entity: kinds}}
            transformers:
              - {type: lookup, name: Kind, auxiliary: kinds, match: {id: id}, take: [kind]}
              - {type: sql, name: Upper, columns: {shout: "upper(kind)", twice: "id * 2"}}
            """);
        workspace.mapping("db", "goods", "mart.kinds", "id = id", "name = name");
        assertThat(workspace.run().outcome()).isEqualTo("succeeded");
        TestPostgres.run("update kinds set kind = 'changed' where id = 5");
        RunRecord same = step(Step.VERIFY);
        assertThat(same.outcome()).as(same.error()).isEqualTo("succeeded");
        TestPostgres.run("update mart.kinds set twice = 3 where id = 5");
        assertThat(step(Step.VERIFY).error()).contains("twice in 1");
    }
}
