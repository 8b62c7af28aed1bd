package dev.leat.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.model.LanguageModel;
import dev.leat.model.LeatException;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingQualityTest {
    @TempDir
    private Path folder;

    @Test
    void casesAreMatchedScoredAndPredictedInTheFormOfTheBenchmark() throws IOException {
        Path each = Files.createDirectories(folder.resolve("cases/people/crm"));
        Files.writeString(each.resolve("source.csv"), "cust_no,mail\n1,a@example.com\n2,b@example.com\n");
        Files.writeString(each.resolve("target.csv"), "email,customer_number\nc@example.com,7\nd@example.com,8\n");
        Files.writeString(each.resolve("gold.json"), "[{\"source\": \"cust_no\", \"target\": \"customer_number\"}, {\"source\": \"mail\", \"target\": \"email\"}]");
        MappingQuality quality = MappingQuality.of(folder.resolve("cases"), note -> {});

        MappingQuality.Report report = quality.measure(Optional.of(folder.resolve("predictions")));

        assertThat(report.shipped().get("people").f1()).isEqualTo(1);
        assertThat(report.leftOut().get("people").recallAtGold()).isEqualTo(1);
        JsonNode prediction = Yaml.json().readTree(Files.readString(folder.resolve("predictions/shipped.jsonl")));
        assertThat(prediction.path("case").asText()).isEqualTo("people/crm");
        assertThat(prediction.at("/mapping/mail/0").asText()).isEqualTo("email");
        assertThat(prediction.at("/candidates/cust_no/0/0").asText()).isEqualTo("customer_number");
        assertThat(prediction.at("/candidates/cust_no/0/1").doubleValue()).isBetween(0.5, 1.0);
        assertThat(folder.resolve("predictions/left-out.jsonl")).isNotEmptyFile();
    }

    @Test
    void withAModelThatCannotBeReachedTheScoresAreThoseWithoutAndAfterItsTimeNoCaseIsBegun() throws IOException {
        Path each = Files.createDirectories(folder.resolve("cases/people/crm"));
        Files.writeString(each.resolve("source.csv"), "mail,zz\na@example.com,7\nb@example.com,8\n");
        Files.writeString(each.resolve("target.csv"), "email,customer_number\nc@example.com,7\nd@example.com,8\n");
        Files.writeString(each.resolve("gold.json"), "[{\"source\": \"mail\", \"target\": \"email\"}]");
        MappingQuality quality = MappingQuality.of(folder.resolve("cases"), note -> {});
        LanguageModel nobody = new LanguageModel(LanguageModel.Provider.OPENAI, "m", Optional.of("http://127.0.0.1:1/v1"), Optional.empty(), Optional.empty(),
            Optional.of(new LanguageModel.Budget(Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(2)), Optional.empty(), Optional.of(0), Optional.of(1))));

        MappingQuality.Advised advised = quality.advised(nobody, folder.resolve("exchanges"), Duration.ofMinutes(1));

        assertThat(advised.cases()).isEqualTo(1);
        assertThat(advised.answered()).isZero();
        assertThat(advised.advised()).isEqualTo(advised.offline()).containsKey("people");
        assertThat(quality.advised(nobody, folder.resolve("exchanges"), Duration.ZERO).cases()).isZero();
    }

    @Test
    void aFolderWithoutCasesIsSaid() {
        assertThatThrownBy(() -> MappingQuality.of(folder, note -> {})).isInstanceOf(LeatException.class).hasMessageContaining("there are no cases");
    }
}
