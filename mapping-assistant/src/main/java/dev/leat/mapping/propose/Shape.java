package dev.leat.mapping.propose;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An expression apart from the spelling of its columns: {@code lower(eMail)} and {@code lower(e_mail)} are of one shape. */
record Shape(String text) {
    private static final Pattern TOKEN = Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"|`((?:[^`]|``)*)`|([\\p{L}_][\\p{L}\\p{N}_]*)", Pattern.DOTALL);

    static Shape of(String expression, Collection<String> columns) {
        Map<String, String> names = new HashMap<>();
        columns.forEach(column -> names.put(column, "`" + Words.bare(column) + "`"));
        return new Shape(renamed(expression, names));
    }

    /** The expression with other columns. @param names the SQL to put for each column; what is in quotes, a function or part of another name stays */
    static String renamed(String expression, Map<String, String> names) {
        Matcher token = TOKEN.matcher(expression);
        StringBuilder renamed = new StringBuilder();
        while (token.find()) {
            String name = token.group(1) != null ? token.group(1).replace("``", "`") : token.group(2);
            boolean column = name != null && names.containsKey(name) && !expression.substring(0, token.start()).stripTrailing().endsWith(".")
                && !(token.group(1) == null && expression.substring(token.end()).stripLeading().startsWith("("));
            token.appendReplacement(renamed, Matcher.quoteReplacement(column ? names.get(name) : token.group()));
        }
        return token.appendTail(renamed).toString();
    }
}
