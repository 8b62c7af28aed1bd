/** The JSON Schema of each file that users write, generated from the records that the files are read into. */
package dev.leat.format;
