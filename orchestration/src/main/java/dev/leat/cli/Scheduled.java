package dev.leat.cli;

import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.List;

/** The flows of a command that Airflow runs. */
final class Scheduled {
    private Scheduled() {}

    /** The one place where flows that follow their source continuously part from the others. */
    static List<Flow> of(Workplace place, String name) {
        List<Flow> flows = place.leat().files().select(name);
        flows.stream().filter(flow -> flow.every().isPresent()).findFirst().ifPresent(flow -> {
            throw new LeatException(Kind.WORKSPACE, flow.flow(), "it follows its source (every: " + flow.every().get() + "), which Airflow does not do",
                "Run it: leat run \"" + flow.flow() + "\" --follow");
        });
        return flows;
    }
}
