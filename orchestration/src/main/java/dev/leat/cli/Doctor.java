package dev.leat.cli;

import dev.leat.airflow.Airflow;
import dev.leat.connect.Connectors;
import dev.leat.connect.Finding;
import dev.leat.connect.Followed;
import dev.leat.connect.Site;
import dev.leat.lake.CaptureLog;
import dev.leat.model.Capture;
import dev.leat.model.CaptureMode;
import dev.leat.model.Counted;
import dev.leat.model.EntityName;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import dev.leat.model.Problem;
import dev.leat.model.Retry;
import dev.leat.model.Workspace;
import dev.leat.plan.Approvals;
import dev.leat.run.Leat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** {@code leat doctor}. */
@Command(name = "doctor", description = "Checks every connection, credential, version and permission, and says how to fix what is wrong.",
    footerHeading = "%nExample:%n", footer = "  leat doctor")
final class Doctor implements Callable<Integer> {
    private final Invocation invocation;

    Doctor(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Map<String, List<Finding>> findings = new LinkedHashMap<>();
        findings.put("java", List.of(java()));
        try (Workplace place = Workplace.open(invocation)) {
            Leat leat = place.leat();
            findings.put("workspace", List.of(Finding.good(Counted.of(leat.files().flows().size(), "flow") + ", " + Counted.of(leat.files().workspace().connections().size(), "connection"))));
            findings.put("lake", found("lake", () -> lake(leat)));
            findings.put("approvals", found("approvals", () -> approvals(leat)));
            place.serving(leat.files().workspace().connections().keySet());
            for (String name : new TreeSet<>(leat.files().workspace().connections().keySet())) {
                findings.put(name, found("connections." + name, () -> connection(leat, name)));
            }
            if (leat.files().workspace().airflow().isPresent()) {
                findings.put("airflow", found("airflow", () -> airflow(leat)));
            }
        }
        List<Problem> problems = findings.values().stream().flatMap(List::stream).flatMap(finding -> finding.problem().stream()).toList();
        invocation.answer(document(findings), terminal -> findings.forEach((name, found) -> found.forEach(finding -> terminal.line(line(name, finding)))));
        return problems.isEmpty() ? 0 : Kind.WORKSPACE.exitCode();
    }

    private static List<Finding> connection(Leat leat, String name) {
        Site<?> site = leat.files().site(name, Retry.DEFAULT, leat.servers()::address);
        List<Finding> findings = new ArrayList<>(Connectors.check(site));
        boolean read = leat.files().flows().stream().anyMatch(flow -> flow.source().equals(name));
        List<EntityName> written = leat.files().flows().stream().filter(flow -> flow.destination().equals(name)).flatMap(flow -> flow.pipelines().stream()).map(Pipeline::destination).distinct().toList();
        if (!written.isEmpty() && (good(findings) || !read)) {
            List<Finding> writing = Connectors.checkWriting(site, written);
            if (!writing.isEmpty() && good(writing)) {
                findings.removeIf(finding -> finding.problem().isPresent()); // such as that there is nothing to read yet
            }
            findings.addAll(writing);
        }
        if (good(findings)) {
            findings.addAll(Connectors.checkFollowing(site, followed(leat, name)));
            findings.addAll(Connectors.checkFollowable(site, followable(leat, name)));
        }
        return findings.stream().distinct().toList();
    }

    private static boolean good(List<Finding> findings) {
        return findings.stream().allMatch(finding -> finding.problem().isEmpty());
    }

    /** Entities of this connection whose changes are captured. */
    private static List<Followed> followed(Leat leat, String name) {
        return entities(leat, name, flow -> true, CaptureMode.CHANGE::equals);
    }

    /** Those that are followed, but in a way that sees less. */
    private static List<Followed> followable(Leat leat, String name) {
        return entities(leat, name, flow -> flow.every().isPresent(), mode -> mode == null || mode == CaptureMode.INCREMENTAL || mode == CaptureMode.SNAPSHOT);
    }

    /** @param mode takes null where the files do not say it */
    private static List<Followed> entities(Leat leat, String name, Predicate<Flow> which, Predicate<CaptureMode> mode) {
        return leat.files().flows().stream().filter(flow -> flow.source().equals(name) && which.test(flow)).flatMap(flow -> flow.pipelines().stream())
            .filter(pipeline -> mode.test(pipeline.capture().flatMap(Capture::mode).orElse(null)))
            .map(pipeline -> new Followed(pipeline.source(), pipeline.key(), pipeline.exclude(), leat.lake().capture(name, pipeline.source()).head().map(CaptureLog.Head::position)))
            .distinct().toList();
    }

    /** An embedded one is looked at where it runs; to start it for that takes too long. */
    private static List<Finding> airflow(Leat leat) {
        if (leat.files().embedded().containsKey(Workspace.Airflow.NAME) && leat.servers().address(Workspace.Airflow.NAME).isEmpty()) {
            return List.of(Finding.good("embedded; leat up starts it"));
        }
        Airflow airflow = Airflow.of(leat.files(), leat.servers()::address);
        List<Finding> findings = new ArrayList<>(List.of(Finding.good("Airflow " + airflow.version() + " at " + airflow.url())));
        airflow.parts().forEach((part, status) -> findings.add(status.equals("healthy") ? Finding.good(part + " is healthy")
            : Finding.bad("airflow", "its " + part + " is " + status, "Start it again, and look at its log")));
        return findings;
    }

    private static String line(String name, Finding finding) {
        return finding.problem().map(problem -> "WRONG  " + problem).orElseGet(() -> "good   " + name + ": " + finding.what());
    }

    private static Finding java() {
        return Finding.good("Java " + Runtime.version().feature() + " of " + System.getProperty("java.vendor"));
    }

    private static List<Finding> lake(Leat leat) {
        Path path = Path.of(leat.lake().path());
        if (!path.isAbsolute()) {
            return List.of(Finding.good(leat.lake().path() + " is asked when something runs"));
        }
        try {
            Files.createDirectories(path);
            Files.delete(Files.createTempFile(path, "doctor", null));
            return List.of(Finding.good(path + " can be written"));
        } catch (IOException e) {
            return List.of(Finding.bad("lake", path + " cannot be written (" + e.getClass().getSimpleName() + ")", "Give yourself write access, or name another lake"));
        }
    }

    private static List<Finding> approvals(Leat leat) {
        Approvals.of(leat.files());
        return List.of(Finding.good(System.getenv("LEAT_APPROVERS") == null ? "by anyone who may change the files" : "signed by a key in LEAT_APPROVERS"));
    }

    /** What is wrong is a finding as well, so that the others are looked at too. */
    private static List<Finding> found(String where, Supplier<List<Finding>> check) {
        try {
            return check.get();
        } catch (LeatException wrong) {
            List<Finding> findings = new ArrayList<>();
            wrong.problems().forEach(problem -> findings.add(Finding.bad(problem.where(), problem.what(), problem.fix())));
            return findings;
        }
    }

    private static Map<String, Object> document(Map<String, List<Finding>> findings) {
        Map<String, Object> document = new LinkedHashMap<>();
        findings.forEach((name, found) -> document.put(name, found.stream().map(finding -> finding.problem()
            .<Map<String, Object>>map(problem -> Map.of("problem", problem)).orElse(Map.of("good", finding.what()))).toList()));
        return document;
    }
}
