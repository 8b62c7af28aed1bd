package dev.leat.cli;

import dev.leat.model.Secrets;
import java.util.List;

/** Lines of a terminal that are drawn over their last state. */
final class Redrawn {
    private final Terminal terminal;
    private int shown;

    Redrawn(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Lines that are longer than the terminal is wide are cut: a broken line would be two. */
    void draw(List<String> lines) {
        StringBuilder text = new StringBuilder(shown > 0 ? "\u001b[" + shown + "A\u001b[J" : "");
        lines.forEach(line -> text.append(Secrets.redact(line.length() < terminal.width() ? line : line.substring(0, terminal.width() - 1))).append(System.lineSeparator()));
        terminal.out().print(text);
        terminal.out().flush();
        shown = lines.size();
    }
}
