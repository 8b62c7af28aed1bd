package dev.leat.connect.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * How far the changes of a table are in the lake.
 *
 * @param slot    whose it is; each has a name that was never used before
 * @param table   tells the table and its captured columns from others that have been called so
 * @param reached empty behind a snapshot: then all that the slot gives is still to be read
 */
record ChangePosition(String slot, String table, Optional<Reached> reached) {

    /**
     * @param lsn         commits before it are in the lake
     * @param timeline    of the server's history: another server may have taken over since and not have all that this one had
     * @param publication tells the publication from others that have been called so
     */
    record Reached(Lsn lsn, String timeline, String publication) {}

    /** Empty when the entity was captured in another way until now. */
    static Optional<ChangePosition> of(JsonNode position) {
        return position.hasNonNull("slot") ? Optional.of(new ChangePosition(position.get("slot").asText(), position.get("table").asText(), reached(position))) : Optional.empty();
    }

    private static Optional<Reached> reached(JsonNode position) {
        return position.hasNonNull("lsn") ? Optional.of(new Reached(Lsn.parse(position.get("lsn").asText()), position.get("timeline").asText(), position.get("publication").asText()))
            : Optional.empty();
    }

    JsonNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("slot", slot).put("table", table);
        reached.ifPresent(read -> json.put("lsn", read.lsn().toString()).put("timeline", read.timeline()).put("publication", read.publication()));
        return json;
    }
}
