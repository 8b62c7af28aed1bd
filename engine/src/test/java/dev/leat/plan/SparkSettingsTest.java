package dev.leat.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leat.model.LeatException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkSettingsTest {
    @TempDir
    Path dir;

    private Path workspace(String spark) {
        return WorkspaceText.write(dir, """
            ### leat.yaml
            workspace: shop
            lake: ./lake
            spark: %s
            """.formatted(spark));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "local[*]", "local[2]", "spark://a:7077", "spark://a:7077,b:7077", "yarn", "k8s://https://host:443"})
    void aMasterThatExistsIsTaken(String master) {
        assertThatCode(() -> WorkspaceFiles.read(workspace("{master: '" + master + "'}"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local[0]", "local[2", "locally", "spark://a", "mesos://a:1", "local-cluster[1,1,1024]", "http://a"})
    void anyOtherMasterIsRefused(String master) {
        assertThat(catchThrowableOfType(LeatException.class, () -> WorkspaceFiles.read(workspace("{master: '" + master + "'}"))))
            .hasMessage("leat.yaml: spark.master: '" + master + "' is no master. Use one of [k8s://https://HOST:PORT, local[*], local[N], spark://HOST:PORT, yarn].");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark.sql.shuffle.partitions", "spark.driver.memory", "spark.executor.memory", "spark.executor.instances", "spark.hadoop.fs.s3a.endpoint",
        "spark.kubernetes.namespace", "spark.kubernetes.container.image", "spark.eventLog.dir", "spark.local.dir", "spark.default.parallelism", "spark.dynamicAllocation.enabled"})
    void settingsOfSizeAndPlaceAreTaken(String key) {
        assertThatCode(() -> WorkspaceFiles.read(workspace("{conf: {" + key + ": '1'}}"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark.sql.ansi.enabled", "spark.sql.session.timeZone", "spark.sql.extensions", "spark.sql.catalog.x", "spark.sql.catalogImplementation", "spark.driver.extraClassPath",
        "spark.executor.extraClassPath", "spark.executor.extraJavaOptions", "spark.driver.extraJavaOptions", "spark.executor.defaultJavaOptions", "spark.executor.userClassPathFirst", "spark.jars", "spark.jars.packages",
        "spark.plugins", "spark.executor.plugins", "spark.extraListeners", "spark.sql.queryExecutionListeners", "spark.sql.streaming.streamingQueryListeners", "spark.pyspark.python", "spark.executor.pyspark.memory",
        "spark.sql.hive.metastore.jars", "spark.hadoop.hive.metastore.uris", "spark.sql.caseSensitive", "spark.yarn.jars", "spark.files", "spark.eventLog.x.listener", "spark.sql.legacy.timeParserPolicy"})
    void settingsThatChangeMeaningOrCodeAreLeatsOwn(String key) {
        assertThat(catchThrowableOfType(LeatException.class, () -> WorkspaceFiles.read(workspace("{conf: {" + key + ": 'x'}}"))))
            .hasMessage("leat.yaml: spark.conf." + key + ": this setting is Leat's own, because it decides what an approved mapping means or which code runs. Leave it out.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark.speculation", "hello", "spark.ui.filters", "spark.sqlx"})
    void anyOtherSettingIsRefusedWithTheKnownOnes(String key) {
        assertThat(catchThrowableOfType(LeatException.class, () -> WorkspaceFiles.read(workspace("{conf: {" + key + ": 'x'}}"))))
            .hasMessageStartingWith("leat.yaml: spark.conf." + key + ": this setting is not among those that a workspace may set. Use one of [spark.cores.max, ");
    }
}
