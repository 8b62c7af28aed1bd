package dev.leat.connect.postgres;

import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** Writes one value, which is not null, in the binary form of its type: length in bytes, then these. */
@FunctionalInterface
interface Encoder {
    /** What was written of a value that does not fit is to be taken back by the caller. */
    void encode(SpecializedGetters row, int ordinal, CopyBuffer out) throws Unfit;
}
