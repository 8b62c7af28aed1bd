package dev.leat.connect.http;

import java.io.Serializable;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How to come from one page to the next: by one of cursor, last, link, next, number and offset. Places in the answer are written {@code paging.next}.
 *
 * @param cursor    place of the value that asks for the next page, in {@code param}; the last page has none
 * @param last      field of a record: that of the last record asks for the next page, in {@code param}; until a page is empty or {@code more} is false
 * @param link      relation in the header {@code Link} that leads to the next page: {@code next}
 * @param next      place of the next page's address; the last page has none
 * @param number    parameter that takes the page's number; until a page is empty, or as many as {@code total} or {@code pages} say
 * @param offset    parameter that takes how many records come before; ends as {@code number} does
 * @param param     parameter that takes the cursor
 * @param first     number of the first page; 1
 * @param size      how many records a page shall have
 * @param sizeParam parameter that takes the size; {@code limit}
 * @param more      place of true or false: whether there is a next page
 * @param total     place of the number of all records; then pages are asked for in parallel, and a read during which it falls begins again
 * @param pages     place of the number of all pages; then pages are asked for in parallel
 */
public record Page(Optional<String> cursor, Optional<String> last, Optional<String> link, Optional<String> next, Optional<String> number, Optional<String> offset,
                   Optional<String> param, Optional<Integer> first, Optional<Integer> size, Optional<String> sizeParam, Optional<String> more, Optional<String> total,
                   Optional<String> pages) implements Serializable {
    public Page {
        if (Stream.of(cursor, last, link, next, number, offset).filter(Optional::isPresent).count() != 1) {
            throw new IllegalArgumentException("name exactly one of cursor, last, link, next, number, offset");
        }
        if (param.isPresent() != (cursor.isPresent() || last.isPresent())) {
            throw new IllegalArgumentException(param.isPresent() ? "'param' goes with cursor and last" : "'param' is missing: the parameter that takes the cursor");
        }
        if ((first.isPresent() || pages.isPresent()) && number.isEmpty() || total.isPresent() && number.isEmpty() && offset.isEmpty()) {
            throw new IllegalArgumentException("'first' and 'pages' go with number, 'total' with number and offset");
        }
        if (sizeParam.isPresent() && size.isEmpty() || size.orElse(1) < 1) {
            throw new IllegalArgumentException("'size' is missing or less than 1");
        }
        Stream.of(cursor, last, next, more, total, pages).flatMap(Optional::stream).forEach(JsonPath::of);
    }

    boolean counted() {
        return number.isPresent() || offset.isPresent();
    }

    private Object writeReplace() {
        return Portable.of(this);
    }
}
