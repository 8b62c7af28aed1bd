package dev.leat.connect.postgres;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in network byte order. */
final class Big {
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Big() {}

    static short int2(byte[] bytes, int at) {
        return (short) SHORTS.get(bytes, at);
    }

    static int int4(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    static long int8(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }
}
