package dev.leat.connect.files;

import java.util.List;

/** What is in the files of a connection, and which options reading them knows (in Spark's words). */
public enum Format {
    /** A header line in each file; every column is a string, absent where the file has nothing between two delimiters. */
    CSV(List.of("csv", "tsv", "txt", "csv.gz"), List.of("delimiter", "quote", "escape", "comment", "encoding", "nullValue", "multiLine")),
    /** One object a line. */
    JSON(List.of("json", "jsonl", "ndjson", "json.gz", "jsonl.gz", "ndjson.gz"), List.of("encoding")),
    PARQUET(List.of("parquet"), List.of());

    private final List<String> endings;
    private final List<String> options;

    Format(List<String> endings, List<String> options) {
        this.endings = endings;
        this.options = options;
    }

    List<String> endings() {
        return endings;
    }

    List<String> options() {
        return options;
    }
}
