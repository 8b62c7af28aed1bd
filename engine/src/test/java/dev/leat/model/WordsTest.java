package dev.leat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void entityNamesAreReadAsSqlWritesThemAndWrittenBack() {
        assertThat(EntityName.of("users").parts()).containsExactly("users");
        assertThat(EntityName.of("sales.orders").parts()).containsExactly("sales", "orders");
        assertThat(EntityName.of("\"Order Details\"").parts()).containsExactly("Order Details");
        assertThat(EntityName.of("a.\"b.c\".\"d\"\"e\"").parts()).containsExactly("a", "b.c", "d\"e");
        for (String written : List.of("users", "sales.orders", "\"Order Details\"", "a.\"b.c\".\"d\"\"e\"", "Ümlaut", "\" \"", "\"a\nb\"")) {
            assertThat(EntityName.of(EntityName.of(written).toString())).isEqualTo(EntityName.of(written));
            assertThat(EntityName.of(written)).hasToString(written);
        }
        assertThat(EntityName.of("a.\"b c\"").quoted()).isEqualTo("\"a\".\"b c\"");
        assertThat(EntityName.of("a.b").last()).isEqualTo("b");
    }

    @Test
    void entityNamesWithEmptyPartsOrOpenQuotesAreRefused() {
        for (String wrong : List.of("", ".", "a.", ".a", "a..b", "\"\"", "a.\"\"")) {
            assertThatThrownBy(() -> EntityName.of(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class).hasMessage("an entity name has no empty part");
        }
        assertThatThrownBy(() -> EntityName.of("a\"b")).hasMessage("a double quote is not closed in 'a\"b'");
    }

    @Test
    void entityNamesWithQuotesInTheMiddleOrSpacesOutsideAreRefused() {
        for (String wrong : List.of("a\"b\"", "\"a\"b", "\"a\"\"b", "users ; drop", " users")) {
            assertThatThrownBy(() -> EntityName.of(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void limitsAreSharesOrNumbers() {
        assertThat(Limit.of("5%")).hasToString("5%").isEqualTo(new Limit(5, Limit.Unit.PERCENT));
        assertThat(Limit.of(" 0.5 % ")).hasToString("0.5%");
        assertThat(Limit.of("100")).hasToString("100").isEqualTo(new Limit(100, Limit.Unit.RECORDS));
        for (String wrong : List.of("", "%", "five", "-1", "-1%", "101%", "1.5", "NaN%", "Infinity%", "1e1%", "5d%", "0x1p3%")) {
            assertThatThrownBy(() -> Limit.of(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("such as 5%");
        }
    }

    @Test
    void aLimitIsExceededAboveItNotAtIt() {
        assertThat(Limit.of("5%").exceededBy(5, 100)).isFalse();
        assertThat(Limit.of("5%").exceededBy(6, 100)).isTrue();
        assertThat(Limit.of("0%").exceededBy(1, 1_000_000)).isTrue();
        assertThat(Limit.of("100%").exceededBy(10, 10)).isFalse();
        assertThat(Limit.of("3").exceededBy(3, 3)).isFalse();
        assertThat(Limit.of("3").exceededBy(4, 1_000_000)).isTrue();
    }

    @Test
    void slugsAreReadableAndNoTwoNamesShareOne() {
        assertThat(Slug.of("User Profile Sync")).isEqualTo("user-profile-sync");
        assertThat(Slug.of("orders_2026")).isEqualTo("orders_2026");
        assertThat(Slug.of("Bücher & Co.")).matches("b-cher-co-[0-9a-f]{1,8}");
        assertThat(Slug.of("../../etc/passwd")).matches("[a-z0-9-]+");
        assertThat(Slug.of("x".repeat(300))).hasSizeLessThanOrEqualTo(100);
        assertThat(Slug.of("日本")).matches("[a-z0-9][a-z0-9-]*");
        Set<String> slugs = new HashSet<>();
        for (String name : List.of("a b", "a  b", "a.b", "a/b", "a b ", "ä b", "ö b", "a-b-", "日本", "中国", "x".repeat(300), "x".repeat(301))) {
            assertThat(slugs.add(Slug.of(name))).as(name).isTrue();
        }
    }

    @Test
    void capturesAreAWordOrACursor() {
        assertThat(capture("snapshot").mode()).contains(CaptureMode.SNAPSHOT);
        assertThat(capture("{incremental: updated_at, lag: PT10M}"))
            .isEqualTo(new Capture(Optional.of(CaptureMode.INCREMENTAL), Optional.of("updated_at"), Optional.of(Duration.ofMinutes(10))));
        assertThat(problems("incremental")).containsExactly("f: capture: incremental needs its cursor column; write {incremental: COLUMN}. Correct it.");
        assertThat(problems("often")).containsExactly("f: capture: 'often' is not known; use snapshot, append, stream, change or {incremental: COLUMN}. Correct it.");
        assertThat(problems("SNAPSHOT")).containsExactly("f: capture: 'SNAPSHOT' is not known; use snapshot, append, stream, change or {incremental: COLUMN}. Correct it.");
        assertThat(problems("{}")).singleElement().asString().contains("it names no way to capture");
        assertThat(problems("{mode: snapshot, lag: 1m}")).singleElement().asString().contains("lag goes with incremental only");
        assertThat(problems("{mode: snapshot, incremental: id}")).singleElement().asString().contains("either a mode or incremental");
    }

    @Test
    void waitsDoubleUpToTheLongest() {
        Retry retry = new Retry(Optional.of(5), Optional.of(Duration.ofSeconds(30)), Optional.of(Duration.ofMinutes(2)));
        assertThat(List.of(1, 2, 3, 4, 5, 1_000_000)).extracting(retry::waitBefore).containsExactly(Duration.ZERO, Duration.ofSeconds(30),
            Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofMinutes(2));
    }

    @Test
    void theExceptionsMessageHasAllProblems() {
        LeatException exception = new LeatException(Kind.WORKSPACE, List.of(new Problem("a", "b", "C"), new Problem("d", "e", "F")));
        assertThat(exception).hasMessage("a: b. C.\nd: e. F.");
        assertThat(Kind.values()).extracting(Kind::exitCode).containsExactly(1, 2, 3, 4, 5);
    }

    private record Holder(Capture capture) {}

    private static Capture capture(String yaml) {
        Problems problems = new Problems();
        Optional<Holder> holder = Yaml.tree("f", "capture: " + yaml, problems).flatMap(tree -> Yaml.bind(tree, Holder.class, new Kinds(Map.of()), "f", problems));
        assertThat(problems.list()).isEmpty();
        return holder.orElseThrow().capture();
    }

    private static List<String> problems(String yaml) {
        Problems problems = new Problems();
        Yaml.tree("f", "capture: " + yaml, problems).ifPresent(tree -> Yaml.bind(tree, Holder.class, new Kinds(Map.of()), "f", problems));
        return problems.list().stream().map(Problem::toString).toList();
    }
}
