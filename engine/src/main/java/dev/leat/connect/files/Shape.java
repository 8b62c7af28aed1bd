package dev.leat.connect.files;

import dev.leat.connect.Site;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.List;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.sql.types.StructType;

/** The columns that files of a format have, found without Spark. */
interface Shape {

    /** @param files at least one, by name */
    StructType of(List<DataFile> files) throws IOException;

    static Shape of(Site<FilesSettings> site, Folder folder) {
        return switch (site.settings().format()) {
            case CSV -> new CsvHeaders(site, folder);
            case JSON -> new JsonShape(site, folder);
            case PARQUET -> new ParquetFooters(folder);
        };
    }

    static BufferedReader open(Site<FilesSettings> site, Folder folder, DataFile file) throws IOException {
        InputStream in = folder.system().open(file.path());
        CompressionCodec codec = new CompressionCodecFactory(folder.configuration()).getCodec(file.path());
        return new BufferedReader(new InputStreamReader(codec == null ? in : codec.createInputStream(in), site.settings().options().getOrDefault("encoding", "UTF-8")));
    }
}
