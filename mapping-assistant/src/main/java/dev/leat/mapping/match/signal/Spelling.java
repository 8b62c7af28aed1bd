package dev.leat.mapping.match.signal;

/** How alike two short texts are, letter by letter. */
final class Spelling {
    private static final int LONGEST = 64;

    private Spelling() {}

    /** 1 minus the edit distance by the longer length. */
    static double alike(String first, String second) {
        String a = cut(first);
        String b = cut(second);
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        int[] before = new int[b.length() + 1];
        int[] now = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(change, 1 + Math.min(before[j], now[j - 1]));
            }
            int[] swap = before;
            before = now;
            now = swap;
        }
        return 1 - before[b.length()] / (double) Math.max(a.length(), b.length());
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
