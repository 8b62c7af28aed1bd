package dev.leat.lake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What source, lake and destination of a pipeline held at one position.
 *
 * @param number      of the capture's last commit, at which source and lake are compared
 * @param position    the source's own position at that commit
 * @param written     the commit up to which the destination is compared: the same, unless writing lags behind
 * @param source      what the source holds against the lake's newest version of each record
 * @param destination what the mapping makes of these against what the destination holds
 */
public record Certificate(String run, String pipeline, Instant at, long number, JsonNode position, long written, Side source, Side destination) {

    public boolean agrees() {
        return source.agrees() && destination.agrees();
    }

    /**
     * The lake against another system.
     *
     * @param of      which system, and which entity of it
     * @param ranges  of the hash of a record's key, those without a record left out, or places of the source. Empty when nothing was compared
     * @param without fields that are not compared, and why
     * @param leftOut keys whose newest version waits in the backlog or is filtered out; records of the lake that the source does not have any more
     * @param note    why nothing was compared, or what else is to know; null when there is nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Side(String of, boolean compared, List<Range> ranges, Map<String, String> without, long leftOut, String note) {

        public static Side not(String of, String why) {
            return new Side(of, false, List.of(), Map.of(), 0, why);
        }

        public boolean agrees() {
            return differing().isEmpty();
        }

        public List<Range> differing() {
            return ranges.stream().filter(range -> !range.agrees()).toList();
        }

        public Part lake() {
            return ranges.stream().map(Range::lake).reduce(Part.NONE, Part::plus);
        }

        public Part there() {
            return ranges.stream().map(Range::there).reduce(Part.NONE, Part::plus);
        }

        public Side noted(String more) {
            return new Side(of, compared, ranges, without, leftOut, more);
        }
    }

    /**
     * Records of which the hash of the key has this remainder, or those of one place.
     *
     * @param place the name that the source gives it: a partition and its offsets, files; null for a remainder
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Range(int range, String place, Part lake, Part there) {
        public Range(int range, Part lake, Part there) {
            this(range, null, lake, there);
        }

        public boolean agrees() {
            return lake.equals(there);
        }
    }

    /** @param checksum the sum of the hashes of all records, in hexadecimal digits; in whatever order they are added it is the same */
    public record Part(long rows, String checksum) {
        public static final Part NONE = of(0, 0);

        public static Part of(long rows, long sum) {
            return new Part(rows, String.format("%016x", sum));
        }

        public Part plus(Part other) {
            return of(rows + other.rows, Long.parseUnsignedLong(checksum, 16) + Long.parseUnsignedLong(other.checksum, 16));
        }
    }
}
