package dev.leat.lake;

import dev.leat.model.Slug;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** Every run of a workspace: one small document for each process that did a part of it, whose names sort by time. */
public final class RunLog {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);
    private static final String FOLDER = "runs";
    private static final Pattern MOMENT = Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\S+) (.+)", Pattern.DOTALL);
    private final Documents documents;

    RunLog(Documents documents) {
        this.documents = documents;
    }

    public static String newId(Instant at) {
        return stamp(at) + "-" + Integer.toHexString(new SecureRandom().nextInt(0x1000, 0x10000));
    }

    private static String stamp(Instant at) {
        return STAMP.format(at).replace(".", "-");
    }

    /**
     * Whatever a scheduler calls a run, as an id that can be in file names. A moment, a blank and more become an id like our own; else what may be in an id stays as it is, and what loses
     * something gets a checksum.
     */
    public static String idOf(String name) {
        Matcher moment = MOMENT.matcher(name);
        if (moment.matches()) {
            try {
                return stamp(OffsetDateTime.parse(moment.group(1)).toInstant()) + "-" + checksum(moment.group(2));
            } catch (DateTimeParseException e) {
                return plain(name);
            }
        }
        return plain(name);
    }

    private static String plain(String name) {
        if (name.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,149}")) {
            return name;
        }
        String cleaned = name.replaceAll("[^A-Za-z0-9_-]+", "-");
        return cleaned.substring(0, Math.min(cleaned.length(), 140)) + "-" + checksum(name);
    }

    private static String checksum(String name) {
        CRC32 checksum = new CRC32();
        checksum.update(name.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", checksum.getValue());
    }

    public void save(RunPart part) {
        documents.replace(FOLDER + "/" + Name.of(part), part);
    }

    public Optional<RunRecord> find(String run) {
        return whole(names().stream().filter(name -> name.run().equals(run)).toList());
    }

    /** Beside the run's own document. */
    public void save(Certificate certificate) {
        documents.replace("runs/" + certificate.run() + "/" + Slug.of(certificate.pipeline()) + ".json", certificate);
    }

    public List<Certificate> certificates(String run) {
        return documents.list("runs/" + run).stream().flatMap(name -> documents.read("runs/" + run + "/" + name, Certificate.class).stream()).toList();
    }

    /** Forgets runs that ended before this time, with their certificates; so many of each flow are known in any case. */
    public void forget(Instant before, int staying) {
        String oldest = stamp(before);
        names().stream().collect(Collectors.groupingBy(Name::flow)).values().forEach(names -> runs(names, Integer.MAX_VALUE).stream().skip(staying)
            .filter(parts -> parts.get(0).part().compareTo(oldest) < 0).forEach(parts -> whole(parts).filter(run -> over(run, before)).ifPresent(run -> {
                documents.deleteFolder(FOLDER + "/" + run.run());
                parts.forEach(part -> documents.delete(FOLDER + "/" + part));
            })));
    }

    private static boolean over(RunRecord run, Instant before) {
        return !run.outcome().equals(RunPart.RUNNING) && (run.ended() == null ? run.started() : run.ended()).isBefore(before);
    }

    /** Newest first, at most so many. */
    public List<RunRecord> newest(int most) {
        return runs(names(), most).stream().flatMap(run -> whole(run).stream()).toList();
    }

    /** The newest run of each flow that has run, by the flow's name. */
    public Map<String, RunRecord> latest() {
        Map<String, List<Name>> flows = names().stream().collect(Collectors.groupingBy(Name::flow, LinkedHashMap::new, Collectors.toList()));
        return flows.values().parallelStream().flatMap(names -> runs(names, 1).stream()).flatMap(run -> whole(run).stream())
            .collect(Collectors.toMap(RunRecord::flow, run -> run, (one, other) -> one.started().isAfter(other.started()) ? one : other));
    }

    /** @param names newest first */
    private static Collection<List<Name>> runs(List<Name> names, int most) {
        Map<String, List<Name>> runs = names.stream().collect(Collectors.groupingBy(Name::run, LinkedHashMap::new, Collectors.toList()));
        return runs.values().stream().limit(most).toList();
    }

    /** @param names newest first */
    private Optional<RunRecord> whole(List<Name> names) {
        List<RunPart> parts = names.stream().sorted(Comparator.comparing(Name::part)).flatMap(name -> documents.read(FOLDER + "/" + name, RunPart.class).stream()).toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(RunRecord.of(parts));
    }

    private List<Name> names() {
        return documents.list(FOLDER).stream().filter(name -> name.endsWith(Name.EXTENSION)).map(Name::of).sorted(Comparator.comparing(Name::part).reversed()).toList();
    }

    /** {@code PART.FLOW.json} of a run that one process does, {@code PART.FLOW.RUN.json} of others: which runs of which flows there are is known without reading one. */
    private record Name(String part, String flow, String run) {
        static final String EXTENSION = ".json";

        static Name of(RunPart part) {
            return new Name(part.part(), Slug.of(part.flow()), part.run());
        }

        static Name of(String file) {
            String[] words = file.substring(0, file.length() - EXTENSION.length()).split("\\.", 3);
            return new Name(words[0], words.length > 1 ? words[1] : "", words.length > 2 ? words[2] : words[0]);
        }

        @Override
        public String toString() {
            return part + "." + flow + (run.equals(part) ? "" : "." + run) + EXTENSION;
        }
    }
}
