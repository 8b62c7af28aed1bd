package dev.leat.connect;

import java.util.List;
import java.util.Optional;

/**
 * What a source still has, as it was read, of all that has been captured of an entity. It can be read again and compared with the lake, place by place.
 *
 * @param notes what of it cannot be read again, as sentences without their ends
 */
public record Retained(List<Place> places, List<String> notes) {

    /**
     * A part that has a name at the source.
     *
     * @param name  in words
     * @param range to read it again
     * @param first the number of the oldest range whose rows may be of it, and {@code last} of the newest
     * @param where which of their rows are: a condition on the reading's columns; empty: all
     * @param at    the column that tells the records of this place apart; empty where nothing does
     * @param whole whether it has every record that it had; false where the source itself takes some away that newer ones made needless
     */
    public record Place(String name, Range range, long first, long last, Optional<String> where, Optional<String> at, boolean whole) {}

    public Retained {
        places = List.copyOf(places);
        notes = List.copyOf(notes);
    }
}
