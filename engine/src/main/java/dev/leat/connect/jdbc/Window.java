package dev.leat.connect.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Range;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * What an incremental read takes next, so that no order of events loses a row.
 *
 * <p>A position is {@code {cursor: U, digest: D}}: U the greatest cursor of the range, D a digest over the versions of the rows of the <em>window</em>:
 * cursor of at least W = U - lag and at most U, or none. The next range is everything in the window and up to the greatest cursor then, U'; or, where the digest
 * of the window is still D and U' is greater, only what is above U. Take any row version v with cursor c, and the range n with bound U, whose digest was
 * taken at S (one view of the database with its maximum) and whose rows were read at R, after S.
 * <ul>
 * <li>v visible at R and within the bounds: read by n.
 * <li>v committed after R, c above U: the maximum is above U then, range n + 1 takes it.
 * <li>v committed after R, c in the window or null: v was not visible at S, so it is not in D. Either the maximum has risen, or the digest differs;
 *     in both cases there is a range n + 1. Either v is visible at its S': the digest of the window differs from D, and the range holds the whole window. Or it is not:
 *     then it is not in the digest D' either, which is taken first, and range n + 2 finds it the same way, as long as c is in the window of then or null. The same goes
 *     for a row that changed and kept its cursor, because the digest is of versions, not of keys.
 * <li>v committed after R, c below W: the user's {@code lag} said that this does not happen; verification finds it.
 * <li>v committed between S and R: read by n, but not in D. Range n + 1 reads it once more, and the caller drops it by {@link Range#overlap()}.
 * </ul>
 * A range that is read again after a crash has the same bounds and a later R; nothing above depends on R but that it follows S. When rows are deleted U does not
 * go back, so that a window once read stays read.
 */
public final class Window {
    private final CursorType type;
    private final Duration lag;
    private final Marks marks;

    /** What the window asks the database; all answers of one use must come from one view of it, where it can give one. */
    public interface Marks {
        /** The greatest cursor; empty when no row has one. */
        Optional<String> newest() throws SQLException;

        /** Over the versions of the rows within these bounds; empty when there is no such row. */
        Optional<String> digest(Bounds bounds) throws SQLException;

        /** About how many rows are within these bounds, -1 when that is dear to find out. */
        long rows(Bounds bounds) throws SQLException;
    }

    /** @param where for the message when there is a lag that a cursor of this type cannot have */
    public Window(String where, CursorType type, Optional<Duration> lag, Marks marks) {
        this.type = type;
        this.lag = lag.orElse(Duration.ZERO);
        this.marks = marks;
        if (!this.lag.isZero() && !type.takesLag()) {
            throw new LeatException(Kind.WORKSPACE, where, "a lag needs a cursor column of a date or timestamp type", "Leave 'lag' out, or use another cursor column");
        }
    }

    /** Empty when there is certainly nothing new. */
    public Optional<Range> next(Optional<JsonNode> position) throws SQLException {
        Optional<String> last = position.flatMap(json -> Bounds.text(json, "cursor"));
        Optional<String> newest = marks.newest();
        boolean risen = newest.isPresent() && (last.isEmpty() || type.compare(newest.get(), last.get()) > 0);
        Optional<String> upper = risen ? newest : last;
        Optional<String> digest = marks.digest(window(upper));
        if (position.isEmpty() && digest.isEmpty() && newest.isEmpty()) {
            return Optional.empty();
        }
        if (position.isPresent() && !risen && digest.equals(Bounds.text(position.get(), "digest"))) {
            return Optional.empty();
        }
        if (risen && last.isPresent() && marks.digest(window(last)).equals(Bounds.text(position.get(), "digest"))) {
            Bounds above = Bounds.between(last.get(), newest.get());
            return Optional.of(new Range(position(upper, digest), above.json(), Optional.empty(), marks.rows(above)));
        }
        Bounds bounds = Bounds.window(start(last), upper);
        Optional<String> overlap = position.map(json -> type.literal(bounds.from().or(() -> upper).orElseGet(type::any)));
        return Optional.of(new Range(position(upper, digest), bounds.json(), overlap, marks.rows(bounds)));
    }

    private Bounds window(Optional<String> cursor) {
        return Bounds.window(start(cursor), cursor);
    }

    private Optional<String> start(Optional<String> cursor) {
        return cursor.map(text -> type.minus(text, lag));
    }

    private static ObjectNode position(Optional<String> cursor, Optional<String> digest) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        cursor.ifPresent(text -> node.put("cursor", text));
        digest.ifPresent(text -> node.put("digest", text));
        return node;
    }
}
