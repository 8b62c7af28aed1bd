package dev.leat.mapping.match.signal;

import dev.leat.mapping.schema.SampledField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What the sample of one column looks like. Reads at most {@link #READ} values, spread evenly, and of each at most {@link #LONGEST} characters. */
final class Values {
    static final int READ = 1000;
    private static final int LONGEST = 400;
    private static final int PROSE = 60;
    private static final double MOST = 0.8;
    private static final Set<String> NOTHING = Set.of("", "-", "--", "－", "n/a", "na", "null", "none", "nan", "nil", "?", "\\n");
    private static final Set<String> TRUTHS = Set.of("true", "false", "yes", "no", "y", "n", "t", "f", "0", "1", "是", "否", "ja", "nein", "oui", "non", "si");

    /** The values that say something, as written. */
    final List<String> present;
    /** Values in one comparable form, with how often. */
    final Map<String, Integer> distinct;
    final Family family;
    /** Sorted; empty unless most values are numbers. */
    final double[] numbers;
    /** Days since 1970, sorted; empty unless most values are dates. */
    final double[] days;
    /** Sorted. */
    final double[] lengths;
    /** How many rows were looked at, those without a value too. */
    final int read;
    /** Of the numbers, by {@link SameShape}. */
    final double[] shape;
    /** Of the different values, by {@link SameFrequencies}. */
    final int[] frequencies;

    private Values(List<String> present, int read, Family declared) {
        this.present = present;
        this.read = read;
        List<Dates.Found> dates = present.stream().map(Dates::in).flatMap(Optional::stream).toList();
        double[] bare = present.stream().map(Numbers::bare).filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble).sorted().toArray();
        double[] dressed = most(bare.length) ? bare
            : present.stream().map(Numbers::dressed).filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble).sorted().toArray();
        boolean temporal = most(dates.size());
        this.days = temporal ? dates.stream().mapToDouble(Dates.Found::day).filter(day -> !Double.isNaN(day)).sorted().toArray() : new double[0];
        this.numbers = !temporal && most(dressed.length) ? dressed : new double[0];
        this.lengths = present.stream().mapToDouble(String::length).sorted().toArray();
        this.distinct = new LinkedHashMap<>();
        for (String value : present) {
            distinct.merge(comparable(value, temporal), 1, Integer::sum);
        }
        this.family = present.isEmpty() ? declared : temporal ? form(dates) : found(bare, declared);
        this.shape = SameShape.of(numbers);
        this.frequencies = SameFrequencies.of(this);
    }

    static Values of(SampledField field) {
        List<Optional<String>> values = field.values();
        int step = Math.max(1, (values.size() + READ - 1) / READ);
        List<String> present = new ArrayList<>();
        for (int i = 0; i < values.size(); i += step) {
            values.get(i).map(Values::cut).filter(value -> !NOTHING.contains(value.length() < 6 ? value.toLowerCase(java.util.Locale.ROOT) : value)).ifPresent(present::add);
        }
        return new Values(present, (values.size() + step - 1) / step, Family.declared(field.type()));
    }

    /** Of the values that say something, the share that differ: 1 for a key. */
    double uniqueness() {
        return present.isEmpty() ? 0 : distinct.size() / (double) present.size();
    }

    boolean empty() {
        return present.isEmpty();
    }

    private static String cut(String value) {
        return (value.length() > LONGEST ? value.substring(0, LONGEST) : value).strip();
    }

    private boolean most(int count) {
        return count > 0 && count >= MOST * present.size();
    }

    private static Family form(List<Dates.Found> dates) {
        Map<Dates.Form, Integer> forms = new HashMap<>();
        dates.forEach(date -> forms.merge(date.form(), 1, Integer::sum));
        Dates.Form form = Arrays.stream(Dates.Form.values()).max(java.util.Comparator.comparingInt(each -> forms.getOrDefault(each, 0))).orElseThrow();
        return Family.valueOf(form.name());
    }

    private Family found(double[] bare, Family declared) {
        if (distinct.size() <= 2 && TRUTHS.containsAll(distinct.keySet())) {
            return Family.BOOLEAN;
        }
        if (numbers.length > 0) {
            boolean whole = Arrays.stream(numbers).allMatch(number -> number == Math.rint(number));
            return numbers != bare ? Family.QUANTITY : whole && declared != Family.DECIMAL ? Family.INTEGER : Family.DECIMAL;
        }
        if (share("(?i)(https?|ftp)://.*|www\\..*") >= MOST) {
            return Family.LINK;
        }
        if (share("[^@\\s]+@[^@\\s]+\\.[^@\\s]+") >= MOST) {
            return Family.EMAIL;
        }
        if (share("(?s)(?=.*\\d)[^\\s]{3,}") >= MOST) {
            return Family.IDENTIFIER;
        }
        double middle = lengths[lengths.length / 2];
        return middle > PROSE ? Family.PROSE : middle <= 3 || uniqueness() < 0.2 ? Family.CODE : Family.TEXT;
    }

    private double share(String pattern) {
        java.util.regex.Pattern compiled = java.util.regex.Pattern.compile(pattern);
        return present.stream().limit(200).filter(value -> compiled.matcher(value).matches()).count() / (double) Math.min(200, present.size());
    }

    /** Numbers and dates in one form, text in lower case without signs. */
    private static String comparable(String value, boolean temporal) {
        if (temporal) {
            Optional<Dates.Found> date = Dates.in(value).filter(found -> !Double.isNaN(found.day()));
            if (date.isPresent()) {
                return "d" + (long) date.get().day() + (value.indexOf(':') > 0 && !value.contains("00:00:00") ? value.substring(value.indexOf(':') - 2) : "");
            }
        }
        OptionalDouble number = value.startsWith("0") && !value.startsWith("0.") && value.length() > 1 ? OptionalDouble.empty() : Numbers.bare(value);
        if (number.isPresent()) {
            return number.getAsDouble() == Math.rint(number.getAsDouble()) && Math.abs(number.getAsDouble()) < 1e15 ? Long.toString((long) number.getAsDouble())
                : Double.toString(number.getAsDouble());
        }
        String plain = Script.plain(value).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
        return plain.isEmpty() ? value : plain;
    }
}
