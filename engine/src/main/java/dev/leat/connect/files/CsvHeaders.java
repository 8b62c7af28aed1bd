package dev.leat.connect.files;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.leat.connect.Sample;
import dev.leat.connect.SampledValues;
import dev.leat.connect.Site;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Columns from the first lines of all files, each a string: nothing is guessed from values. Files may have some of the columns and in any order. */
record CsvHeaders(Site<FilesSettings> site, Folder folder) implements Shape, Lines {

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

    /** As Spark reads them: nothing between two delimiters is null, a line with more or fewer values than the header is no record. */
    @Override
    public List<ObjectNode> first(DataFile file, int most) throws IOException {
        List<String> names = header(file);
        List<ObjectNode> rows = new ArrayList<>();
        try (BufferedReader reader = Shape.open(site, folder, file)) {
            CsvParserSettings settings = settings();
            settings.setIgnoreLeadingWhitespaces(false);
            settings.setIgnoreTrailingWhitespaces(false);
            settings.setEmptyValue("");
            settings.setLineSeparatorDetectionEnabled(true);
            option("comment").ifPresentOrElse(text -> settings.getFormat().setComment(text.charAt(0)), () -> settings.getFormat().setComment('\0'));
            CsvParser parser = new CsvParser(settings);
            parser.beginParsing(reader);
            parser.parseNext();
            for (String[] values = parser.parseNext(); values != null && rows.size() < most && parser.getContext().currentChar() < Sample.MOST_CHARACTERS; values = parser.parseNext()) {
                if (values.length == names.size()) {
                    rows.add(row(names, values));
                }
            }
            parser.stopParsing();
        }
        return rows;
    }

    private ObjectNode row(List<String> names, String[] values) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < values.length; i++) {
            boolean nothing = values[i] == null || values[i].equals(site.settings().options().get("nullValue"));
            row.put(names.get(i), nothing ? null : SampledValues.cut(values[i]));
        }
        return row;
    }

    private static String line(BufferedReader reader) throws IOException {
        String line = reader.readLine();
        return line == null ? "" : line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    private CsvParser parser() {
        return new CsvParser(settings());
    }

    private CsvParserSettings settings() {
        CsvParserSettings settings = new CsvParserSettings();
        settings.setMaxCharsPerColumn(-1);
        settings.setMaxColumns(20_480);
        option("delimiter").ifPresent(text -> settings.getFormat().setDelimiter(text));
        option("quote").ifPresent(text -> settings.getFormat().setQuote(text.charAt(0)));
        settings.getFormat().setQuoteEscape(option("escape").map(text -> text.charAt(0)).orElse('\\'));
        return settings;
    }

    private java.util.Optional<String> option(String name) {
        return java.util.Optional.ofNullable(site.settings().options().get(name)).map(text -> text.replace("\\t", "\t")).filter(text -> !text.isEmpty());
    }
}
