package dev.leat.mapping.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The file of learned weights: JSON, each weight under the name of what it weighs. */
public final class Weights {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BIAS = "bias";

    private Weights() {}

    /** As trained by {@code leat bench mapping --train}. */
    static Model shipped() {
        try (InputStream file = Weights.class.getResourceAsStream("weights.json")) {
            return read(JSON.readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String write(Model model) {
        ObjectNode root = JSON.createObjectNode();
        root.set("alone", node(model.alone(), Alone::name));
        root.set("standing", node(model.standing(), Standing::name));
        return root.toPrettyString() + "\n";
    }

    private static Model read(JsonNode root) {
        return new Model(judge(root.path("alone"), Alone.SIZE, Alone::name), judge(root.path("standing"), Standing.SIZE, Standing::name));
    }

    private static ObjectNode node(Judge judge, IntFunction<String> names) {
        ObjectNode node = JSON.createObjectNode();
        node.set("sum", node(judge.sum(), names));
        ArrayNode trees = node.putArray("trees");
        judge.trees().forEach(tree -> trees.add(node(tree, names)));
        return node;
    }

    /** Each node as [feature, bound, left, right], each leaf as [value]: on one line, as the order of nodes matters. */
    private static String node(Tree tree, IntFunction<String> names) {
        List<String> nodes = new ArrayList<>();
        for (int i = 0; i < tree.feature().length; i++) {
            nodes.add(tree.feature()[i] < 0 ? Double.toString(rounded(tree.value()[i]))
                : String.join("|", names.apply(tree.feature()[i]), Double.toString(tree.bound()[i]), Integer.toString(tree.left()[i]), Integer.toString(tree.right()[i])));
        }
        return String.join("; ", nodes);
    }

    private static Judge judge(JsonNode node, int size, IntFunction<String> names) {
        List<String> known = IntStream.range(0, size).mapToObj(names).toList();
        List<Tree> trees = new ArrayList<>();
        node.path("trees").forEach(tree -> trees.add(tree(tree.asText(), known)));
        return new Judge(logistic(node.path("sum"), size, names), trees);
    }

    private static Tree tree(String text, List<String> names) {
        String[] nodes = text.split("; ");
        Tree tree = new Tree(new int[nodes.length], new double[nodes.length], new int[nodes.length], new int[nodes.length], new double[nodes.length]);
        for (int i = 0; i < nodes.length; i++) {
            String[] parts = nodes[i].split("\\|");
            tree.feature()[i] = parts.length == 1 ? -1 : names.indexOf(parts[0]);
            if (parts.length == 1) {
                tree.value()[i] = Double.parseDouble(parts[0]);
            } else {
                tree.bound()[i] = Double.parseDouble(parts[1]);
                tree.left()[i] = Integer.parseInt(parts[2]);
                tree.right()[i] = Integer.parseInt(parts[3]);
            }
        }
        return tree;
    }

    private static ObjectNode node(Logistic logistic, IntFunction<String> names) {
        ObjectNode node = JSON.createObjectNode().put(BIAS, rounded(logistic.bias()));
        for (int i = 0; i < logistic.weights().length; i++) {
            node.put(names.apply(i), rounded(logistic.weights()[i]));
        }
        return node;
    }

    private static Logistic logistic(JsonNode node, int size, IntFunction<String> names) {
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            if (!node.has(names.apply(i))) {
                throw new IllegalStateException("weights.json: '" + names.apply(i) + "' is missing");
            }
            weights[i] = node.get(names.apply(i)).doubleValue();
        }
        return new Logistic(node.path(BIAS).doubleValue(), weights);
    }

    private static double rounded(double weight) {
        return Math.round(weight * 1e4) / 1e4;
    }
}
