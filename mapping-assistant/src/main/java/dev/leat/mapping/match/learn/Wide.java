package dev.leat.mapping.match.learn;

import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Two entities with as many fields as wanted, of the tables that were made up for learning. For measuring speed. */
public record Wide(SampledEntity source, SampledEntity target) {

    /**
     * Fields come again under another number when there are no more tables.
     *
     * @param first field of each side: with another one fields have other names
     */
    public static Wide of(int first, int sources, int targets, int rows) {
        List<Cases.Case> cases = LessonBook.cases(rows);
        return new Wide(entity("source", cases.stream().map(Cases.Case::source), first, sources), entity("target", cases.stream().map(Cases.Case::target), first, targets));
    }

    private static SampledEntity entity(String name, Stream<SampledEntity> tables, int first, int count) {
        List<SampledField> all = tables.flatMap(table -> table.fields().stream()).filter(field -> field.name().indexOf('.') < 0).toList();
        List<SampledField> fields = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            SampledField field = all.get(i % all.size());
            fields.add(new SampledField(field.name() + "_" + (1 + i / 20), field.type(), field.description(), field.values()));
        }
        return new SampledEntity(name, fields);
    }
}
