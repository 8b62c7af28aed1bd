package dev.leat.connect.files;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.leat.connect.Site;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Columns from the first lines of all files, each a string: nothing is guessed from values. Files may have some of the columns and in any order. */
record CsvHeaders(Site<FilesSettings> site, Folder folder) implements Shape {

    @Override
    public StructType of(List<DataFile> files) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        for (DataFile file : files) {
            names.addAll(header(file));
        }
        StructType columns = new StructType();
        for (String name : names) {
            columns = columns.add(name, DataTypes.StringType);
        }
        return columns;
    }

    /** Empty for an empty file. */
    List<String> header(DataFile file) throws IOException {
        try (BufferedReader reader = Shape.open(site, folder, file)) {
            String line = line(reader);
            List<String> names = line.isEmpty() ? List.of() : Arrays.asList(parser().parseLine(line));
            if (names.stream().anyMatch(name -> name == null || name.isBlank()) || new HashSet<>(names).size() < names.size()) {
                throw new LeatException(Kind.WORKSPACE, "connections." + site.name() + ": " + file.name(), "its header has an empty or repeated name: " + names,
                    "Give each column a name of its own, or correct 'options.delimiter'");
            }
            return names;
        }
    }

    private static String line(BufferedReader reader) throws IOException {
        String line = reader.readLine();
        return line == null ? "" : line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    private CsvParser parser() {
        CsvParserSettings settings = new CsvParserSettings();
        settings.setMaxCharsPerColumn(-1);
        settings.setMaxColumns(20_480);
        option("delimiter").ifPresent(text -> settings.getFormat().setDelimiter(text));
        option("quote").ifPresent(text -> settings.getFormat().setQuote(text.charAt(0)));
        settings.getFormat().setQuoteEscape(option("escape").map(text -> text.charAt(0)).orElse('\\'));
        return new CsvParser(settings);
    }

    private java.util.Optional<String> option(String name) {
        return java.util.Optional.ofNullable(site.settings().options().get(name)).map(text -> text.replace("\\t", "\t")).filter(text -> !text.isEmpty());
    }
}
