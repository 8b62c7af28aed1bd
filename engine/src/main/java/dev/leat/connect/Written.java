package dev.leat.connect;

/**
 * What became of a batch.
 *
 * @param written upserted or appended
 * @param deleted delete records that were carried out, also where there was nothing to delete
 * @param older   not written, because the destination has a newer version
 */
public record Written(long written, long deleted, long older) implements java.io.Serializable {
    public static final Written NOTHING = new Written(0, 0, 0);

    public Written plus(Written other) {
        return new Written(written + other.written, deleted + other.deleted, older + other.older);
    }
}
