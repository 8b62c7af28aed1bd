package dev.leat.mapping.match.signal;

import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Meanings of short texts as unit vectors, by a small model inside the process. The model is loaded when the first text is asked for, from the
 * class path; its native parts are unpacked into the temporary and the home folder.
 */
final class Embeddings {
    private static final Map<String, float[]> KNOWN = new ConcurrentHashMap<>();
    /** Texts kept for later matches of the same process. */
    private static final int KEPT = 20_000;

    private Embeddings() {}

    /** The vector of each distinct text that has letters. */
    static Map<String, float[]> of(Collection<String> texts) {
        List<String> wanted = texts.stream().filter(text -> text.codePoints().anyMatch(Character::isLetter)).distinct().sorted().toList();
        Map<String, float[]> vectors = new ConcurrentHashMap<>();
        wanted.parallelStream().forEach(text -> {
            float[] known = KNOWN.get(text);
            vectors.put(text, known != null ? known : model().embed(text).content().vector());
        });
        if (KNOWN.size() + vectors.size() > KEPT) {
            KNOWN.clear();
        }
        KNOWN.putAll(vectors);
        return new TreeMap<>(vectors);
    }

    /** 1 for the same direction, 0 for none in common. */
    static double cosine(float[] a, float[] b) {
        float first = 0;
        float second = 0;
        float third = 0;
        float fourth = 0;
        for (int i = 0; i + 3 < a.length; i += 4) { // four sums that do not wait for one another: lengths of vectors are multiples of four
            first += a[i] * b[i];
            second += a[i + 1] * b[i + 1];
            third += a[i + 2] * b[i + 2];
            fourth += a[i + 3] * b[i + 3];
        }
        return Math.max(0, Math.min(1, first + second + third + fourth));
    }

    private static AllMiniLmL6V2QuantizedEmbeddingModel model() {
        try {
            return Model.LOADED;
        } catch (LinkageError cannotLoad) {
            Throwable cause = cannotLoad.getCause() == null ? cannotLoad : cannotLoad.getCause();
            throw new LeatException(Kind.WORKSPACE, "the model of sentence meanings", "it cannot be loaded: " + cause.getMessage(),
                "Make " + System.getProperty("java.io.tmpdir") + " and " + System.getProperty("user.home") + " writable, or name another folder in DJL_CACHE_DIR", cannotLoad);
        }
    }

    private static final class Model {
        static final AllMiniLmL6V2QuantizedEmbeddingModel LOADED = new AllMiniLmL6V2QuantizedEmbeddingModel();
    }
}
