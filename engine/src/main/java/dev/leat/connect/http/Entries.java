package dev.leat.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Backoff;
import dev.leat.connect.Site;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * The records of an entity, one after the other. Where each page says what the next one is they come as they are read. Pages by number or offset are read to the end first: when
 * records moved between them meanwhile, one may be missing, and the read begins again.
 */
final class Entries implements Iterator<JsonNode>, AutoCloseable {
    private final Iterator<Answer> pages;
    private final Target target;
    private final Spool spool;
    private Iterator<JsonNode> page = Collections.emptyIterator();

    private Entries(Target target, Iterator<Answer> pages, Spool spool, Iterator<JsonNode> page) {
        this.target = target;
        this.pages = pages;
        this.spool = spool;
        this.page = page;
    }

    /** @param key columns that name a record; may be empty */
    static Entries open(Requests requests, Target target, List<String> key, Site.Retries retry) {
        boolean counted = target.endpoint().page().filter(Page::counted).isPresent();
        return counted ? spooled(requests, target, key, new Backoff(retry)) : new Entries(target, new Chain(requests, target), null, Collections.emptyIterator());
    }

    private static Entries spooled(Requests requests, Target target, List<String> key, Backoff backoff) {
        for (int attempt = 1;; attempt++) {
            Spool spool = new Spool();
            boolean whole = false;
            try {
                whole = read(requests, target, new KeySet(key), spool::add);
                if (whole) {
                    return new Entries(target, Collections.emptyIterator(), spool, spool.records());
                }
            } finally {
                if (!whole) {
                    spool.close();
                }
            }
            if (!backoff.again(attempt)) {
                throw new LeatException(Kind.SYSTEM, target.where(), "records move between pages while they are read: the key [" + String.join(", ", key) + "] came twice, or fewer records than "
                    + "the API says there are", "Order the pages by what does not change (params), read with 'cursor', or correct 'key' and 'page.total'");
            }
        }
    }

    /** False when records moved between pages. */
    private static boolean read(Requests requests, Target target, KeySet keys, Consumer<JsonNode> to) {
        try (Counted pages = new Counted(requests, target)) {
            long different = 0;
            boolean twice = false;
            while (pages.hasNext()) {
                for (JsonNode record : target.records(pages.next())) {
                    boolean fresh = keys.add(record);
                    twice |= !fresh;
                    different += fresh ? 1 : 0;
                    to.accept(record);
                }
            }
            // With a total a record that came twice is no harm as long as none is missing
            return !pages.moved() && (pages.total().isPresent() ? different >= pages.total().getAsLong() : !twice);
        }
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && pages.hasNext()) {
            page = target.records(pages.next()).iterator();
        }
        return page.hasNext();
    }

    @Override
    public JsonNode next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }

    @Override
    public void close() {
        if (spool != null) {
            spool.close();
        }
    }
}
