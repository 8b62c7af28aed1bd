package dev.leat.bench;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param leat      what Leat took, with its unit
 * @param yardstick what the job written by hand took; empty where there is none
 * @param measured  what {@code must} and {@code aim} are about
 */
public record Figure(String work, String leat, String yardstick, String measured, String must, String aim) {

    /** Times where more is better: how many times as fast as the yardstick. */
    static Figure faster(String work, Rounds rounds, double must, double aim) {
        return new Figure(work, seconds(rounds.leat()), seconds(rounds.yardstick()), ratio(rounds.yardstick().wall() / rounds.leat().wall()),
            "≥ " + ratio(must), "≥ " + ratio(aim));
    }

    /** Times where less is better: which part of the yardstick's time. */
    static Figure part(String work, Rounds rounds, double must, double aim) {
        return new Figure(work, seconds(rounds.leat()), seconds(rounds.yardstick()), ratio(rounds.leat().wall() / rounds.yardstick().wall()),
            "≤ " + ratio(must), "≤ " + ratio(aim));
    }

    /** A time with no yardstick. */
    static Figure within(String work, Timed took, double must, double aim) {
        return new Figure(work, seconds(took), "", number(took.wall()) + " s", "≤ " + must + " s", "≤ " + aim + " s");
    }

    /** How long single changes are on their way: half of them, nineteen in twenty, 99 in a hundred. Judged by the second. */
    static Figure delay(String work, Delays delays, double must, double aim) {
        return new Figure(work, "p50 " + number(delays.percentile(0.5)) + " s, p99 " + number(delays.percentile(0.99)) + " s", "", "p95 " + number(delays.percentile(0.95)) + " s",
            "≤ " + must + " s", "≤ " + aim + " s");
    }

    /** The clock, and the processor's time behind it, which other programs on the machine change less. */
    static String seconds(Timed took) {
        return number(took.wall()) + " s/" + number(took.cpu());
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
