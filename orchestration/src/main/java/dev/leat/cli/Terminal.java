package dev.leat.cli;

import dev.leat.model.Secrets;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where output goes, always as UTF-8: the answer to one stream, everything on the way to the other. Control codes are written
 * only to a stream that is a terminal.
 *
 * @param width columns of a line; tables fit it
 */
record Terminal(PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal, int width) {
    private static final int DEFAULT_WIDTH = 80;

    /** The process's own streams. The launcher says which are terminals, because Java can only ask for all together. */
    static Terminal ofProcess() {
        return new Terminal(stream(FileDescriptor.out), stream(FileDescriptor.err), isTerminal("out"), isTerminal("err"), processWidth());
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    private static boolean isTerminal(String name) {
        return Optional.ofNullable(System.getProperty("leat.terminal")).map(terminals -> terminals.contains(name))
            .orElseGet(() -> System.console() != null);
    }

    private static int processWidth() {
        return Optional.ofNullable(System.getenv("COLUMNS")).filter(columns -> columns.matches("\\d{2,3}")).map(Integer::parseInt)
            .map(columns -> Math.max(columns, DEFAULT_WIDTH)).orElse(DEFAULT_WIDTH);
    }

    boolean colors() {
        return outIsTerminal && System.getenv("NO_COLOR") == null;
    }

    void line(String text) {
        out.println(Secrets.redact(text));
    }

    /** JSON whose texts have been redacted already: a second pass over the whole could change its shape. */
    void document(String json) {
        out.println(json);
    }

    void table(Table table) {
        table.lines(width).forEach(this::line);
    }

    void sheet(Sheet sheet) {
        sheet.lines(width).forEach(this::line);
    }

    /** Not part of the answer: what happens, what to do next, what went wrong. */
    void note(String text) {
        err.println(Secrets.redact(text));
    }
}
