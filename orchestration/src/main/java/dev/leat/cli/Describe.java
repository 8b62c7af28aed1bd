package dev.leat.cli;

import picocli.CommandLine.Option;

/** Whether the language model is to say what fields are. */
final class Describe {
    @Option(names = "--describe", description = "The language model of leat.yaml suggests a description and a meaning for fields that have none. It is written as suggested, and counts once you make it a label.")
    private boolean describe;

    @Option(names = "--show-prompt", description = "With --describe: only print what would be sent to the language model, to the letter; send nothing.")
    private boolean show;

    @Option(names = "--replay", description = "With --describe: take the language model's answers of the last time, without network.")
    private boolean replay;

    boolean wanted() {
        return describe || show || replay;
    }

    boolean onlyShown() {
        return show;
    }

    boolean replayed() {
        return replay;
    }
}
