package dev.leat.mapping.match.signal;

import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Meanings of short texts as unit vectors, by a small model inside the process. The model is loaded when the first text is asked for. */
final class Embeddings {
    private static final Map<String, float[]> KNOWN = new ConcurrentHashMap<>();
    /** Texts kept for later matches of the same process. */
    private static final int KEPT = 20_000;

    private Embeddings() {}

    /** The vector of each distinct text that has letters. */
    static Map<String, float[]> of(Collection<String> texts) {
        Map<String, float[]> vectors = new LinkedHashMap<>();
        for (String text : texts) {
            if (text.codePoints().anyMatch(Character::isLetter)) {
                vectors.put(text, KNOWN.get(text));
            }
        }
        List<String> missing = vectors.keySet().stream().filter(text -> vectors.get(text) == null).sorted().toList();
        if (KNOWN.size() + missing.size() > KEPT) {
            KNOWN.clear();
        }
        missing.parallelStream().forEach(text -> KNOWN.put(text, Model.LOADED.embed(text).content().vector()));
        missing.forEach(text -> vectors.put(text, KNOWN.get(text)));
        return vectors;
    }

    /** 1 for the same direction, 0 for none in common. */
    static double cosine(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return Math.max(0, Math.min(1, sum));
    }

    private static final class Model {
        static final AllMiniLmL6V2QuantizedEmbeddingModel LOADED = new AllMiniLmL6V2QuantizedEmbeddingModel();
    }
}
