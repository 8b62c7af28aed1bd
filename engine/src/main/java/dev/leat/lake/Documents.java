package dev.leat.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Yaml;
import java.util.List;
import java.util.Optional;

/** Records as JSON documents in a store. They hold positions and counts, which must come back as they were; the texts among them that can quote a secret are redacted where they are made. */
final class Documents {
    private final Store store;

    Documents(Store store) {
        this.store = store;
    }

    <T> Optional<T> read(String name, Class<T> type) {
        return store.read(name).map(text -> {
            try {
                return Yaml.json().readValue(text, type);
            } catch (JsonProcessingException e) {
                throw new LeatException(Kind.WORKSPACE, "lake: " + store.path(name), "it is not what Leat wrote: " + e.getOriginalMessage(),
                    "Restore it from a backup of the lake", e);
            }
        });
    }

    boolean create(String name, Object document) {
        return store.create(name, text(document));
    }

    void replace(String name, Object document) {
        store.replace(name, text(document));
    }

    /** Does nothing when it does not exist. */
    void delete(String name) {
        store.delete(name);
    }

    void deleteFolder(String folder) {
        store.deleteFolder(folder);
    }

    List<String> list(String folder) {
        return store.list(folder);
    }

    String path(String name) {
        return store.path(name);
    }

    private static String text(Object document) {
        try {
            return Yaml.json().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new LeatException(Kind.BUG, document.getClass().getSimpleName(), "it cannot be written as JSON", "Report it", e);
        }
    }
}
