package dev.leat.cli;

import java.net.URI;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.AbstractConfiguration;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.LoggerConfig;

/**
 * How this program logs: what Leat says to stderr, one line each, and nothing of what Spark and the drivers say; with {@code --debug} both. Named in
 * {@code log4j2.component.properties}.
 */
public final class LogFactory extends ConfigurationFactory {
    /** Set before anything is logged. */
    static final String DEBUG = "leat.debug";

    /** From now on only what {@code --debug} asks for is logged: a table is drawn where lines would go. */
    static void quiet() {
        if (!Boolean.getBoolean(DEBUG)) {
            Configurator.setLevel("dev.leat", Level.ERROR);
        }
    }

    @Override
    protected String[] getSupportedTypes() {
        return new String[] {"*"};
    }

    @Override
    public Configuration getConfiguration(LoggerContext context, ConfigurationSource source) {
        return new Fixed(context, Boolean.getBoolean(DEBUG));
    }

    @Override
    public Configuration getConfiguration(LoggerContext context, String name, URI location) {
        return new Fixed(context, Boolean.getBoolean(DEBUG));
    }

    private static final class Fixed extends AbstractConfiguration {
        private final boolean debug;

        Fixed(LoggerContext context, boolean debug) {
            super(context, ConfigurationSource.NULL_SOURCE);
            this.debug = debug;
        }

        @Override
        public void setup() {
            // Nothing to read.
        }

        @Override
        protected void doConfigure() {
            ConsoleAppender appender = ConsoleAppender.newBuilder().setName("stderr").setTarget(ConsoleAppender.Target.SYSTEM_ERR)
                .setLayout(new LogLine(debug)).setConfiguration(this).build();
            appender.start();
            addAppender(appender);
            LoggerConfig root = getRootLogger();
            root.addAppender(appender, null, null);
            root.setLevel(debug ? Level.WARN : Level.OFF);
            // Subclasses of a library log the library's own chatter under their names.
            addLogger("dev.leat.connect", new LoggerConfig("dev.leat.connect", debug ? Level.DEBUG : Level.WARN, true));
            addLogger("dev.leat", new LoggerConfig("dev.leat", debug ? Level.DEBUG : Level.INFO, true));
        }
    }
}
