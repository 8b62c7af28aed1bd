package dev.leat.mapping.propose;

import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The origin of a field for which the matcher knows none, when its label says which values are allowed: the only source field that nothing else is made of and whose
 * values, few and repeated, all stand for allowed ones.
 */
final class AllowedValues {
    private static final int MOST = 40;
    private static final double CONFIDENCE = 0.55;

    private AllowedValues() {}

    /** @param used source fields that other target fields are made of */
    static List<Origin> origins(SampledEntity rows, TargetField target, Set<String> used) {
        if (target.values().size() < 2) {
            return List.of();
        }
        List<SampledField> fitting = rows.fields().stream().filter(field -> !used.contains(field.name()) && fits(field, target)).toList();
        return fitting.size() == 1 ? List.of(new Origin(fitting.get(0).name(), CONFIDENCE, "the only field whose values all stand for allowed ones")) : List.of();
    }

    private static boolean fits(SampledField field, TargetField target) {
        List<String> present = field.values().stream().flatMap(Optional::stream).filter(text -> !Gaps.isGap(text)).map(String::strip).toList();
        List<String> codes = present.stream().distinct().limit(MOST + 1L).toList();
        if (codes.size() < 2 || codes.size() > MOST || codes.size() * 2 > present.size()) {
            return false;
        }
        Meanings meanings = new Meanings(List.of(target.description().orElse(""), field.description().orElse("")), Words.leaf(target.name()));
        return Codes.completed(meanings.pairs(codes, target.values()), codes, target.values()).size() == codes.size();
    }
}
