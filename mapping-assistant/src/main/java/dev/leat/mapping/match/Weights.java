package dev.leat.mapping.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.IntFunction;

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
        return new Model(logistic(root.path("alone"), Alone.SIZE, Alone::name), logistic(root.path("standing"), Standing.SIZE, Standing::name));
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
