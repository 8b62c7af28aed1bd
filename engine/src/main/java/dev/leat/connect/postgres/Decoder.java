package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Tuple;
import java.io.Serializable;

/** One column's value from the binary format of its type ({@code <type>_send} of the server) into a row. Never called for null. */
interface Decoder extends Serializable {
    void decode(byte[] bytes, int at, int length, Tuple row, int ordinal);
}
