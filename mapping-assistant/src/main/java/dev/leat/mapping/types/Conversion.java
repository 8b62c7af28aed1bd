package dev.leat.mapping.types;

import java.io.Serializable;

/** Between a value in a Spark {@code Row} and the same value in a record; neither is null. */
interface Conversion extends Serializable {
    Object toJava(Object value);

    Object toSpark(Object value);

    Conversion SAME = new Conversion() {
        private static final long serialVersionUID = 1L;

        @Override
        public Object toJava(Object value) {
            return value;
        }

        @Override
        public Object toSpark(Object value) {
            return value;
        }
    };
}
