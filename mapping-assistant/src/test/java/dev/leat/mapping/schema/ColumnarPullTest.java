package dev.leat.mapping.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.Sample;
import dev.leat.connect.Sampler;
import dev.leat.connect.Site;
import dev.leat.connect.delta.DeltaSettings;
import dev.leat.model.EntityName;
import dev.leat.model.SchemaFile;
import dev.leat.model.Workspace;
import dev.leat.run.Session;
import dev.leat.run.Size;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnarPullTest {
    @TempDir
    Path workspace;

    @Test
    void parquetIsSampledWithoutSpark() {
        SparkSession spark = Session.start(new Workspace("delta", "none", Map.of(), Optional.of(new Workspace.Spark(Optional.of("local[1]"), Map.of())), Optional.empty(), Optional.empty(), Optional.empty()), Size.SMALL);
        spark.sql("select id, 'u' || id || '@example.com' as mail, date'2024-01-31' as born, timestamp'2024-01-31 10:00:00' as seen, cast(1.5 as decimal(9,2)) as paid, array(1, 2) as list, named_struct('x', 1.5d) as point, "
            + "cast('a' as binary) as raw, timestamp_ntz'2024-01-31 10:00:00' as local, cast(7 as smallint) as small from range(0, 100, 1, 2)").write().parquet(workspace + "/people");
        spark.stop();
        Site<?> site = TestServers.files(workspace, dev.leat.connect.files.Format.PARQUET);
        Pull.Pulled pulled = new Pull(new SchemaFiles(workspace), site, 20).pull(List.of(EntityName.of("people"))).get(0);
        assertThat(pulled.profile().rows()).isEqualTo(20);
        assertThat(pulled.profile().field("mail").orElseThrow().semantic()).contains(Trait.EMAIL);
        try (Sampler sampler = dev.leat.connect.Connectors.sampler(site)) {
            assertThat(sampler.sample(EntityName.of("people"), 2).orElseThrow().rows()).extracting(Object::toString).containsExactly(
                "{\"id\":\"0\",\"mail\":\"u0@example.com\",\"born\":\"2024-01-31\",\"seen\":\"2024-01-31 10:00:00\",\"paid\":\"1.50\",\"list\":[\"1\",\"2\"],\"point\":{\"x\":\"1.5\"},\"raw\":\"a\",\"local\":\"2024-01-31 10:00:00\",\"small\":\"7\"}",
                "{\"id\":\"50\",\"mail\":\"u50@example.com\",\"born\":\"2024-01-31\",\"seen\":\"2024-01-31 10:00:00\",\"paid\":\"1.50\",\"list\":[\"1\",\"2\"],\"point\":{\"x\":\"1.5\"},\"raw\":\"a\",\"local\":\"2024-01-31 10:00:00\",\"small\":\"7\"}");
        }
    }

    @Test
    void aDeltaTableIsSampledWithoutSpark() {
        SparkSession spark = Session.start(new Workspace("delta", "none", Map.of(), Optional.of(new Workspace.Spark(Optional.of("local[1]"), Map.of())), Optional.empty(), Optional.empty(), Optional.empty()), Size.SMALL);
        spark.sql("create table delta.`" + workspace + "/sales/people` (id bigint comment 'number', `full name` string, born date, seen timestamp, paid decimal(9,2), ok boolean, "
            + "tags array<string>, home struct<city:string>, notes map<string,int>, _leat_seq bigint) using delta tblproperties ('delta.columnMapping.mode' = 'name', 'delta.enableDeletionVectors' = 'true')");
        spark.sql("insert into delta.`" + workspace + "/sales/people` select id, 'n' || id, date'2024-01-31', timestamp'2024-01-31 10:00:00', 1.5, true, array('a', null), named_struct('city', 'Paris'), map('k', 1), 7 from range(50)");
        spark.sql("delete from delta.`" + workspace + "/sales/people` where id < 10");
        spark.stop();
        Site<DeltaSettings> site = new Site<>("lakehouse", new DeltaSettings("."), workspace.toString(), new Site.Retries(1, 1, 1));
        Pull.Pulled pulled = new Pull(new SchemaFiles(workspace), site, 100).pull(List.of(EntityName.of("sales.people"))).get(0);
        assertThat(pulled.profile().rows()).as("what is deleted is not there").isEqualTo(40);
        assertThat(pulled.schema().fields()).extracting(SchemaFile.Field::name).containsExactly("id", "full name", "born", "seen", "paid", "ok", "tags", "home", "notes");
        assertThat(Label.field(pulled.schema(), "id").orElseThrow().comment()).contains("number");
        try (Sampler sampler = dev.leat.connect.Connectors.sampler(site)) {
            assertThat(sampler.entities()).extracting(EntityName::toString).containsExactly("sales.people");
            Sample sample = sampler.sample(EntityName.of("sales.people"), 5).orElseThrow();
            assertThat(sample.rows()).hasSize(5);
            assertThat(sample.rows().get(0)).hasToString(
                "{\"id\":\"10\",\"full name\":\"n10\",\"born\":\"2024-01-31\",\"seen\":\"2024-01-31 10:00:00\",\"paid\":\"1.50\",\"ok\":\"true\",\"tags\":[\"a\",null],\"home\":{\"city\":\"Paris\"},\"notes\":{\"k\":\"1\"}}");
            assertThat(sampler.sample(EntityName.of("none"), 5)).isEmpty();
        }
        assertThat(pulled.unlabeled()).doesNotContain("id");
    }
}
