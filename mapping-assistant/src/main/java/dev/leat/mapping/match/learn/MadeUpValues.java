package dev.leat.mapping.match.learn;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** Values by a short description of them, as the head of {@code lessons.txt} explains. The same random numbers give the same values. */
final class MadeUpValues {
    private static final double ABSENT = 0.04;

    private final Random random;

    MadeUpValues(long seed) {
        this.random = new Random(seed);
    }

    List<Optional<String>> rows(String description, int rows) {
        String[] words = description.split(" ", 4);
        List<Optional<String>> values = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            String value = value(words, description, row);
            values.add(words[0].equals("none") || !words[0].equals("seq") && random.nextDouble() < ABSENT ? Optional.empty() : Optional.of(value));
        }
        return values;
    }

    private String value(String[] words, String description, int row) {
        return switch (words[0]) {
            case "none" -> "";
            case "int" -> Long.toString(Math.round(between(words)));
            case "dec" -> String.format(Locale.ROOT, "%." + words[3] + "f", between(words));
            case "big" -> Long.toString(Math.round(Math.exp(Math.log(Double.parseDouble(words[1]))
                + random.nextDouble() * Math.log(Double.parseDouble(words[2]) / Double.parseDouble(words[1])))));
            case "seq" -> Integer.toString(Integer.parseInt(words[1]) + row);
            case "date" -> LocalDateTime.of(Integer.parseInt(words[1]), 1, 1, 0, 0)
                .plusMinutes((long) (random.nextDouble() * 525_600 * Math.max(1, Integer.parseInt(words[2]) - Integer.parseInt(words[1]))))
                .format(DateTimeFormatter.ofPattern(words[3], Locale.ENGLISH));
            case "pick" -> one(description.substring("pick ".length()).split("\\|"));
            case "code" -> code(description.substring("code ".length()));
            default -> Vocabulary.value(words[0], random);
        };
    }

    private double between(String[] words) {
        double low = Double.parseDouble(words[1]);
        return low + random.nextDouble() * (Double.parseDouble(words[2]) - low);
    }

    private String code(String pattern) {
        StringBuilder code = new StringBuilder();
        for (char sign : pattern.toCharArray()) {
            code.append(switch (sign) {
                case 'A' -> (char) ('A' + random.nextInt(26));
                case '9' -> (char) ('0' + random.nextInt(10));
                case 'h' -> Character.forDigit(random.nextInt(16), 16);
                default -> sign;
            });
        }
        return code.toString();
    }

    private String one(String[] values) {
        return values[random.nextInt(values.length)];
    }
}
