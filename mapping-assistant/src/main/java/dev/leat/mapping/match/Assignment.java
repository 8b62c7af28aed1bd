package dev.leat.mapping.match;

import java.util.Arrays;

/** Pairs each row with at most one column so that the sum of the values is the largest possible (Kuhn and Munkres, with potentials). */
public final class Assignment {
    private Assignment() {}

    /**
     * @param values rows of equal length, 0 or more; a pair of value 0 counts as none
     * @return the column of each row, -1 for none
     */
    public static int[] best(double[][] values) {
        int rows = values.length;
        int columns = rows == 0 ? 0 : values[0].length;
        int[] result = new int[rows];
        Arrays.fill(result, -1);
        if (columns == 0) {
            return result;
        }
        if (rows > columns) {
            int[] turned = best(turned(values));
            for (int column = 0; column < columns; column++) {
                if (turned[column] >= 0) {
                    result[turned[column]] = column;
                }
            }
            return result;
        }
        int[] rowOf = solve(values, rows, columns);
        for (int column = 1; column <= columns; column++) {
            if (rowOf[column] > 0 && values[rowOf[column] - 1][column - 1] > 0) {
                result[rowOf[column] - 1] = column - 1;
            }
        }
        return result;
    }

    /** At most as many rows as columns. Counts from 1; place 0 is the row that looks for a column. */
    private static int[] solve(double[][] values, int rows, int columns) {
        double[] rowPotential = new double[rows + 1];
        double[] columnPotential = new double[columns + 1];
        int[] rowOf = new int[columns + 1];
        int[] way = new int[columns + 1];
        for (int row = 1; row <= rows; row++) {
            rowOf[0] = row;
            int at = 0;
            double[] slack = new double[columns + 1];
            Arrays.fill(slack, Double.POSITIVE_INFINITY);
            boolean[] used = new boolean[columns + 1];
            do {
                used[at] = true;
                int current = rowOf[at];
                double delta = Double.POSITIVE_INFINITY;
                int next = 0;
                for (int column = 1; column <= columns; column++) {
                    if (!used[column]) {
                        double cost = -values[current - 1][column - 1] - rowPotential[current] - columnPotential[column];
                        if (cost < slack[column]) {
                            slack[column] = cost;
                            way[column] = at;
                        }
                        if (slack[column] < delta) {
                            delta = slack[column];
                            next = column;
                        }
                    }
                }
                for (int column = 0; column <= columns; column++) {
                    if (used[column]) {
                        rowPotential[rowOf[column]] += delta;
                        columnPotential[column] -= delta;
                    } else {
                        slack[column] -= delta;
                    }
                }
                at = next;
            } while (rowOf[at] != 0);
            while (at != 0) {
                rowOf[at] = rowOf[way[at]];
                at = way[at];
            }
        }
        return rowOf;
    }

    /** Rows as columns. */
    static double[][] turned(double[][] values) {
        double[][] turned = new double[values.length == 0 ? 0 : values[0].length][values.length];
        for (int row = 0; row < values.length; row++) {
            for (int column = 0; column < turned.length; column++) {
                turned[column][row] = values[row][column];
            }
        }
        return turned;
    }
}
