package dev.leat.cli;

import dev.leat.airflow.DagFile;
import dev.leat.airflow.Deployment;
import dev.leat.airflow.Deployment.Changes;
import dev.leat.model.Counted;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import dev.leat.plan.WorkspaceFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat dag}. */
@Command(name = "dag", description = "The Airflow DAG files of flows, one each.", footerHeading = "%nExample:%n", footer = "  leat dag generate")
final class DagCommands extends Group {
    private final Invocation invocation;

    DagCommands(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(name = "generate", description = {"Writes the DAG files that differ from what the flows say into the folder of airflow.dags.", "Asks neither Airflow nor any connection."},
        footerHeading = "%nExample:%n", footer = "  leat dag generate")
    int generate(@Parameters(paramLabel = "FLOW|COLLECTION", arity = "0..1", description = "By name; all flows when absent.") Optional<String> name,
                 @Option(names = "--check", description = "Write nothing; end with exit code 2 and the names of files that differ, are missing or have no flow.") boolean check) {
        WorkspaceFiles files = Workplace.open(invocation).leat().files();
        Deployment deployment = Deployment.of(files);
        if (check) {
            List<Problem> drift = deployment.drift();
            if (!drift.isEmpty()) {
                throw new LeatException(Kind.WORKSPACE, drift);
            }
        }
        return tell(deployment, check ? new Changes(List.of(), List.of(), Optional.empty()) : deployment.write(wanted(files, name)), wanted(files, name).size());
    }

    @Command(name = "deploy", description = {"The same, and removes the files of flows that were renamed or removed, after asking.",
        "Commits these files alone where leat.yaml says airflow.git: true; pushing is yours."}, footerHeading = "%nExample:%n", footer = "  leat dag deploy --yes")
    int deploy(@Parameters(paramLabel = "FLOW|COLLECTION", arity = "0..1", description = "By name; all flows when absent.") Optional<String> name,
               @Option(names = "--yes", description = "Remove without asking.") boolean yes) {
        WorkspaceFiles files = Workplace.open(invocation).leat().files();
        Deployment deployment = Deployment.of(files);
        List<String> gone = name.isPresent() ? List.of() : deployment.gone();
        boolean remove = !gone.isEmpty() && (yes || Consent.to(invocation, "No flow has " + String.join(", ", gone) + " any more. Remove " + (gone.size() == 1 ? "it?" : "them?")));
        int code = tell(deployment, deployment.apply(wanted(files, name), remove ? gone : List.of()), wanted(files, name).size());
        if (!gone.isEmpty() && !remove) {
            throw new LeatException(Kind.WORKSPACE, gone.stream().map(file -> new Problem(deployment.name() + "/" + file, "no flow has it any more, and it is still there", "Remove it: leat dag deploy --yes")).toList());
        }
        return code;
    }

    private static List<DagFile> wanted(WorkspaceFiles files, Optional<String> name) {
        List<String> chosen = name.map(files::select).orElseGet(files::flows).stream().map(Flow::flow).toList();
        return DagFile.all(files).stream().filter(file -> chosen.contains(file.flow())).toList();
    }

    private int tell(Deployment deployment, Changes changes, int all) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("folder", deployment.folder().toString());
        document.put("written", changes.written());
        document.put("removed", changes.removed());
        document.put("unchanged", all - changes.written().size());
        changes.commit().ifPresent(commit -> document.put("commit", commit));
        invocation.answer(document, terminal -> {
            changes.written().forEach(file -> terminal.line("written  " + deployment.name() + "/" + file));
            changes.removed().forEach(file -> terminal.line("removed  " + deployment.name() + "/" + file));
            if (changes.written().size() < all) {
                terminal.line("as the flows say already: " + Counted.of(all - changes.written().size(), "file") + " in " + deployment.name());
            }
            if (all == 0) {
                terminal.line("No flow has a pipeline yet, so there is nothing that Airflow could run.");
            }
            changes.commit().ifPresent(commit -> terminal.line("commit   " + commit));
        });
        return 0;
    }
}
