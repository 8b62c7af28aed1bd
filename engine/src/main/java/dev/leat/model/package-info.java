/** The words of Leat as records, the strict reading of the files that hold them, problems, and secrets. No Spark, no connector. */
package dev.leat.model;
