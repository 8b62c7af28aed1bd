package dev.leat.mapping.match.signal;

/** The form of a value: letters and digits as classes, signs as they are. */
final class Shape {
    private static final int LONGEST = 40;

    private Shape() {}

    /** Each run of a class as one sign. */
    static String coarse(String value) {
        return of(value, 1);
    }

    /** Runs as long as they are, up to eight. */
    static String fine(String value) {
        return of(value, 8);
    }

    private static String of(String value, int longestRun) {
        StringBuilder shape = new StringBuilder();
        int run = 0;
        char last = 0;
        for (int i = 0; i < value.length() && shape.length() < LONGEST; i++) {
            char sign = sign(value.charAt(i));
            run = sign == last ? run + 1 : 1;
            last = sign;
            if (run <= longestRun) {
                shape.append(sign);
            }
        }
        return shape.toString();
    }

    private static char sign(char character) {
        if (Character.isDigit(character)) {
            return '9';
        }
        if (Script.ideographic(character)) {
            return '文';
        }
        if (Character.isLetter(character)) {
            return 'a';
        }
        return Character.isWhitespace(character) ? ' ' : character;
    }
}
