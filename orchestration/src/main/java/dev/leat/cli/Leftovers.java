package dev.leat.cli;

import dev.leat.airflow.Gone;
import dev.leat.airflow.client.Dag;
import java.util.List;
import java.util.stream.Collectors;

/** What becomes of DAGs whose flow was renamed or removed: they go once somebody has agreed. */
final class Leftovers {
    private final Invocation invocation;
    private final Gone gone;

    Leftovers(Invocation invocation, Gone gone) {
        this.invocation = invocation;
        this.gone = gone;
    }

    /** @param agreed was said on the command line @return the ids of those that were removed */
    List<String> remove(List<Dag> dags, boolean agreed) {
        if (dags.isEmpty()) {
            return List.of();
        }
        String names = dags.stream().map(dag -> dag.getDagDisplayName() + " (" + dag.getDagId() + ")").collect(Collectors.joining(", "));
        if (!agreed && !Consent.to(invocation, "No flow has the name of " + names + " any more. Remove from Airflow, with the history of runs there?")) {
            invocation.terminal().note("Airflow still has " + names + ", which no flow has the name of any more. Remove: leat stop --gone --yes");
            return List.of();
        }
        dags.forEach(gone::remove);
        return dags.stream().map(Dag::getDagId).toList();
    }
}
