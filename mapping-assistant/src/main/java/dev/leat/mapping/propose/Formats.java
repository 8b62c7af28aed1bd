package dev.leat.mapping.propose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of Spark's datetime patterns can read a text. */
final class Formats {
    private static final String TIME = "(?<time>(?<t>T| +)(?<h>\\d{1,2})(?<ms>:\\d{2}(?<sec>:\\d{2}(?<f>[.,]\\d{1,9})?)?)(?<ap> ?[AaPp][Mm])?(?<z> ?(Z|UTC|GMT|[+-]\\d{2}:?\\d{2}))?)?";
    private static final String MONTH = "(?<mon>[\\p{L}]{3,9})";

    /** A form of dates and the orders in which it can be meant. */
    private record Form(Pattern pattern, Function<Matcher, List<String>> dates) {
        Form(String date, Function<Matcher, List<String>> dates) {
            this(Pattern.compile(date + TIME), dates);
        }
    }

    private static final List<Form> FORMS = List.of(
        new Form("(?<a>\\d{4})(?<s>[-/.])(?<b>\\d{1,2})\\k<s>(?<c>\\d{1,2})", m -> valid(m, "b", "c", "yyyy" + m.group("s") + month(m, "b") + m.group("s") + day(m, "c"))),
        new Form("(?<a>\\d{1,2})(?<s>[-/. ]|\\. )(?<b>\\d{1,2})\\k<s>(?<c>\\d{4}|\\d{2})", Formats::twoWays),
        new Form("(?<a>\\d{1,2})(?<s>\\. |[-/. ])" + MONTH + "(?<s2>[-/., ]+)(?<c>\\d{4}|\\d{2})", m -> named(m, name -> day(m, "a") + m.group("s") + name + m.group("s2") + year(m))),
        new Form(MONTH + "(?<s>[. ]+)(?<a>\\d{1,2})(?<s2>,? +)(?<c>\\d{4})", m -> named(m, name -> name + m.group("s") + day(m, "a") + m.group("s2") + year(m))),
        new Form("(?<a>\\d{4})(?<b>\\d{2})(?<c>\\d{2})", m -> valid(m, "b", "c", "yyyyMMdd")),
        new Form("(?<a>\\d{2})(?<b>\\d{2})(?<c>(?:19|20)\\d{2})", m -> {
            List<String> both = new ArrayList<>(valid(m, "b", "a", "ddMMyyyy"));
            both.addAll(valid(m, "a", "b", "MMddyyyy"));
            return both;
        }),
        new Form("(?<y>(?:19|20)\\d{2})(?<b>\\d{2})(?<c>\\d{2})(?<hh>[01]\\d|2[0-3])(?<mm>[0-5]\\d)(?<sss>[0-5]\\d)", m -> valid(m, "b", "c", "yyyyMMddHHmmss")),
        new Form("(?<y>(?:19|20)\\d{2})(?<b>\\d{2})(?<c>\\d{2})(?<hh>[01]\\d|2[0-3])(?<mm>[0-5]\\d)(?<sss>[0-5]\\d)[+-]\\d{4}", m -> valid(m, "b", "c", "yyyyMMddHHmmssXX")),
        new Form("(?<y>(?:19|20)\\d{2})(?<b>\\d{2})(?<c>\\d{2})(?<hh>[01]\\d|2[0-3])(?<mm>[0-5]\\d)", m -> valid(m, "b", "c", "yyyyMMddHHmm")),
        new Form("(?<y>(?:19|20)\\d{2})(?<b>\\d{2})(?<c>\\d{2})T(?<hh>[01]\\d|2[0-3])(?<mm>[0-5]\\d)(?<sss>[0-5]\\d)", m -> valid(m, "b", "c", "yyyyMMdd'T'HHmmss")));

    private Formats() {}

