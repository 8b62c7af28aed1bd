package dev.leat.mapping.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.mapping.decision.Decision;
import dev.leat.mapping.decision.Decision.Verdict;
import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import dev.leat.model.EntityName;
import dev.leat.model.Mapping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private static final Mapping.End SOURCE = new Mapping.End("db", EntityName.of("users"));
    private static final Mapping.End DESTINATION = new Mapping.End("search", EntityName.of("people"));

    @Test
    void columnsAreRenamedWhereTheyAreColumnsOnly() {
        assertThat(Shape.renamed("concat(date, 'date', \"date\", date(date), x.date, `date`)", Map.of("date", "`the day`")))
            .isEqualTo("concat(`the day`, 'date', \"date\", date(`the day`), x.date, `the day`)");
        assertThat(Shape.renamed("it \\'a'", Map.of("a", "b"))).isEqualTo("it \\'a'");
        assertThat(Shape.of("lower(eMail)", Set.of("eMail"))).isEqualTo(Shape.of("lower(`e_mail`)", Set.of("e_mail"))).isNotEqualTo(Shape.of("upper(e_mail)", Set.of("e_mail")));
    }

    @Test
    void anAcceptedExpressionIsSaidOfColumnsOfTheSameNamesAndKindsOnly() {
        List<Decision> decisions = List.of(decision(1, Verdict.ACCEPTED, "db users", "full_name", "concat(first, last)", Map.of("first", "varchar(20)", "last", "string")));
        assertThat(suggested(decisions, "First", "string", "last", "string")).containsExactly("concat(`First`, last)");
        assertThat(suggested(decisions, "First", "string", "last", "int")).isEmpty();
        assertThat(suggested(decisions, "First", "string")).isEmpty();
        assertThat(suggested(decisions, "First", "string", "FIRST", "string", "last", "string")).as("which of the two").isEmpty();
        assertThat(suggested(decisions, "First", "string", "first", "string", "last", "string")).containsExactly("concat(first, last)");
    }

    @Test
    void theNewestDecisionCountsAndOneOnTheSameEntitiesMore() {
        Map<String, String> columns = Map.of("first", "string");
        Decision here = decision(1, Verdict.ACCEPTED, "db users", "full_name", "trim(first)", columns);
        Decision elsewhere = decision(2, Verdict.REJECTED, "db other", "full_name", "trim(first)", columns);
        Decision later = decision(3, Verdict.REJECTED, "db users", "full_name", "trim(first)", columns);
        assertThat(suggested(List.of(here), "first", "string")).hasSize(1);
        assertThat(suggested(List.of(here, elsewhere), "first", "string")).hasSize(1);
        assertThat(suggested(List.of(here, elsewhere, later), "first", "string")).isEmpty();
        assertThat(suggested(List.of(decision(4, Verdict.COMMENTED, "db users", "full_name", "trim(first)", columns)), "first", "string")).isEmpty();
    }

    @Test
    void whatWasRejectedIsNotWantedFromAnybody() {
        Map<String, String> columns = Map.of("first", "string");
        Decision rejected = decision(1, Verdict.REJECTED, "db users", "full_name", "trim(first)", columns);
        assertThat(remembered(List.of(rejected), "First", "string").rejects("fullName", "trim(`First`)")).isTrue();
        assertThat(remembered(List.of(rejected), "First", "string").rejects("fullName", "upper(`First`)")).isFalse();
        assertThat(remembered(List.of(rejected, decision(2, Verdict.ACCEPTED, "db users", "full_name", "trim(first)", columns)), "First", "string").rejects("fullName", "trim(`First`)")).isFalse();
    }

    private static Decision decision(long second, Verdict verdict, String source, String target, String expression, Map<String, String> columns) {
        return new Decision(Instant.ofEpochSecond(second), "jane", verdict, "P", source, "search people", List.of(new Decision.Field(target, Optional.of(expression), Optional.empty(), columns)),
            Optional.empty(), Optional.empty());
    }

    private static List<String> suggested(List<Decision> decisions, String... namesAndTypes) {
        return remembered(decisions, namesAndTypes).suggestions().stream().map(Suggestion::expression).toList();
    }

    private static Remembered remembered(List<Decision> decisions, String... namesAndTypes) {
        List<SampledField> fields = new ArrayList<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            fields.add(new SampledField(namesAndTypes[i], Optional.of(namesAndTypes[i + 1]), Optional.empty(), List.of()));
        }
        Sides sides = new Sides(new SampledEntity("users", fields), List.of(TargetField.of("fullName", "string")));
        return Remembered.of(decisions, SOURCE, DESTINATION, sides);
    }
}
