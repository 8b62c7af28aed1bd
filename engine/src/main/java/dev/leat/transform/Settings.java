package dev.leat.transform;

import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.internal.SQLConf;
import scala.Function0;

/** The session settings under which expressions are parsed and analysed, whatever the session or the machine says. */
final class Settings {
    static final String ZONE = "UTC";

    private static final SQLConf CONF = new SQLConf();

    static {
        CONF.setConfString("spark.sql.ansi.enabled", "true");
        CONF.setConfString("spark.sql.session.timeZone", ZONE);
        CONF.setConfString("spark.sql.caseSensitive", "true");
        CONF.setConfString("spark.sql.datetime.java8API.enabled", "true");
    }

    private Settings() {}

    /** Spark's Scala methods throw this checked exception without declaring it. */
    static <T> T within(Function0<T> work) throws AnalysisException {
        return SQLConf.withExistingConf(CONF, work);
    }

    /** For work of which no such exception is possible. */
    static <T> T always(Function0<T> work) {
        return SQLConf.withExistingConf(CONF, work);
    }
}