    /** The patterns that read the text, day before month first; empty if it is no date. */
    static Set<String> of(String text) {
        Set<String> formats = new LinkedHashSet<>();
        if (text.length() < 6 || text.length() > 50) {
            return formats;
        }
        for (Form form : FORMS) {
            Matcher matcher = form.pattern().matcher(text);
            if (matcher.matches()) {
                form.dates().apply(matcher).forEach(date -> formats.add(date + time(matcher)));
            }
        }
        return formats;
    }

    /** The pattern with one digit for two where a number can have either; what texts of one format have in common. */
    static String loose(String format) {
        return format.replaceAll("(?<![dy])dd(?!d)(?=[^M]|$)", "d").replaceAll("(?<![My])MM(?=[^Md])", "M").replaceAll("HH(?=:)", "H").replaceAll("hh(?=:)", "h");
    }

    /** How many of the texts each pattern reads, as it is written where all agree and otherwise loose. */
    static Map<String, Set<String>> readers(List<String> texts) {
        Map<String, Set<String>> exact = new LinkedHashMap<>();
        Map<String, Set<String>> read = new LinkedHashMap<>();
        for (String text : texts) {
            for (String format : of(text)) {
                exact.computeIfAbsent(loose(format), loose -> new LinkedHashSet<>()).add(format);
                read.computeIfAbsent(loose(format), loose -> new LinkedHashSet<>()).add(text);
            }
        }
        Map<String, Set<String>> readers = new LinkedHashMap<>();
        read.forEach((loose, all) -> readers.put(exact.get(loose).size() == 1 ? exact.get(loose).iterator().next() : loose, all));
        return readers;
    }

    private static List<String> twoWays(Matcher m) {
        List<String> ways = new ArrayList<>(valid(m, "b", "a", day(m, "a") + m.group("s") + month(m, "b") + m.group("s") + year(m)));
        ways.addAll(valid(m, "a", "b", month(m, "a") + m.group("s") + day(m, "b") + m.group("s") + year(m)));
        return ways;
    }

    private static List<String> valid(Matcher m, String month, String day, String format) {
        int months = Integer.parseInt(m.group(month));
        int days = Integer.parseInt(m.group(day));
        return months >= 1 && months <= 12 && days >= 1 && days <= 31 ? List.of(format) : List.of();
    }

    private static List<String> named(Matcher m, Function<String, String> format) {
        String name = m.group("mon");
        boolean brief = Months.BRIEF.contains(Words.plain(name));
        boolean full = Months.FULL.contains(Words.plain(name));
        return brief && full ? List.of(format.apply("MMM"), format.apply("MMMM")) : brief ? List.of(format.apply("MMM")) : full ? List.of(format.apply("MMMM")) : List.of();
    }

    private static String month(Matcher m, String group) {
        return m.group(group).length() == 2 ? "MM" : "M";
    }

    private static String day(Matcher m, String group) {
        return m.group(group).length() == 2 ? "dd" : "d";
    }

    private static String year(Matcher m) {
        return m.group("c").length() == 4 ? "yyyy" : "yy";
    }

    private static String time(Matcher m) {
        if (m.group("time") == null) {
            return "";
        }
        boolean half = m.group("ap") != null;
        String hours = (half ? "h" : "H").repeat(m.group("h").length());
        String fraction = m.group("f") == null ? "" : m.group("f").charAt(0) + "S".repeat(m.group("f").length() - 1);
        return (m.group("t").equals("T") ? "'T'" : m.group("t")) + hours + ":mm" + (m.group("sec") == null ? "" : ":ss" + fraction)
            + (half ? (m.group("ap").startsWith(" ") ? " a" : "a") : "") + zone(m.group("z"));
    }

    private static String zone(String zone) {
        if (zone == null) {
            return "";
        }
        String letters = zone.strip();
        return (zone.startsWith(" ") ? " " : "") + (letters.equals("UTC") || letters.equals("GMT") ? "z" : letters.equals("Z") || letters.contains(":") ? "XXX" : "XX");
    }
}
