package dev.leat.mapping.propose;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words for units. */
final class Measures {
    /** One line for each unit: dimension, factor, words. */
    private static final List<String> SCALES = List.of(
        "mass 0.000000001 ng nanogram nanograms", "mass 0.000001 ug mcg microgram micrograms", "mass 0.001 mg milligram milligrams", "mass 1 g gr gram grams gramm grammes",
        "mass 1000 kg kgs kilo kilos kilogram kilograms kilogramm", "mass 1000000 t ton tonne tonnes tons", "mass 453.59237 lb lbs pound pounds", "mass 28.349523125 oz ounce ounces",
        "length 0.0000000001 angstrom", "length 0.000001 um micron microns micrometer micrometre", "length 0.001 mm millimeter millimeters millimetre millimetres",
        "length 0.01 cm centimeter centimeters centimetre centimetres", "length 1 m meter meters metre metres", "length 1000 km kilometer kilometers kilometre kilometres",
        "length 0.0254 in inch inches", "length 0.3048 ft foot feet", "length 0.9144 yd yard yards", "length 1609.344 mi mile miles", "length 1852 nmi",
        "time 0.000000001 ns nanos nanoseconds", "time 0.000001 us micros microseconds", "time 0.001 ms millis msec milliseconds millisecond",
        "time 1 s sec secs second seconds sekunden secondes", "time 60 min mins minute minutes minuten", "time 3600 h hr hrs hour hours stunden heures", "time 86400 d day days tage jours",
        "time 604800 week weeks wochen", "calendar 1 months mths monate mois", "calendar 12 years yrs jahre ans", "data 1 b byte bytes", "data 1000 kb kilobyte kilobytes",
        "data 1000000 mb megabyte megabytes", "data 1000000000 gb gigabyte gigabytes", "data 1000000000000 tb terabyte terabytes", "data 1024 kib", "data 1048576 mib",
        "data 1073741824 gib", "rate 1000 kbps kbit/s", "rate 1000000 mbps mbit/s", "rate 1000000000 gbps gbit/s",
        "energy 1 j joule joules", "energy 1000 kj", "energy 1000000 mj", "energy 1000000000 gj", "energy 3600 wh", "energy 3600000 kwh", "energy 3600000000 mwh",
        "energy 3600000000000 gwh", "energy 3600000000000000 twh", "energy 4.184 cal", "energy 4184 kcal", "energy 1055.05585262 btu", "energy 105505585.262 therm therms",
        "power 1 w watt watts", "power 1000 kw kilowatt kilowatts", "power 1000000 mw megawatt megawatts", "power 1000000000 gw gigawatt gigawatts", "power 745.69987158227 hp",
        "area 1 m2 sqm", "area 10000 ha hectare hectares", "area 1000000 km2 sqkm", "area 0.09290304 ft2 sqft", "area 4046.8564224 acre acres", "area 0.0001 cm2",
        "frequency 1 hz", "frequency 1000 khz", "frequency 1000000 mhz", "frequency 1000000000 ghz", "length/time 0.44704 mph", "amount 1 mol", "amount 0.001 mmol", "amount 0.000001 umol",
        "current 1 ampere amperes amps", "current 0.001 ma", "charge 1 ah", "charge 0.001 mah", "voltage 1 volt volts", "voltage 1000 kv", "voltage 0.001 mv", "resistance 1 ohm ohms",
        "resistance 1000 kohm", "volume 0.000001 ul microliter", "volume 0.001 ml milliliter milliliters millilitre cm3 ccm", "volume 0.01 cl", "volume 0.1 dl",
        "volume 1 l liter liters litre litres", "volume 1000 m3 cbm", "volume 28.316846592 ft3 cuft", "volume 3.785411784 gal gallon gallons", "volume 158.987294928 bbl barrel barrels",
        "pressure 1 pa pascal", "pressure 133.322387415 mmhg", "pressure 100 hpa mbar", "pressure 1000 kpa", "pressure 1000000 mpa", "pressure 100000 bar", "pressure 6894.757293168 psi",
        "pressure 101325 atm", "part 0.000000001 ppb", "part 0.000001 ppm",
        "part 0.0001 bps bp", "part 0.01 % pct percent percentage prozent pourcent", "part 0.001 permille promille", "part 1 share fraction ratio anteil quote",
        "money 0.01 cent cents ct cts pence pennies centimes centavos minor", "money 0.001 mills");
    private static final Pattern RATIO = Pattern.compile("(?<above>[^/]+)/(?<count>\\d*)(?<below>[^/]+)");
    /** Speeds written as one word. */
    private static final Map<String, String> SPEEDS = Map.of("kmh", "km/h", "kph", "km/h", "mps", "m/s", "kn", "nmi/h", "knots", "nmi/h", "knot", "nmi/h");
    /** Of which thousands and millions have names of their own. */
    private static final List<String> CURRENCIES = List.of("eur", "usd", "gbp", "chf", "jpy", "cny", "sek", "nok", "dkk", "pln", "inr", "cad", "aud");
    static final Map<String, Unit> UNITS = units();
    /** Codes of currencies that a name more often uses as something else. */
    private static final Set<String> ALSO_WORDS = Set.of("all", "top", "try", "mad", "cup", "mop", "pen", "gel", "bob", "cop", "lak", "std", "sos", "xxx", "che", "ang");
    /** Units only behind something that they may be the unit of. */
    private static final Set<String> MOSTLY_WORDS = Set.of("in", "us", "ms", "ma", "mv", "mi", "bp", "ct", "pa", "ah", "gr", "min", "mins", "sec", "second", "seconds", "minute", "minutes",
        "hour", "hours", "day", "days", "week", "weeks", "months", "years", "ans", "ton", "bar", "cal", "gal", "atm", "foot", "feet", "yard", "mile", "mol", "minor", "share", "ratio", "fraction",
        "quote", "mills", "byte", "bytes", "barrel", "barrels", "therm", "kilo", "percent", "percentage", "pound", "pounds", "hp", "kn", "mps");

