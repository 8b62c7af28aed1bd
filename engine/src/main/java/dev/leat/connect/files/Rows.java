package dev.leat.connect.files;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.when;

import dev.leat.connect.Reading;
import dev.leat.connect.Site;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The rows of files: the columns of a reading and what could not be read. */
record Rows(SparkSession spark, Site<FilesSettings> site, Folder folder, Reading reading) {
    private static final String CORRUPT = "_leat_corrupt";
    /** Stands for {@code ""} while Spark parses, as it would make it null like nothing at all. */
    private static final String EMPTY = "\uE000leat-empty\uE000";
    private static final String UNREADABLE_TYPE = "map<string,string>";

    Dataset<Row> of(List<DataFile> files) throws IOException {
        if (files.isEmpty()) {
            return spark.createDataFrame(List.of(), wanted().add(Reading.UNREADABLE, DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType)));
        }
        return switch (site.settings().format()) {
            case CSV -> csv(files);
            case JSON -> texts(spark.read().format("json"), wanted(), files);
            case PARQUET -> spark.read().schema(wanted()).parquet(paths(files)).withColumn(Reading.UNREADABLE, lit(null).cast(UNREADABLE_TYPE));
        };
    }

    /** Files of one header are read together, as Spark takes columns by their place. */
    private Dataset<Row> csv(List<DataFile> files) throws IOException {
        Map<List<String>, List<DataFile>> byHeader = new LinkedHashMap<>();
        for (DataFile file : files) {
            byHeader.computeIfAbsent(new CsvHeaders(site, folder).header(file), header -> new ArrayList<>()).add(file);
        }
        byHeader.remove(List.<String>of());
        Dataset<Row> rows = of(List.of());
        for (Map.Entry<List<String>, List<DataFile>> same : byHeader.entrySet()) {
            StructType columns = new StructType();
            for (String name : same.getKey()) {
                columns = columns.add(name, DataTypes.StringType);
            }
            // Without pruning Spark counts the fields of every line, and finds those that have too many or too few
            Dataset<Row> part = texts(spark.read().format("csv").option("header", "true").option("columnPruning", "false").option("maxCharsPerColumn", "-1")
                .option("emptyValue", EMPTY), columns, same.getValue());
            rows = rows.unionAll(part);
        }
        return rows;
    }

    private Dataset<Row> texts(org.apache.spark.sql.DataFrameReader reader, StructType columns, List<DataFile> files) {
        Dataset<Row> read = reader.options(site.settings().options()).option("mode", "PERMISSIVE").option("columnNameOfCorruptRecord", CORRUPT)
            .schema(columns.add(CORRUPT, DataTypes.StringType)).load(paths(files));
        List<Column> selected = new ArrayList<>();
        for (dev.leat.model.Column column : reading.columns()) {
            Column value = List.of(columns.fieldNames()).contains(column.name()) ? value(column.name()) : lit(null);
            selected.add(when(col(CORRUPT).isNull(), value).cast(column.type().orElseThrow()).as(column.name()));
        }
        selected.add(when(col(CORRUPT).isNotNull(), map(lit(Reading.RECORD), col(CORRUPT))).cast(UNREADABLE_TYPE).as(Reading.UNREADABLE));
        return read.select(selected.toArray(Column[]::new));
    }

    private Column value(String name) {
        Column value = col(quoted(name));
        return site.settings().format() == Format.CSV ? when(value.equalTo(EMPTY), "").otherwise(value) : value;
    }

    private StructType wanted() {
        StructType columns = new StructType();
        for (dev.leat.model.Column column : reading.columns()) {
            columns = columns.add(column.name(), CatalystSqlParser$.MODULE$.parseDataType(column.type().orElseThrow()));
        }
        return columns;
    }

    private static String[] paths(List<DataFile> files) {
        return files.stream().map(file -> escaped(file.path().toString())).toArray(String[]::new);
    }

    /** Spark takes paths as patterns. */
    private static String escaped(String path) {
        return path.replaceAll("([\\\\{}\\[\\]*?])", "\\\\$1");
    }

    private static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }
}
