package dev.leat.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One scalar of a file as a value of a component's type. References are resolved here, except in a {@link Secret}. */
public final class Scalars {
    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");

    private Scalars() {}

    static boolean knows(Class<?> type) {
        return type == String.class || type == Secret.class || type == Duration.class || type == Instant.class || type.isEnum()
            || type == Integer.class || type == int.class || type == Long.class || type == long.class
            || type == Double.class || type == double.class || type == Boolean.class || type == boolean.class || factory(type).isPresent();
    }

    static String expectation(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + Arrays.stream(type.getEnumConstants()).map(Scalars::kebab).toList();
        }
        if (type == Duration.class) {
            return "a duration such as PT30S or 30s";
        }
        if (type == Instant.class) {
            return "an instant such as 2026-01-31T09:00:00Z";
        }
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return "a whole number";
        }
        if (type == Double.class || type == double.class) {
            return "a number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        return type == String.class || type == Secret.class || type == EntityName.class ? "a text" : type.isRecord() ? "keys with values" : "a value";
    }

    /** @throws IllegalArgumentException with a sentence for the user when the text is no such value */
    static Object read(JsonNode node, Class<?> type, Path folder) {
        String written = Secrets.anchored(node.asText(), folder);
        if (type == Secret.class) {
            return new Secret(written);
        }
        String text = type == String.class ? Secrets.resolve(written) : Secrets.resolveWord(written);
        try {
            if (type == String.class) {
                return text;
            } else if (type == Duration.class) {
                return duration(text);
            } else if (type == Instant.class) {
                return Instant.parse(text);
            } else if (type.isEnum()) {
                return constant(text, type);
            } else if (type == Integer.class || type == int.class) {
                return Integer.parseInt(text);
            } else if (type == Long.class || type == long.class) {
                return Long.parseLong(text);
            } else if (type == Double.class || type == double.class) {
                return Double.parseDouble(text);
            } else if (type == Boolean.class || type == boolean.class) {
                return bool(text);
            }
        } catch (NumberFormatException | DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException("expected " + expectation(type) + ", found '" + text + "'", e);
        }
        return made(text, type);
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("expected true or false, found '" + text + "'");
        }
        return text.equals("true");
    }

    /**
     * As files and the command line write it.
     *
     * @throws IllegalArgumentException when it is negative
     * @throws java.time.format.DateTimeParseException when it is none
     */
    public static Duration duration(String text) {
        Matcher matcher = SHORT_DURATION.matcher(text);
        if (!matcher.matches()) {
            Duration duration = Duration.parse(text);
            if (duration.isNegative()) {
                throw new IllegalArgumentException("a duration is not negative, found '" + text + "'");
            }
            return duration;
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static Object constant(String text, Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).filter(constant -> kebab(constant).equals(text)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not known; use " + expectation(type)));
    }

    private static String kebab(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** YAML reads the word {@code null} as nothing; a type that makes its values from words may know it as one of them. */
    static boolean mayBeTheWordNull(Class<?> type) {
        return type.isRecord() && type != EntityName.class && factory(type).isPresent();
    }

    private static Optional<java.lang.reflect.Method> factory(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
            .filter(method -> method.getName().equals("of") && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class}))
            .findFirst();
    }

    private static Object made(String text, Class<?> type) {
        try {
            return factory(type).orElseThrow().invoke(null, text);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause() instanceof IllegalArgumentException wrong && !wrong.getMessage().startsWith("No enum")
                ? wrong.getMessage() : "'" + text + "' is not known", e);
        } catch (IllegalAccessException e) {
            throw new LeatException(Kind.BUG, type.getSimpleName(), "its factory cannot be called", "Report it", e);
        }
    }
}
