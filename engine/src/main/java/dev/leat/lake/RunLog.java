package dev.leat.lake;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

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

    /** Whatever a scheduler calls a run, as an id that can be in file names: time stamps and most other names stay readable, and what loses more gets a checksum. */
    public static String idOf(String name) {
        String plain = name.replace(':', '-').replace('+', '-');
        if (plain.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,149}")) {
            return plain;
        }
        CRC32 checksum = new CRC32();
        checksum.update(name.getBytes(StandardCharsets.UTF_8));
        String cleaned = plain.replaceAll("[^A-Za-z0-9_-]+", "-");
        return cleaned.substring(0, Math.min(cleaned.length(), 140)) + "-" + Long.toHexString(checksum.getValue());
    }

    public void save(RunRecord run) {
        documents.replace("runs/" + run.run() + ".json", run);
    }

    public Optional<RunRecord> find(String run) {
        return documents.read("runs/" + run + ".json", RunRecord.class).map(RunLog::judged);
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
