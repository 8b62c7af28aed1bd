package dev.leat.cli;

import dev.leat.model.Secrets;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.layout.AbstractStringLayout;

/** {@code 14:03:27 INFO message}, without secrets; what was thrown as its message, and as a stack trace only for debugging. */
final class LogLine extends AbstractStringLayout {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final boolean traces;

    LogLine(boolean traces) {
        super(StandardCharsets.UTF_8);
        this.traces = traces;
    }

    @Override
    public String toSerializable(LogEvent event) {
        StringBuilder line = new StringBuilder(TIME.format(Instant.ofEpochMilli(event.getTimeMillis()))).append(' ').append(event.getLevel()).append(' ');
        if (traces) {
            line.append(event.getLoggerName()).append(' ');
        }
        line.append(event.getMessage().getFormattedMessage());
        if (event.getThrown() != null) {
            line.append(traces ? trace(event.getThrown()) : ": " + event.getThrown());
        }
        return Secrets.redact(line.toString()).stripTrailing() + System.lineSeparator();
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        return System.lineSeparator() + trace;
    }
}
