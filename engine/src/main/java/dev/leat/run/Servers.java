package dev.leat.run;

import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import dev.leat.connect.embedded.ServerException;
import dev.leat.model.Embedded;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import dev.leat.model.Secret;
import dev.leat.model.Secrets;
import dev.leat.model.Workspace;
import dev.leat.plan.Address;
import dev.leat.plan.Approvals;
import dev.leat.plan.WorkspaceFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The embedded servers of a workspace, by connection. */
public final class Servers {
    private final WorkspaceFiles files;
    private final EmbeddedServers servers;

    public Servers(WorkspaceFiles files) {
        this.files = files;
        this.servers = EmbeddedServers.at(files.dir().resolve(".leat/embedded"));
    }

    /** Starts those of these connections that are embedded, side by side, and returns when all take requests. */
    public List<Server> start(Set<String> connections, Keep keep) {
        List<CompletableFuture<Server>> starting = new ArrayList<>();
        files.embedded().forEach((name, embedded) -> {
            if (connections.contains(name)) {
                starting.add(CompletableFuture.supplyAsync(() -> start(name, embedded, keep)));
            }
        });
        try {
            return starting.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LeatException leat ? leat : e;
        }
    }

    private Server start(String name, Embedded embedded, Keep keep) {
        Optional<Path> seed = embedded.seed().map(files.dir()::resolve);
        try {
            return servers.passing(environment()).start(name, files.type(name), seed, keep, settings(name));
        } catch (ServerException e) {
            Kind kind = e.kind() == ServerException.Kind.WORKSPACE ? Kind.WORKSPACE : Kind.SYSTEM;
            throw new LeatException(kind, files.workspace().connections().containsKey(name) ? "connections." + name : name, e.getMessage().replaceAll("[.]$", ""), "Its log is .leat/embedded/" + name + "/server.log", e);
        }
    }

    private Map<String, String> settings(String name) {
        return files.type(name).equals(Workspace.Airflow.NAME) ? Map.of("core.dags_folder", files.dir().resolve(files.workspace().airflow().flatMap(Workspace.Airflow::dags).orElseThrow()).toString()) : Map.of();
    }

    /** For what a server runs of Leat's, as the tasks of an embedded Airflow: what the files refer to, and who may approve, so that the gate is as strict there as here. */
    private Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>();
        variables().forEach(name -> Secrets.variable(name).ifPresent(value -> variables.put(name, value)));
        return variables;
    }

    private Set<String> variables() {
        Set<String> names = new TreeSet<>(files.variables());
        names.add(Approvals.VARIABLE);
        return names;
    }

    /** Where the tasks of the embedded Airflow, which runs, do not see what this process sees: why, and what to do. Its variables are those it was started with. */
    public List<Problem> unlike() {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> passed = servers.passed(Workspace.Airflow.NAME);
        for (String name : variables()) {
            Optional<String> here = Secrets.variable(name);
            if (here.isPresent() && !here.get().equals(passed.get(name))) {
                problems.add(new Problem("airflow", "its tasks do not see the environment variable " + name + " as it is set here", "Start it anew: leat down, then leat up"));
            } else if (here.isEmpty() && !passed.containsKey(name) && !name.equals(Approvals.VARIABLE)) {
                problems.add(new Problem("airflow", "its tasks lack the environment variable " + name + ", which is not set", "Set it: export " + name + "=..., then leat down and leat up"));
            }
        }
        return problems;
    }

    public List<Server> running() {
        return servers.running();
    }

    public void stopAll() {
        servers.stopAll();
    }

    public void stopOwned(long owner) {
        servers.stopOwned(owner);
    }

    /** Where the server of a connection listens; empty when it does not run. */
    public Optional<Address> address(String connection) {
        return servers.running().stream().filter(server -> server.name().equals(connection)).findFirst().map(server -> {
            server.password().ifPresent(password -> Secrets.remember(password, "***"));
            return new Address(server.address(), server.user(), server.password().map(Secret::new));
        });
    }

    /** All connections that these flows use. */
    public static Set<String> usedBy(List<dev.leat.model.Flow> flows) {
        Set<String> used = new TreeSet<>();
        flows.forEach(flow -> {
            used.add(flow.source());
            used.add(flow.destination());
            flow.pipelines().forEach(pipeline -> pipeline.auxiliary().values().forEach(auxiliary -> used.add(auxiliary.connection())));
        });
        return used;
    }
}
