package dev.leat.connect.files;

import dev.leat.connect.Site;
import java.io.BufferedReader;
import java.io.FilterInputStream;
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
        return new BufferedReader(new InputStreamReader(codec == null ? in : new Told(codec.createInputStream(in), file.name()), site.settings().options().getOrDefault("encoding", "UTF-8")));
    }

    /** Says which file it is that cannot be unpacked. */
    final class Told extends FilterInputStream {
        private final String name;

        Told(InputStream in, String name) {
            super(in);
            this.name = name;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            try {
                return super.read(bytes, from, most);
            } catch (IOException e) {
                throw new IOException(name + ": " + e.getMessage(), e);
            }
        }
    }
}
