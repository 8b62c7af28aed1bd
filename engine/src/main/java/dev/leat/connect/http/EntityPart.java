package dev.leat.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Site;
import dev.leat.connect.jdbc.Rows;
import dev.leat.model.EntityName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * All rows of a range, read by one task: pages follow from each other, and only whoever sees all of them can tell whether they fit together.
 *
 * @param once  whether of records with the same key only the first counts, as in a snapshot
 * @param from  ticks before which records are left out; null: none
 * @param since parameters that ask for this range
 */
record EntityPart(Site<HttpSettings> site, EntityName entity, RowMaker maker, List<String> key, boolean once, Long from, LinkedHashMap<String, String> since) implements Rows.Part {

    @Override
    public String where() {
        return "connections." + site.name() + ": " + entity;
    }

    @Override
    public Rows.Cursor open() {
        Entries entries = Entries.open(new Requests(site), Target.of(site, entity).since(since), key, site.retry());
        return new Reading(entries, new KeySet(once ? key : List.of()));
    }

    private final class Reading implements Rows.Cursor {
        private final Entries entries;
        private final KeySet seen;

        Reading(Entries entries, KeySet seen) {
            this.entries = entries;
            this.seen = seen;
        }

        @Override
        public InternalRow next() {
            while (entries.hasNext()) {
                JsonNode record = entries.next();
                if (inRange(record) && seen.add(record)) {
                    return maker.row(record);
                }
            }
            return null;
        }

        /** What is older than asked for would not be looked for in the lake, and so come as new. */
        private boolean inRange(JsonNode record) {
            OptionalLong ticks = from == null ? OptionalLong.empty() : maker.cursor().ticks(record.path(maker.cursor().column()));
            return ticks.isEmpty() || ticks.getAsLong() >= from;
        }

        @Override
        public void close() {
            entries.close();
        }
    }
}
