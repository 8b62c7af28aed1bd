package dev.leat.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leat.connect.Connectors;
import dev.leat.connect.Reserve;
import dev.leat.connect.Site;
import dev.leat.lake.CaptureLog;
import dev.leat.model.Capture;
import dev.leat.model.CaptureMode;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import dev.leat.model.Problem;
import dev.leat.model.Retry;
import dev.leat.model.Slug;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a source keeps for captures, and whether anybody still wants it. */
public final class Reserves {
    private final Leat leat;
    private final String connection;
    private final Site<?> site;

    public Reserves(Leat leat, String connection) {
        this.leat = leat;
        this.connection = connection;
        this.site = leat.files().site(connection, Retry.DEFAULT, leat.servers()::address);
    }

    /** Who may want it. */
    public enum Use {
        /** A pipeline of this workspace. */
        USED,
        /** This lake was captured by it, and no pipeline captures changes of the entity any more. */
        FORGOTTEN,
        /** Nobody that this lake knows; perhaps another workspace. */
        UNKNOWN
    }

    /** @param capture the name of its folder in the lake */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Entry(Reserve reserve, Use use, Optional<String> capture) {}

    public List<Entry> all() {
        Set<String> wanted = leat.files().flows().stream().filter(flow -> flow.source().equals(connection)).flatMap(flow -> flow.pipelines().stream()).filter(Reserves::follows)
            .map(pipeline -> Slug.of(pipeline.source().toString())).collect(Collectors.toSet());
        return Connectors.reserves(site).stream().map(reserve -> {
            Optional<String> capture = leat.lake().captures(connection).entrySet().stream().filter(known -> names(known.getValue()).contains(reserve.name())).map(java.util.Map.Entry::getKey).findFirst();
            return new Entry(reserve, capture.isEmpty() ? Use.UNKNOWN : wanted.contains(capture.get()) ? Use.USED : Use.FORGOTTEN, capture);
        }).toList();
    }

    /** Of a pipeline's capture, as a sentence; empty where the source keeps nothing for it. */
    public Optional<String> told(Pipeline pipeline) {
        List<String> names = names(leat.lake().capture(connection, pipeline.source()));
        return names.isEmpty() ? Optional.empty() : Optional.of(Connectors.reserves(site).stream().filter(reserve -> names.contains(reserve.name())).findFirst()
            .map(reserve -> reserve.name() + " makes the server keep " + Reserve.size(reserve.held()) + " of its log; " + Reserve.size(reserve.behind()) + " have come since " + reserve.confirmed() + ", up to where it is confirmed"
                + (reserve.usable() ? "" : "; the server has given up a part of it, and the next run reads the whole table"))
            .orElse(names.get(0) + " is gone from the server; the next run reads the whole table and compares it with the lake"));
    }

    /**
     * Those that would be dropped.
     *
     * @param named one that need not be known to this lake; empty: all that are forgotten
     * @throws LeatException of kind WORKSPACE when there is none of this name, or when it is in use
     */
    public List<Entry> droppable(Optional<String> named) {
        List<Entry> all = all();
        if (named.isEmpty()) {
            return all.stream().filter(entry -> entry.use() == Use.FORGOTTEN && !entry.reserve().active()).toList();
        }
        Entry one = all.stream().filter(entry -> entry.reserve().name().equals(named.get())).findFirst().orElseThrow(() -> new LeatException(Kind.WORKSPACE, "connections." + connection,
            "it keeps nothing by the name '" + named.get() + "'", Problem.choices(all.stream().map(entry -> entry.reserve().name()).toList())));
        if (one.use() == Use.USED || one.reserve().active()) {
            throw new LeatException(Kind.WORKSPACE, "connections." + connection + ": " + named.get(), one.use() == Use.USED ? "a pipeline of this workspace captures by it" : "somebody reads it just now",
                one.use() == Use.USED ? "Take the pipeline out of its flow, or capture in another way, first" : "Stop who reads it first");
        }
        return List.of(one);
    }

    public void drop(Entry entry) {
        Connectors.release(site, entry.reserve().name());
    }

    /** Of what is captured, and of a range that has not ended. */
    private List<String> names(CaptureLog log) {
        return Stream.concat(log.head().map(CaptureLog.Head::position).stream(), log.unfinished().map(CaptureLog.Position::position).stream()).flatMap(position -> Connectors.reserved(site, position).stream()).toList();
    }

    /** One that does not say how goes by what another one says, or by what is there. */
    private static boolean follows(Pipeline pipeline) {
        return pipeline.capture().flatMap(Capture::mode).map(CaptureMode.CHANGE::equals).orElse(true);
    }
}
