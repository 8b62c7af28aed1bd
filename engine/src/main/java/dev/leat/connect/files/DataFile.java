package dev.leat.connect.files;

import org.apache.hadoop.fs.Path;

/**
 * @param name     relative to the connection's path, with slashes
 * @param modified milliseconds
 */
record DataFile(String name, long size, long modified, Path path) {}
