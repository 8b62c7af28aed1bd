package dev.leat.cli;

import dev.leat.run.Differences;
import dev.leat.run.Differences.Example;
import dev.leat.run.Differences.FieldDifference;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a swap would change, for a person. */
record DifferenceSheet(Differences differences) {

    void tell(Terminal terminal) {
        Sheet sheet = new Sheet("What a swap would change").with("rows", count(differences.live()) + " live, " + count(differences.shadow()) + " in the shadow")
            .with("only live", count(differences.onlyLive())).with("only shadow", count(differences.onlyShadow())).with("other values", count(differences.different()));
        if (differences.otherVersion() > 0) {
            sheet.with("not compared", count(differences.otherVersion()) + " rows of which one has a newer version");
        }
        if (!differences.added().isEmpty()) {
            sheet.with("new fields", String.join(", ", differences.added()));
        }
        if (!differences.removed().isEmpty()) {
            sheet.with("fields gone", String.join(", ", differences.removed()));
        }
        differences.without().forEach((field, why) -> sheet.with("not " + field, why));
        terminal.sheet(sheet);
        if (!differences.fields().isEmpty()) {
            terminal.table(new Table(List.of("field", "rows", "key", "live", "shadow"), differences.fields().stream().flatMap(DifferenceSheet::rows).toList()));
        }
    }

    /** A field is named once, with its first example. */
    private static Stream<List<String>> rows(FieldDifference field) {
        List<Example> examples = field.examples();
        return IntStream.range(0, examples.size()).mapToObj(i -> List.of(i == 0 ? field.field() : "", i == 0 ? count(field.rows()) : "", examples.get(i).key(), text(examples.get(i).live()), text(examples.get(i).shadow())));
    }

    private static String text(String value) {
        return value == null ? "null" : value;
    }

    private static String count(long rows) {
        return String.format(Locale.ROOT, "%,d", rows);
    }
}
