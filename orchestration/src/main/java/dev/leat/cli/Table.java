package dev.leat.cli;

import dev.leat.mapping.review.Visible;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows under a header, columns two spaces apart, numbers to the right. The widest columns are cut until a row fits; what was cut ends in an
 * ellipsis.
 *
 * @param whole how many of the first columns are cut only where that is not enough: what names the row, and what it is about. The first is then cut, and the others of them never; a table
 *              of which only the first is whole may be wider than the line
 */
record Table(List<String> header, List<List<String>> rows, int whole) {
    private static final String GAP = "  ";
    private static final int NARROWEST = 6;

    Table {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    Table(List<String> header, List<List<String>> rows) {
        this(header, rows, 1);
    }

    List<String> lines(int width) {
        int[] widths = fitted(width);
        List<String> lines = new ArrayList<>();
        lines.add(line(header, widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private int[] fitted(int width) {
        int[] widths = IntStream.range(0, header.size())
            .map(i -> Math.max(header.get(i).length(), rows.stream().mapToInt(row -> flat(row.get(i)).length()).max().orElse(0))).toArray();
        int available = width - GAP.length() * (widths.length - 1);
        while (Arrays.stream(widths).sum() > available) {
            int widest = IntStream.range(whole, widths.length).reduce((a, b) -> widths[b] > widths[a] ? b : a).orElse(0);
            int cut = widths[widest] > NARROWEST ? widest : 0;
            if (cut == 0 && (whole == 1 || widths[0] <= NARROWEST)) {
                break;
            }
            widths[cut]--;
        }
        return widths;
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cut(flat(cells.get(i)), widths[i]);
            String padding = " ".repeat(widths[i] - cell.length());
            line.append(i == 0 ? "" : GAP).append(numeric(i) ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private boolean numeric(int column) {
        return !rows.isEmpty() && rows.stream().map(row -> row.get(column)).allMatch(cell -> cell.matches("-?[\\d.,]*%?"));
    }

    private static String flat(String cell) {
        return Visible.of(cell);
    }

    private static String cut(String cell, int width) {
        return cell.length() <= width ? cell : cell.substring(0, width - 1) + "…";
    }
}
