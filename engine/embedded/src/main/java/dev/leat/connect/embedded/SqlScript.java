package dev.leat.connect.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts PostgreSQL's SQL at the semicolons that end statements: not those in quotes, dollar quotes, comments, or in the
 * body of a function written as {@code BEGIN ATOMIC ... END}. What is not closed goes to the end, for the server to refuse.
 */
final class SqlScript {
    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private int at;
    /** Of the current statement; -1 before its first token. */
    private int start = -1;
    private String firstWord = "";
    private int open;

    /** @param offset where in the text {@code sql} begins */
    record Part(int offset, String sql) {}

    private SqlScript(String text) {
        this.text = text;
    }

    static List<Part> parts(String text) {
        return new SqlScript(text).cut();
    }

    private List<Part> cut() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (text.startsWith("--", at)) {
                at = after("\n", at);
            } else if (text.startsWith("/*", at)) {
                comment();
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (c == ';' && open == 0) {
                end();
                at++;
            } else {
                start = start < 0 ? at : start;
                token(c);
            }
        }
        end();
        return parts;
    }

    private void token(char c) {
        if (c == '\'') {
            quoted(at > 0 && Character.toLowerCase(text.charAt(at - 1)) == 'e' && (at < 2 || !isWord(text.charAt(at - 2))));
        } else if (c == '"') {
            at = after("\"", at + 1);
        } else if (c == '$') {
            dollar();
        } else if (isWord(c)) {
            word();
        } else {
            at++;
        }
    }

    /** Two quotes in a row are an end and a new beginning, which comes to the same. */
    private void quoted(boolean escapes) {
        at++;
        while (at < text.length() && text.charAt(at) != '\'') {
            at += escapes && text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, text.length());
    }

    private void dollar() {
        int tag = at + 1;
        while (tag < text.length() && text.charAt(tag) != '$' && isWord(text.charAt(tag))) {
            tag++;
        }
        boolean quote = tag < text.length() && text.charAt(tag) == '$';
        at = quote ? after(text.substring(at, tag + 1), tag + 1) : at + 1;
    }

    private void comment() {
        int depth = 0;
        do {
            boolean opens = text.startsWith("/*", at);
            boolean closes = text.startsWith("*/", at);
            depth += opens ? 1 : closes ? -1 : 0;
            at += opens || closes ? 2 : 1;
        } while (depth > 0 && at < text.length());
        at = Math.min(at, text.length());
    }

    private void word() {
        int from = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        String word = text.substring(from, at).toUpperCase(Locale.ROOT);
        firstWord = firstWord.isEmpty() ? word : firstWord;
        if (!firstWord.equals("CREATE")) {
            return;
        }
        // A body is opened by BEGIN ATOMIC; within it, CASE and END pair up as well.
        boolean atomic = word.equals("BEGIN") && text.substring(at).stripLeading().regionMatches(true, 0, "ATOMIC", 0, 6);
        if (atomic || open > 0 && word.equals("CASE")) {
            open++;
        } else if (open > 0 && word.equals("END")) {
            open--;
        }
    }

    private void end() {
        if (start >= 0) {
            parts.add(new Part(start, text.substring(start, at)));
        }
        start = -1;
        firstWord = "";
        open = 0;
    }

    private int after(String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }

    /** A dollar sign within a word is part of it and quotes nothing. */
    private static boolean isWord(char c) {
        return c == '$' || Character.isUnicodeIdentifierPart(c);
    }
}
