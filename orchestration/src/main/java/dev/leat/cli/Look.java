package dev.leat.cli;

import dev.leat.mapping.propose.Assistant;
import dev.leat.mapping.propose.Sides;
import dev.leat.mapping.review.Review;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import dev.leat.run.Leat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A review with rows of the systems, or without where they do not answer. */
final class Look {
    private Look() {}

    /** Both systems of the pipeline's flow. */
    static Set<String> systems(Leat leat, String pipeline) {
        Flow flow = leat.files().flowOf(pipeline);
        return new TreeSet<>(List.of(flow.source(), flow.destination()));
    }

    static Review at(Leat leat, String pipeline, int rows, Terminal terminal) {
        try {
            Sides sides = new Assistant(leat.files(), leat.servers()::address).sides(pipeline, rows);
            return Review.of(leat.files(), pipeline, sides);
        } catch (LeatException away) {
            if (away.kind() != Kind.SYSTEM) {
                throw away;
            }
            away.problems().stream().map(Problem::toString).forEach(terminal::note);
            terminal.note("Without rows nothing can be tried or edited.");
            return Review.of(leat.files(), pipeline);
        }
    }
}
