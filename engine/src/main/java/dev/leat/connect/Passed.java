package dev.leat.connect;

/** The ranges of an entity that have been read and are in the lake, by number and without gaps. */
public interface Passed {
    long first();

    long last();

    /** One of them. Its rows are not told. */
    Range at(long number);
}
