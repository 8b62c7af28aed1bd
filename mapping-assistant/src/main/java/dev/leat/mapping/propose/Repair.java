package dev.leat.mapping.propose;

import dev.leat.plan.MappingFile;
import java.util.Optional;

/**
 * What could be done about a field whose approval has become stale. Nothing is written before somebody asks for it, and nothing runs before somebody approves it.
 *
 * @param before   the expression as it is in the mapping; empty for a field that it does not have
 * @param after    what is proposed instead; empty where nothing fits or the destination has no such field any more
 * @param stays    without a proposal its line stays, for a person to decide; else it leaves the mapping
 * @param why      in one sentence, where nothing is proposed
 */
public record Repair(String target, Optional<String> before, Optional<ProposedField> after, boolean stays, String why) {

    /** Whether the field would leave the mapping. */
    public boolean removes() {
        return after.isEmpty() && before.isPresent() && !stays;
    }

    /** Whether {@link #into} would change anything: a line whose expression still fits stays as it is written. */
    public boolean writes() {
        return after.filter(field -> !before.equals(Optional.of(field.choice().expression()))).isPresent() || removes();
    }

    /** In a few words for the person who reviews. */
    public String sentence() {
        return after.map(field -> field.choice().expression() + (before.equals(Optional.of(field.choice().expression())) ? ", as it is" : "") + " (" + String.format(java.util.Locale.ROOT, "%.2f", field.choice().confidence())
            + ": " + field.choice().why() + ")").orElseGet(() -> why + (removes() ? "; its line goes" : ""));
    }

    /** Changes the line of this field and no other. */
    public void into(MappingFile file) {
        if (removes()) {
            file.remove(target, before.orElseThrow());
        } else if (writes()) {
            file.put(before, Proposal.field(after.orElseThrow()));
        }
    }
}
