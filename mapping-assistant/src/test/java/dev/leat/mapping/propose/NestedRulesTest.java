package dev.leat.mapping.propose;

import static dev.leat.mapping.propose.Samples.described;
import static dev.leat.mapping.propose.Samples.field;
import static dev.leat.mapping.propose.Samples.proposed;
import static dev.leat.mapping.propose.Samples.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class NestedRulesTest {
    @Test
    void nestedFieldsAreNamedByTheirPathAndQuotedWhereNeeded() {
        assertThat(proposed(target("city", "string"), field("address.city", null, "Berlin"))).contains("address.city");
        assertThat(proposed(target("zip", "int"), field("my address.code postal", null, "75001"))).contains("cast(`my address`.`code postal` as int)");
    }

    @Test
    void arraysOfValuesAndOfObjectsAreReadAsJsonOrAsSparkWritesThem() {
        assertThat(proposed(target("tag_count", "int"), field("tags", "array<string>", "[\"a, b\",\"c\"]"))).contains("size(tags)");
        Draft sum = Samples.best(described("total", "double", "sum of the prices"), field("items", "array<struct<price:double>>", "[{\"price\":1.5},{\"price\":2.0}]"),
            field("items[].price", "double", "1.5")).orElseThrow();
        assertThat(sum.sql()).startsWith("aggregate(items.price");
        assertThat(sum.values()).containsExactly(Optional.of("3.5"));
        assertThat(Samples.best(target("first_tag", "string"), field("tags", "array<string>", "[a, b]")).orElseThrow().values()).containsExactly(Optional.of("a"));
    }

    @Test
    void numbersAndTruthValuesWithinObjectsAreNoTexts() {
        assertThat(proposed(target("clicks", "bigint"), field("metrics.clicks", "bigint", "12", "7"))).contains("metrics.clicks");
        assertThat(proposed(target("share", "double"), field("metrics.share", "double", "0.5", "7"))).contains("metrics.share");
        assertThat(proposed(target("live", "boolean"), field("state.live", "boolean", "true", "false"))).contains("state.live");
    }

    @Test
    void textIsSplitIntoArrays() {
        assertThat(proposed(target("tags", "array<string>"), field("tags", null, "red;blue", "red"))).contains("split(tags, ';')");
        assertThat(proposed(target("sizes", "array<int>"), field("sizes", null, "1|2", "3|4"))).contains("transform(split(sizes, '[|]'), part -> cast(part as int))");
    }

    @Test
    void valuesAreTakenOutOfJsonText() {
        assertThat(proposed(target("user_id", "bigint"), field("doc", null, "{\"user\":{\"id\":7}}"))).contains("cast(get_json_object(doc, '$.user.id') as bigint)");
        assertThat(proposed(target("zip", "string"), field("doc", null, "{\"the zip\":\"1\"}"))).contains("get_json_object(doc, '$[\\'the zip\\']')");
    }
}
