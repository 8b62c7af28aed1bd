package dev.leat.mapping.propose;

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
        "mass 0.000001 ug mcg microgram micrograms", "mass 0.001 mg milligram milligrams", "mass 1 g gr gram grams gramm grammes",
        "mass 1000 kg kgs kilo kilos kilogram kilograms kilogramm", "mass 1000000 t ton tonne tonnes tons", "mass 453.59237 lb lbs pound pounds", "mass 28.349523125 oz ounce ounces",
        "length 0.001 mm millimeter millimeters millimetre millimetres", "length 0.01 cm centimeter centimeters centimetre centimetres", "length 1 m meter meters metre metres",
        "length 1000 km kilometer kilometers kilometre kilometres", "length 0.0254 in inch inches", "length 0.3048 ft foot feet", "length 0.9144 yd yard yards", "length 1609.344 mi mile miles",
        "time 0.000000001 ns nanos nanoseconds", "time 0.000001 us micros microseconds", "time 0.001 ms millis msec milliseconds millisecond",
        "time 1 s sec secs second seconds sekunden secondes", "time 60 min mins minute minutes minuten", "time 3600 h hr hrs hour hours stunden heures", "time 86400 d day days tage jours",
        "time 604800 week weeks wochen", "data 1 b byte bytes", "data 1000 kb kilobyte kilobytes", "data 1000000 mb megabyte megabytes", "data 1000000000 gb gigabyte gigabytes",
        "data 1000000000000 tb terabyte terabytes", "data 1024 kib", "data 1048576 mib", "data 1073741824 gib", "energy 1 wh", "energy 1000 kwh", "energy 1000000 mwh", "energy 1000000000 gwh",
        "power 1 w watt watts", "power 1000 kw kilowatt kilowatts", "power 1000000 mw megawatt megawatts", "power 1000000000 gw",
        "energy 1000000000000 twh", "heat 1 j joule joules", "heat 1000 kj",
        "heat 4.184 cal", "heat 4184 kcal", "area 1 m2 sqm", "area 10000 ha hectare hectares", "area 1000000 km2 sqkm", "area 0.09290304 ft2 sqft", "area 4046.8564224 acre acres",
        "frequency 1 hz", "frequency 1000 khz", "frequency 1000000 mhz", "frequency 1000000000 ghz", "speed 1 kmh kph", "speed 1.609344 mph", "amount 1 mol", "amount 0.001 mmol",
        "current 1 ampere amperes amps", "current 0.001 ma", "voltage 1 volt volts", "voltage 1000 kv", "voltage 0.001 mv", "volume 0.001 ml milliliter milliliters millilitre", "volume 0.01 cl",
        "volume 1 l liter liters litre litres", "volume 3.785411784 gal gallon gallons", "pressure 1 pa pascal", "pressure 133.322387415 mmhg",
        "pressure 100 hpa mbar", "pressure 1000 kpa", "pressure 100000 bar",
        "part 0.0001 bps bp", "part 0.01 % pct percent percentage prozent pourcent", "part 0.001 permille promille", "part 1 share fraction ratio anteil quote",
        "money 0.01 cent cents ct cts pence pennies centimes centavos minor", "money 0.001 mills");
    static final Map<String, Unit> UNITS = units();
    /** Codes of currencies that a name more often uses as something else. */
    private static final Set<String> ALSO_WORDS = Set.of("all", "top", "try", "mad", "cup", "mop", "pen", "gel", "bob", "cop", "lak", "std", "sos", "xxx", "che", "ang");
    /** A name that is nothing but a unit is one if it is spelled out. */
    private static final int SPELLED_OUT = 5;

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
        List.of("f", "fahrenheit", "degf").forEach(word -> units.put(word, Unit.entry("temperature", word, "0.55555555555555555556", "-17.77777777777777777778").getValue()));
        List.of("k", "kelvin").forEach(word -> units.put(word, Unit.entry("temperature", word, "1", "-273.15").getValue()));
        Currency.getAvailableCurrencies().stream().map(currency -> currency.getCurrencyCode().toLowerCase(Locale.ROOT))
            .forEach(code -> units.putIfAbsent(code, Unit.entry("money " + code, code, "1", "0").getValue()));
        Map.of("€", "eur", "euro", "eur", "euros", "eur", "$", "usd", "dollar", "usd", "dollars", "usd", "£", "gbp", "¥", "jpy")
            .forEach((word, code) -> units.put(word, units.get(code)));
        return Map.copyOf(units);
    }

    /** Said by a label, by the last word of a name ({@code weight_kg}), or by a description ({@code in kg}, {@code (kg)}). */
    static Optional<Unit> said(Optional<String> label, String name, String description) {
        Optional<Unit> labelled = label.flatMap(Unit::of);
        if (labelled.isPresent()) {
            return labelled;
        }
        List<String> words = Words.leaf(name);
        Optional<Unit> last = words.isEmpty() || words.size() == 1 && words.get(0).length() < SPELLED_OUT ? Optional.empty() : Unit.of(words.get(words.size() - 1))
            .filter(unit -> !unit.dimension().startsWith("money ") || !ALSO_WORDS.contains(words.get(words.size() - 1)));
        return last.or(() -> described(description));
    }

    private static Optional<Unit> described(String description) {
        Matcher found = Pattern.compile("(?:\\b(?:in|as|measured in|length in)\\s+|[(\\[])([\\p{L}%€$£]+)\\b?[)\\]]?").matcher(description);
        while (found.find()) {
            Optional<Unit> unit = Unit.of(found.group(1));
            if (unit.isPresent()) {
                return unit;
            }
        }
        return description.contains("between 0 and 1") ? Unit.of("fraction") : Optional.empty();
    }
}
