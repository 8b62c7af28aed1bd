package dev.leat.mapping.propose;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A piece of a composed text.
 *
 * @param source empty for a constant
 * @param values for each example; empty where it has none
 */
record Atom(String sql, Optional<Source> source, List<Optional<String>> values, double cost) {
    private static final List<String> SEPARATORS = List.of("-", " ", "/", ".", "_", ",", ":", "@", ";", "|", ", ");
    private static final int PARTS = 4;
    private static final int ENDS = 6;

    static Atom constant(String text, int examples) {
        double cost = 0.6 + text.chars().mapToDouble(sign -> Character.isLetterOrDigit(sign) ? 3 : 0.2).sum();
        return new Atom(Sql.text(text), Optional.empty(), Collections.nCopies(examples, Optional.of(text)), cost);
    }

    /** What a column may give: itself, parts of it, its first or last letters, its digits, each in any case. */
    static Stream<Atom> of(Source source, List<Integer> rows) {
        List<Optional<String>> texts = rows.stream().map(row -> source.values().get(row).filter(text -> text.length() <= 1_000)).toList();
        String sql = source.family() == Family.TEXT ? source.sql() : "cast(" + source.sql() + " as string)";
        Atom whole = new Atom(sql, Optional.of(source), texts, 1);
        List<Atom> atoms = new ArrayList<>(List.of(whole));
        if (source.family() == Family.TEXT) {
            for (String separator : SEPARATORS) {
                if (texts.stream().flatMap(Optional::stream).anyMatch(text -> text.contains(separator))) {
                    for (int part = 1; part <= PARTS; part++) {
                        atoms.add(whole.part(separator, part));
                    }
                    atoms.add(whole.part(separator, -1));
                    atoms.add(whole.part(separator, -2));
                }
            }
            atoms.add(whole.then("regexp_replace(" + sql + ", '[^0-9]', '')", text -> text.replaceAll("[^0-9]", ""), 0.5));
            atoms.add(whole.then("regexp_replace(" + sql + ", '[^0-9A-Za-z]', '')", text -> text.replaceAll("[^0-9A-Za-z]", ""), 0.6));
        }
        for (int length = 1; length <= ENDS; length++) {
            int size = length;
            atoms.add(whole.then("left(" + sql + ", " + size + ")", text -> text.substring(0, Math.min(size, text.length())), 0.55 + size / 50.0));
            atoms.add(whole.then("right(" + sql + ", " + size + ")", text -> text.substring(Math.max(0, text.length() - size)), 0.6 + size / 50.0));
        }
        return source.family() == Family.TEXT ? atoms.stream().flatMap(Atom::cases) : atoms.stream();
    }

    private Stream<Atom> cases() {
        return Stream.of(this, then("lower(" + sql + ")", text -> text.toLowerCase(Locale.ROOT), 0.2), then("upper(" + sql + ")", text -> text.toUpperCase(Locale.ROOT), 0.2),
            then("trim(" + sql + ")", String::strip, 0.2));
    }

    private Atom part(String separator, int part) {
        return then("split_part(" + sql + ", " + Sql.text(separator) + ", " + part + ")", text -> {
            String[] parts = text.split(Pattern.quote(separator), -1);
            int place = part > 0 ? part - 1 : parts.length + part;
            return place >= 0 && place < parts.length ? parts[place] : "";
        }, part > 0 ? 0.4 : 0.45);
    }

    private Atom then(String next, UnaryOperator<String> change, double more) {
        return new Atom(next, source, values.stream().map(value -> value.map(change)).toList(), cost + more);
    }

    boolean isColumn() {
        return source.isPresent();
    }

    /** Whether every output goes on with its value here. */
    boolean fits(List<String> outputs, int[] places) {
        for (int i = 0; i < places.length; i++) {
            String value = values.get(i).orElse("");
            if (value.isEmpty() || !outputs.get(i).startsWith(value, places[i])) {
                return false;
            }
        }
        return true;
    }

    static String sql(List<Atom> atoms) {
        return atoms.size() == 1 ? atoms.get(0).sql() : atoms.stream().map(Atom::sql).collect(Collectors.joining(", ", "concat(", ")"));
    }
}
