package dev.leat.airflow;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Secret;
import dev.leat.model.Workspace;
import dev.leat.plan.Address;
import dev.leat.plan.WorkspaceFiles;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where Airflow is and who asks.
 *
 * @param embedded whether Leat has started it
 */
record Login(String url, String user, Secret password, boolean embedded) {

    /** @throws LeatException of kind WORKSPACE when there is no Airflow, or the embedded one does not run */
    static Login of(WorkspaceFiles files, Function<String, Optional<Address>> servers) {
        Workspace.Airflow settings = files.workspace().airflow().orElseThrow(Login::none);
        if (settings.embedded().isEmpty()) {
            return new Login(settings.url().orElseThrow(Login::none).replaceAll("/+$", ""), settings.user().orElseThrow(), settings.password().orElseThrow(), false);
        }
        Address address = servers.apply(Workspace.Airflow.NAME).orElseThrow(() -> new LeatException(Kind.WORKSPACE, "airflow", "the embedded Airflow does not run", "Start it: leat up"));
        return new Login(address.url(), address.user().orElseThrow(), address.password().orElseThrow(), true);
    }

    private static LeatException none() {
        return new LeatException(Kind.WORKSPACE, "leat.yaml: airflow", "this workspace names no Airflow", "Write airflow: {url, user, password}, or airflow: {embedded: {}} for one that leat up starts");
    }
}
