package dev.leat.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.lake.CaptureLog.Head;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Yaml;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A query that follows a capture. Closing it ends it, in the middle of a batch if need be; that batch comes again. */
final class LiveStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
    private final StreamingQuery query;
    private final Commits commits;
    private final Consumer<Head> save;
    private Optional<Head> unsaved = Optional.empty();
    private long saved = System.nanoTime();

    /** @param save keeps how far it is; called once a second at most, and at the end */
    LiveStream(StreamingQuery query, Commits commits, Consumer<Head> save) {
        this.query = query;
        this.commits = commits;
        this.save = save;
    }

    /** Waits so long. @return whether the stream goes on @throws RuntimeException what ended it */
    boolean goesOn(long millis) {
        try {
            boolean ended = query.awaitTermination(millis);
            OptionalLong version = version(query.lastProgress());
            Optional<Head> reached = version.isPresent() ? commits.wrote(version.getAsLong()) : Optional.empty();
            reached.ifPresent(head -> LOG.debug("{} commit={} {}", query.name(), head.number(), query.lastProgress().durationMs()));
            unsaved = reached.or(() -> unsaved);
            if (unsaved.isPresent() && System.nanoTime() - saved > 1_000_000_000L) {
                save();
            }
            return !ended;
        } catch (StreamingQueryException e) {
            throw Causes.of(e, query.name());
        }
    }

    private void save() {
        unsaved.ifPresent(save);
        unsaved = Optional.empty();
        saved = System.nanoTime();
    }

    /** The last version of the capture that is wholly written. An offset names the first that is not: it, or a part of it, is still to be read. */
    private static OptionalLong version(StreamingQueryProgress progress) {
        if (progress == null || progress.sources().length == 0 || progress.sources()[0].endOffset() == null) {
            return OptionalLong.empty();
        }
        try {
            JsonNode offset = Yaml.json().readTree(progress.sources()[0].endOffset());
            return offset.path("reservoirVersion").isNumber() ? OptionalLong.of(offset.path("reservoirVersion").asLong() - 1) : OptionalLong.empty();
        } catch (JsonProcessingException e) {
            throw new LeatException(Kind.BUG, "stream", "its offset is not readable", "Report it", e);
        }
    }

    @Override
    public void close() {
        try {
            query.stop();
        } catch (TimeoutException e) {
            // The destination does not let go of its batch; it has not been committed and comes again
            LOG.warn("{} did not end in time", query.name());
        }
        save();
    }
}
