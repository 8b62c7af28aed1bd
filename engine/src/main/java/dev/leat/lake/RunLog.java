package dev.leat.lake;

import dev.leat.model.Slug;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every run of a workspace, one small document each; names sort by time. */
public final class RunLog {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);
    private final Documents documents;

    RunLog(Documents documents) {
        this.documents = documents;
    }

    public static String newId(Instant at) {
        return STAMP.format(at).replace(".", "-") + "-" + Integer.toHexString(new SecureRandom().nextInt(0x1000, 0x10000));
    }

    public void save(RunRecord run) {
        documents.replace("runs/" + run.run() + ".json", run);
    }

    public Optional<RunRecord> find(String run) {
        return documents.read("runs/" + run + ".json", RunRecord.class).map(RunLog::judged);
    }

    /** Beside the run's own document. */
    public void save(Certificate certificate) {
        documents.replace("runs/" + certificate.run() + "/" + Slug.of(certificate.pipeline()) + ".json", certificate);
    }

    public List<Certificate> certificates(String run) {
        return documents.list("runs/" + run).stream().flatMap(name -> documents.read("runs/" + run + "/" + name, Certificate.class).stream()).toList();
    }

    /** Newest first, at most so many. */
    public List<RunRecord> newest(int most) {
        return newestOf(documents.list("runs").stream(), most);
    }

    private List<RunRecord> newestOf(Stream<String> names, int most) {
        return names.filter(name -> name.endsWith(".json")).sorted(Comparator.reverseOrder()).limit(most)
            .flatMap(name -> documents.read("runs/" + name, RunRecord.class).stream()).map(RunLog::judged).toList();
    }

    private static RunRecord judged(RunRecord run) {
        return !run.over() && run.process() != null && run.process().dead() ? run.killed() : run;
    }
}
