package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.TestSession;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizeTest {
    @TempDir
    private Path folder;

    @Test
    void largeWorkAfterSmallWorkIsNotInterpreted() {
        SparkSession before = TestSession.spark();
        Leat leat = TestWorkspace.in(folder).leat();
        try {
            assertThat(leat.spark(Size.SMALL).conf().get("spark.sql.codegen.wholeStage")).isEqualTo("false");
            assertThat(leat.spark(Size.LARGE)).isSameAs(before);
            assertThat(Size.LARGE.settings()).containsOnlyKeys(Size.SMALL.settings().keySet()).allSatisfy((name, value) -> assertThat(before.conf().get(name)).isEqualTo(value));
        } finally {
            leat.spark(Size.SMALL);
        }
    }
}
