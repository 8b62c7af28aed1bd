package dev.leat.mapping.schema;

import java.util.regex.Pattern;

/** Ways to write numbers as text; numbers with zeros in front are codes, not numbers. */
enum NumberStyle {
    PLAIN("1234.5", "[+-]?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?"),
    COMMA_GROUPS("1,234.5", "[+-]?(0|[1-9]\\d{0,2}(,\\d{3})*)(\\.\\d+)?"),
    DECIMAL_COMMA("1234,5", "[+-]?(0|[1-9]\\d*)(,\\d+)?"),
    POINT_GROUPS("1.234,5", "[+-]?(0|[1-9]\\d{0,2}(\\.\\d{3})*)(,\\d+)?"),
    BLANK_GROUPS("1 234,5", "[+-]?(0|[1-9]\\d{0,2}([ \u00A0\u202F]\\d{3})*)([.,]\\d+)?"),
    APOSTROPHE_GROUPS("1'234.5", "[+-]?(0|[1-9]\\d{0,2}(['’]\\d{3})*)(\\.\\d+)?"),
    PERCENT("12.5%", "[+-]?(0|[1-9]\\d*)([.,]\\d+)? ?%"),
    ACCOUNTING("(1,234.5)", "\\(?(0|[1-9]\\d{0,2}(,?\\d{3})*)(\\.\\d+)?\\)?");

    private final String example;
    private final Pattern shape;

    NumberStyle(String example, String shape) {
        this.example = example;
        this.shape = Pattern.compile(shape);
    }

    String example() {
        return example;
    }

    boolean takes(String text) {
        return shape.matcher(text).matches();
    }
}