    private static final Map<String, String> LETTERS = Map.of("V", "volt", "A", "ampere");
    /** A column with such a name alone counts in it. */
    private static final Set<String> COUNTED = Set.of("seconds", "minutes", "hours", "days", "weeks", "months", "years");
    /** A description of no more letters may be nothing but a unit. */
    private static final int BRIEF = 12;

    private Measures() {}

    private static Map<String, Unit> units() {
        Map<String, Unit> units = new HashMap<>();
        for (String line : SCALES) {
            String[] parts = line.split(" ");
            for (int i = 2; i < parts.length; i++) {
                units.putIfAbsent(parts[i], Unit.entry(parts[0], parts[i], parts[1], "0").getValue());
            }
        }
        List.of("c", "celsius", "degc").forEach(word -> units.put(word, Unit.entry("temperature", word, "1", "0").getValue()));
        SPEEDS.forEach((word, written) -> units.put(word, ratio(word, written, units).orElseThrow()));
        List.of("f", "fahrenheit", "degf").forEach(word -> units.put(word, Unit.entry("temperature", word, "0.55555555555555555556", "-17.77777777777777777778").getValue()));
        List.of("k", "kelvin").forEach(word -> units.put(word, Unit.entry("temperature", word, "1", "-273.15").getValue()));
        Currency.getAvailableCurrencies().stream().map(currency -> currency.getCurrencyCode().toLowerCase(Locale.ROOT))
            .forEach(code -> units.putIfAbsent(code, Unit.entry("money " + code, code, "1", "0").getValue()));
        for (String code : CURRENCIES) {
            List.of("k", "t").forEach(prefix -> units.put(prefix + code, Unit.entry("money " + code, prefix + code, "1000", "0").getValue()));
            units.put("m" + code, Unit.entry("money " + code, "m" + code, "1000000", "0").getValue());
        }
        Map.of("€", "eur", "euro", "eur", "euros", "eur", "$", "usd", "dollar", "usd", "dollars", "usd", "£", "gbp", "¥", "jpy")
            .forEach((word, code) -> units.put(word, units.get(code)));
        return Map.copyOf(units);
    }

    /** {@code km/h}, {@code mg/dl}, {@code l/100 km}: of what is known. */
    static Optional<Unit> ratio(String name, String written, Map<String, Unit> units) {
        Matcher parts = RATIO.matcher(written);
        Optional<Unit> above = parts.matches() ? Optional.ofNullable(units.get(parts.group("above"))) : Optional.empty();
        Optional<Unit> below = above.isPresent() ? Optional.ofNullable(units.get(parts.group("below"))) : Optional.empty();
        return below.filter(unit -> unit.offset().signum() == 0 && above.get().offset().signum() == 0).map(unit -> {
            BigDecimal count = new BigDecimal(parts.group("count").isEmpty() ? "1" : parts.group("count"));
            return new Unit(name, above.get().dimension() + "/" + unit.dimension(), above.get().factor().divide(unit.factor().multiply(count), MathContext.DECIMAL128), BigDecimal.ZERO);
        });
    }

    /** Said by a label, by a name ({@code weight_kg}, {@code kwh_used}, {@code glucose_mg_dl}), or by a description ({@code in kg}, {@code (kg)}). */
    static Optional<Unit> said(Optional<String> label, String name, String description) {
        return label.flatMap(word -> Unit.of(word).or(() -> letter(word))).or(() -> named(Words.leaf(name))).or(() -> described(description));
    }

    /** The last word may be any unit, if there are others; others only units that are hardly anything else. */
    private static Optional<Unit> named(List<String> words) {
        int last = words.size() - 1;
        if (last == 0 && COUNTED.contains(words.get(0))) {
            return Unit.of(words.get(0));
        }
        if (last > 0) {
            List<String> pair = words.subList(words.get(last - 1).equals("per") && last > 1 ? last - 2 : last - 1, words.size());
            Optional<Unit> unit = Unit.of(pair.get(0) + "/" + words.get(last)).or(() -> Unit.of(words.get(last)))
                .filter(found -> !found.dimension().startsWith("money ") || !ALSO_WORDS.contains(words.get(last)));
            if (unit.isPresent()) {
                return unit;
            }
        }
        return words.stream().filter(word -> word.length() > 1 && !MOSTLY_WORDS.contains(word)).flatMap(word -> Unit.of(word).stream())
            .filter(unit -> !unit.dimension().startsWith("money ")).reduce((first, second) -> second);
    }

    /** Too short for names. */
    private static Optional<Unit> letter(String word) {
        return Optional.ofNullable(LETTERS.get(word)).map(UNITS::get);
    }

    private static Optional<Unit> described(String description) {
        Matcher found = Pattern.compile("(?:\\b(?:in|as|measured in|length in)\\s+|[(\\[])([\\p{L}%€$£°µ²³/\\d]+)[)\\]]?").matcher(description);
        while (found.find()) {
            Optional<Unit> unit = Unit.of(found.group(1)).or(() -> letter(found.group(1)));
            if (unit.isPresent()) {
                return unit;
            }
        }
        Optional<Unit> alone = description.length() <= BRIEF && Words.of(description).stream().noneMatch(word -> ALSO_WORDS.contains(word) || MOSTLY_WORDS.contains(word)) ? Unit.of(description.strip()) : Optional.empty();
        return alone.isPresent() ? alone : description.contains("between 0 and 1") ? Unit.of("fraction") : Optional.empty();
    }
}
