package dev.leat.mapping.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.mapping.match.Matcher;
import dev.leat.model.EntityName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final List<String> THINGS = List.of("customer", "invoice", "shipment", "employee", "contract", "machine", "patient", "course", "ticket", "account");
    private static final List<String> KINDS = List.of("master", "history", "price", "address", "event", "rating", "document", "plan", "claim", "measurement");
    private static final List<String> PROPERTIES = List.of("status", "amount", "currency", "country", "city", "street", "email", "phone", "quantity", "weight", "start date", "end date", "owner", "category", "level",
        "comment", "priority", "version", "language", "region", "discount", "tax rate", "due date", "color", "height", "width", "serial number", "score", "reason", "channel");

    private static List<String> fields(int table) {
        Random random = new Random(table);
        String thing = THINGS.get(table / 10);
        String kind = KINDS.get(table % 10);
        List<String> own = IntStream.range(0, 14).mapToObj(i -> PROPERTIES.get(random.nextInt(PROPERTIES.size()))).distinct().toList();
        return java.util.stream.Stream.concat(List.of("id", thing + " number", kind + " name", kind + " code", "created at", "updated at").stream(), own.stream()).toList();
    }

    private static List<String> values(String field, int seed) {
        Random random = new Random(field.hashCode());
        int most = 5 + random.nextInt(900);
        Random each = new Random(seed);
        return IntStream.range(0, 200).mapToObj(row -> field.endsWith("date") || field.endsWith(" at") ? "20" + (10 + each.nextInt(15)) + "-0" + (1 + each.nextInt(9)) + "-1" + each.nextInt(10)
            : field.length() % 2 == 0 ? String.valueOf(each.nextInt(most)) : field.charAt(0) + "x" + each.nextInt(most)).toList();
    }

    private static MemorySampler tables(int step, String style) {
        MemorySampler sampler = new MemorySampler();
        for (int table = 0; table < 100; table += step) {
            Map<String, List<String>> columns = new LinkedHashMap<>();
            int seed = table;
            fields(table).forEach(field -> columns.put(field.replace(" ", style), values(field, seed * step)));
            sampler.with(step == 1 ? THINGS.get(table / 10) + "_" + KINDS.get(table % 10) + "s" : "dwh." + KINDS.get(table % 10) + "Of" + THINGS.get(table / 10), columns);
        }
        return sampler;
    }

    @Test
    void twentyOfAHundredTablesAreFoundAndMostAreNeverRead() {
        MemorySampler from = tables(1, "_");
        MemorySampler to = tables(5, "");
        Side source = Side.source(from, entity -> Optional.empty());
        Side target = Side.destination(to, entity -> Optional.empty(), List.of());
        long start = System.nanoTime();
        List<Ranking.Ranked> ranked = new Ranking(source, target, target.entities(), Matcher.shipped()).of(200);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(ranked).hasSize(20).allSatisfy(one -> {
            String[] words = one.target().last().split("Of");
            assertThat(one.choice()).as(one.toString()).map(Pairing.Choice::source).contains(EntityName.of(words[1] + "_" + words[0] + "s"));
            assertThat(one.choice().get().confidence()).isGreaterThan(Pairing.SURE);
        });
        assertThat(from.read).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(80);
        assertThat(taken).isLessThan(Duration.ofSeconds(60));
    }

    private static List<Ranking.Ranked> ranked(MemorySampler from, MemorySampler to) {
        Side source = Side.source(from, entity -> Optional.empty());
        Side target = Side.destination(to, entity -> Optional.empty(), List.of());
        return new Ranking(source, target, target.entities(), Matcher.shipped()).of(200);
    }

    @Test
    void ofTwoTablesThatAreEquallyAlikeNeitherIsSure() {
        Map<String, List<String>> people = Map.of("surname", values("surname", 1), "birthday", values("birth date", 1), "town", values("town", 1));
        Ranking.Ranked found = ranked(new MemorySampler().with("people_a", people).with("people_b", people), new MemorySampler().with("people_c", people)).get(0);
        assertThat(found.choice()).hasValueSatisfying(choice -> assertThat(choice.confidence()).isLessThan(Pairing.SURE));
        assertThat(found.alternatives()).hasSize(1);
    }

    @Test
    void whatHasNothingInCommonGetsNothing() {
        MemorySampler from = new MemorySampler().with("people", Map.of("surname", values("surname", 1), "birthday", values("birth date", 1))).with("empty", Map.of());
        MemorySampler to = new MemorySampler().with("weather", Map.of("wind_speed", List.of(), "humidity", List.of())).with("nothing", Map.of());
        assertThat(ranked(from, to)).singleElement().satisfies(one -> assertThat(one.choice()).isEmpty());
    }
}
