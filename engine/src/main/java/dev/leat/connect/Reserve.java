package dev.leat.connect;

/**
 * What a server keeps for a capture until that has read it, and would keep for ever if the capture never came back.
 *
 * @param name      its own, at the server
 * @param confirmed up to where the capture has what it needs, as the server writes it
 * @param active    whether somebody reads it just now
 * @param usable    false when the server has given up some of it
 * @param behind    bytes that have come since
 * @param held      bytes that the server keeps for it
 */
public record Reserve(String name, String confirmed, boolean active, boolean usable, long behind, long held) {

    /** Bytes as a person reads them. */
    public static String size(long bytes) {
        return bytes < 10 << 20 ? (bytes >> 10) + " kB" : bytes < 10L << 30 ? (bytes >> 20) + " MB" : (bytes >> 30) + " GB";
    }
}
