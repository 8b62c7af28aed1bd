/** Any database with a JDBC driver, and what every SQL database needs: connecting, errors, the window of an incremental read, rows for Spark, and loading tables by batches. */
package dev.leat.connect.jdbc;
