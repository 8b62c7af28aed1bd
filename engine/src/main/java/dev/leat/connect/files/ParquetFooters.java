package dev.leat.connect.files;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Columns from the footers of the first and the last file by name; where they differ in a column's type, the last one's. */
record ParquetFooters(Folder folder) implements Shape {

    @Override
    public StructType of(List<DataFile> files) throws IOException {
        Map<String, StructField> columns = new LinkedHashMap<>();
        for (DataFile file : files.size() == 1 ? files : List.of(files.get(0), files.get(files.size() - 1))) {
            try (ParquetFileReader reader = open(file)) {
                StructType columnsOfFile = new ParquetToSparkSchemaConverter(new SQLConf()).convert(reader.getFileMetaData().getSchema());
                for (StructField column : columnsOfFile.fields()) {
                    columns.put(column.name(), column);
                }
            }
        }
        return new StructType(columns.values().toArray(StructField[]::new));
    }

    long rows(List<DataFile> files) throws IOException {
        long rows = 0;
        for (DataFile file : files) {
            try (ParquetFileReader reader = open(file)) {
                rows += reader.getRecordCount();
            }
        }
        return rows;
    }

    private ParquetFileReader open(DataFile file) throws IOException {
        return ParquetFileReader.open(HadoopInputFile.fromPath(file.path(), folder.configuration()));
    }
}
