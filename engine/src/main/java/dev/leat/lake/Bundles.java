package dev.leat.lake;

import dev.leat.lake.CaptureLog.Head;
import dev.leat.lake.CaptureLog.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * Positions and commits of long ago, many in one document, as a capture that goes on for months would have millions of them. A bundle is written whole before what is in it is deleted one by one, so
 * that a reader who misses the one finds it in the other, and whoever dies in between leaves what the next one deletes.
 */
final class Bundles {
    private static final String EXTENSION = ".json";
    private static final int MOST = 1000;
    private static final long MOST_CHARACTERS = 4L << 20;
    private final Documents documents;
    private final String folder;
    private Optional<Bundle> last = Optional.empty();

    Bundles(Documents documents, String folder) {
        this.documents = documents;
        this.folder = folder;
    }

    /** Either is null where it was not there. */
    record Entry(long number, Position position, Head head) {}

    record Bundle(long first, long last, List<Entry> entries) {
        boolean has(long number) {
            return first <= number && number <= last;
        }

        Optional<Entry> entry(long number) {
            return entries.stream().filter(entry -> entry.number() == number).findFirst();
        }
    }

    /** Whoever walks through many reads each bundle once. */
    Optional<Entry> entry(long number) {
        if (last.filter(bundle -> bundle.has(number)).isEmpty()) {
            last = names().stream().filter(name -> first(name) <= number && number <= last(name)).findFirst().flatMap(name -> documents.read(folder + "/" + name, Bundle.class));
        }
        return last.flatMap(bundle -> bundle.entry(number));
    }

    /**
     * Bundles what is whole up to this number, under the lease of whoever writes them.
     *
     * @param there  whether a number still has documents of its own
     * @param delete takes these away
     */
    void bundle(long upTo, LongFunction<Entry> entries, LongPredicate there, LongConsumer delete) {
        List<String> names = names();
        long first = 1;
        if (!names.isEmpty()) {
            String newest = names.get(names.size() - 1);
            first = last(newest) + 1;
            if (there.test(last(newest))) {
                LongStream.rangeClosed(first(newest), last(newest)).forEach(delete);
            }
        }
        while (first + MOST - 1 <= upTo) {
            List<Entry> taken = new ArrayList<>();
            long characters = 0;
            while (taken.size() < MOST && characters < MOST_CHARACTERS) {
                Entry entry = entries.apply(first + taken.size());
                taken.add(entry);
                characters += entry.position() == null ? 0 : entry.position().position().toString().length() + String.valueOf(entry.position().bounds()).length();
            }
            long end = first + taken.size() - 1;
            documents.replace(String.format("%s/%012d-%012d" + EXTENSION, folder, first, end), new Bundle(first, end, taken));
            LongStream.rangeClosed(first, end).forEach(delete); // the last one goes last, which tells whether all are gone
            first = end + 1;
        }
    }

    private List<String> names() {
        return documents.list(folder);
    }

    private static long first(String name) {
        return Long.parseLong(name.substring(0, name.indexOf('-')));
    }

    private static long last(String name) {
        return Long.parseLong(name.substring(name.indexOf('-') + 1, name.length() - EXTENSION.length()));
    }
}
