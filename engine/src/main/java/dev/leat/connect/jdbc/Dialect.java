package dev.leat.connect.jdbc;

import java.util.List;
import java.util.Map;

/**
 * Where databases differ in ways that JDBC does not tell.
 *
 * @param properties given to the driver: how long to wait for a connection, and keep-alive
 * @param session    run on each new connection, so that texts of instants are in UTC
 * @param fetchSize  rows a round trip; a driver without a cursor would hold the whole result in memory
 */
record Dialect(Map<String, String> properties, List<String> session, int fetchSize) {
    private static final int FETCH = 10_000;
    /** Without it the family cuts what does not fit, and says nothing. */
    private static final String STRICT = "SET sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')";

    /** MySQL's family: databases are catalogues, and a TIMESTAMP is an instant that comes in the session's zone. */
    static boolean isMySql(String url) {
        return url.startsWith("jdbc:mariadb:") || url.startsWith("jdbc:mysql:");
    }

    static Dialect of(String url) {
        return switch (Drivers.scheme(url)) {
            case "jdbc:postgresql:" -> new Dialect(
                Map.of("connectTimeout", "10", "loginTimeout", "20", "tcpKeepAlive", "true", "ApplicationName", "leat"),
                List.of("SET TimeZone = 'UTC'", "SET IntervalStyle = 'postgres'", "SET bytea_output = 'hex'", "SET extra_float_digits = 1", "SET standard_conforming_strings = on"), FETCH);
            case "jdbc:mariadb:" -> new Dialect(Map.of("connectTimeout", "10000", "tcpKeepAlive", "true", "yearIsDateType", "false", "tinyInt1isBit", "false"),
                List.of("SET time_zone = '+00:00'"), FETCH);
            // Connector/J streams only with this size, row by row
            case "jdbc:mysql:" -> new Dialect(Map.of("connectTimeout", "10000", "tcpKeepAlive", "true", "yearIsDateType", "false", "tinyInt1isBit", "false"),
                List.of("SET time_zone = '+00:00'"), Integer.MIN_VALUE);
            case "jdbc:h2:" -> new Dialect(Map.of(), List.of("SET TIME ZONE 'UTC'"), FETCH);
            case "jdbc:oracle:" -> new Dialect(Map.of("oracle.net.CONNECT_TIMEOUT", "10000"), List.of("ALTER SESSION SET TIME_ZONE = '+00:00'"), FETCH);
            default -> new Dialect(Map.of(), List.of(), FETCH);
        };
    }

    /** Commands for a session that writes; where a database has none, only the driver's silence ends a statement. */
    static List<String> limits(String url, Limits limits) {
        long lock = limits.lock().toMillis();
        long statement = limits.statement().toMillis();
        return switch (Drivers.scheme(url)) {
            case "jdbc:postgresql:" -> List.of("SET lock_timeout = " + lock, "SET statement_timeout = " + statement);
            case "jdbc:mariadb:" -> List.of("SET innodb_lock_wait_timeout = " + Math.max(1, lock / 1000), "SET lock_wait_timeout = " + Math.max(1, lock / 1000),
                "SET max_statement_time = " + statement / 1000, STRICT);
            case "jdbc:mysql:" -> List.of("SET innodb_lock_wait_timeout = " + Math.max(1, lock / 1000), "SET lock_wait_timeout = " + Math.max(1, lock / 1000), STRICT);
            default -> List.of();
        };
    }
}
