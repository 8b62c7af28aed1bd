/** Files of a folder as a source: CSV, JSON lines and Parquet. */
package dev.leat.connect.files;
