package dev.leat.cli;

import picocli.CommandLine.Command;

/** {@code leat bench}. */
@Command(name = "bench", description = "The benchmarks of the README, as ratios to a yardstick measured in the same run.",
    footerHeading = "%nExample:%n", footer = "  leat bench --help")
final class Bench extends Group {}
