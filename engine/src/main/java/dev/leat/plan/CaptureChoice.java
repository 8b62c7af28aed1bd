package dev.leat.plan;

import dev.leat.model.Capture;
import dev.leat.model.CaptureMode;
import dev.leat.model.Column;
import dev.leat.model.EntitySchema;
import dev.leat.model.Flow;
import dev.leat.model.Pipeline;
import dev.leat.model.Problem;
import dev.leat.model.Problems;
import dev.leat.model.WriteMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Key and way of capture of a pipeline: as declared, by it or by another pipeline that shares the capture, else chosen. Incremental where the entity
 * has a key and a timestamp that is called like one of the last change, else snapshot.
 */
final class CaptureChoice {
    private static final Pattern LAST_CHANGE = Pattern.compile("(last_?)?(updated?|modified|modification|changed?)(_?(at|on|time|date|ts|timestamp))?", Pattern.CASE_INSENSITIVE);

    private final String where;
    private final Pipeline pipeline;
    private final EntitySchema schema;
    private final Set<CaptureMode> modes;
    private final List<Pipeline> sharing;
    private final Problems problems;
    private final boolean followed;
    private final List<LostColumn> lost = new ArrayList<>();

    CaptureChoice(WorkspaceFiles files, Flow flow, Pipeline pipeline, EntitySchema schema, Set<CaptureMode> modes, Problems problems) {
        this.where = files.where(pipeline);
        this.followed = flow.every().isPresent();
        this.pipeline = pipeline;
        this.schema = schema;
        this.modes = modes;
        this.sharing = Stream.concat(Stream.of(pipeline), files.flows().stream().filter(other -> other.source().equals(flow.source())).flatMap(other -> other.pipelines().stream())
            .filter(other -> other.source().equals(pipeline.source()))).toList();
        this.problems = problems;
    }

    /** Of {@link #effective}: declared columns that are not there, each also told as a problem. */
    List<LostColumn> lost() {
        return lost;
    }

    /** Empty after a problem other than {@link #lost}. */
    Optional<Effective> effective() {
        int before = problems.list().size();
        List<String> key = key();
        pipeline.exclude().forEach(column -> exists(column, where + ".exclude"));
        key.stream().filter(pipeline.exclude()::contains).forEach(column -> problems.add(where + ".exclude", "'" + column + "' is part of the key", "Take it out of exclude"));
        Optional<Effective> effective = sharing.stream().flatMap(other -> other.capture().stream()).findFirst()
            .map(capture -> declared(capture, key)).orElseGet(() -> chosen(key));
        effective.ifPresent(this::keyed);
        return problems.list().size() == before + lost.size() ? effective.map(this::advised) : Optional.empty();
    }

    /** Never chosen by itself: it makes a server keep its log, and wants rights that not every role has. */
    private Effective advised(Effective effective) {
        CaptureMode mode = effective.capture().mode().orElseThrow();
        boolean better = followed && modes.contains(CaptureMode.CHANGE) && (mode == CaptureMode.INCREMENTAL || mode == CaptureMode.SNAPSHOT);
        return better ? new Effective(effective.key(), effective.capture(), effective.exclude(), effective.why() + "; as the flow is followed, capture: change would tell every change, also deletes, as it is committed, "
            + "where the server allows it: leat doctor says whether it does") : effective;
    }

    private List<String> key() {
        List<String> declared = sharing.stream().map(Pipeline::key).filter(key -> !key.isEmpty()).findFirst().orElse(List.of());
        declared.stream().filter(column -> !exists(column, where + ".key")).forEach(column -> lost.add(new LostColumn(where + ".key", LostColumn.KEY, column, declared, "")));
        return declared.isEmpty() ? schema.key() : declared;
    }

    private boolean exists(String column, String place) {
        boolean there = schema.column(column).isPresent();
        if (!there) {
            Optional<String> other = schema.names().stream().filter(name -> name.equalsIgnoreCase(column)).findFirst();
            problems.add(place, "'" + column + "' is no column of " + pipeline.source(), other.map(name -> "Write it as it is spelled there: " + name)
                .orElseGet(() -> Problem.choices(schema.names())));
        }
        return there;
    }

    private Optional<Effective> declared(Capture capture, List<String> key) {
        CaptureMode mode = capture.mode().orElseThrow();
        if (!modes.contains(mode)) {
            problems.add(where + ".capture", pipeline.source() + " cannot be captured by '" + word(mode) + "' here", Problem.choices(modes.stream().map(CaptureChoice::word).toList()));
        }
        capture.incremental().ifPresent(column -> {
            if (!exists(column, where + ".capture.incremental")) {
                lost.add(new LostColumn(where + ".capture", LostColumn.CURSOR, column, List.of(), capture.lag().map(String::valueOf).orElse("")));
            }
            if (pipeline.exclude().contains(column)) {
                problems.add(where + ".exclude", "'" + column + "' is the cursor of the capture", "Take it out of exclude");
            }
        });
        return Optional.of(new Effective(key, capture, pipeline.exclude(), "as the flow says; " + blindness(mode)));
    }

    private Optional<Effective> chosen(List<String> key) {
        Optional<Column> cursor = schema.columns().stream().filter(column -> LAST_CHANGE.matcher(column.name()).matches() && !pipeline.exclude().contains(column.name()))
            .filter(column -> column.type().filter(type -> type.startsWith("timestamp")).isPresent()).min(Comparator.comparing(Column::nullable));
        if (modes.contains(CaptureMode.INCREMENTAL) && cursor.isPresent() && !key.isEmpty()) {
            return Optional.of(new Effective(key, Capture.incremental(cursor.get().name()), pipeline.exclude(),
                "chosen, because '" + cursor.get().name() + "' is a timestamp of the last change; " + blindness(CaptureMode.INCREMENTAL)));
        }
        for (CaptureMode mode : List.of(CaptureMode.SNAPSHOT, CaptureMode.APPEND, CaptureMode.STREAM, CaptureMode.CHANGE)) {
            if (modes.contains(mode)) {
                String reason = mode == CaptureMode.SNAPSHOT ? "no column tells when a row was changed last" : "it is how this entity can be read";
                return Optional.of(new Effective(key, Capture.of(word(mode)), pipeline.exclude(), "chosen, because " + reason + "; " + blindness(mode)));
            }
        }
        problems.add(where + ".capture", "no way to capture " + pipeline.source() + " fits by itself", "Write capture: {incremental: COLUMN}, where the column rises with every change");
        return Optional.empty();
    }

    private static String blindness(CaptureMode mode) {
        return switch (mode) {
            case INCREMENTAL -> "it does not see deletes, nor changes that leave the cursor as it is or put it further back than lag";
            case SNAPSHOT -> "it reads the whole entity each time and finds deletes";
            case APPEND -> "it sees what was added";
            case CHANGE -> "it follows every change, also deletes";
            case STREAM -> "it follows every record";
        };
    }

    private void keyed(Effective effective) {
        CaptureMode mode = effective.capture().mode().orElseThrow();
        boolean appended = pipeline.writeMode() == WriteMode.APPEND && (mode == CaptureMode.APPEND || mode == CaptureMode.STREAM);
        if (effective.key().isEmpty() && !appended) {
            problems.add(where + ".key", pipeline.source() + " has no primary key, and a row cannot be found again without one", "Write key: with the columns that name a row, of ["
                + String.join(", ", schema.names()) + "]");
        }
    }

    private static String word(CaptureMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
