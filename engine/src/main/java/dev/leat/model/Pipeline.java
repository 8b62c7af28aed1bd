package dev.leat.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One source entity to one destination entity.
 *
 * @param name         unique in the workspace
 * @param source       entity of the flow's source connection
 * @param destination  entity of the flow's destination connection
 * @param key          source columns that name a row; empty: the source entity's primary key
 * @param exclude      source columns that are not read at all
 * @param capture      absent: chosen from the entity, and said by {@code leat plan}
 * @param mapping      its mapping file, relative to the workspace; absent: {@code mappings/<name in kebab case>.yaml}
 * @param transformers applied in this order to mapped fields
 * @param write        absent: upsert
 * @param deletes      absent: hard
 * @param history      the same as {@code write: history}
 * @param entry        of destinations that keep entries by key: in which form and how long
 * @param checkpoint   its name; absent: the pipeline's
 * @param backlog      absent: the pipeline's name and 5%
 * @param auxiliary    by the name that transformers use
 */
public record Pipeline(String name, EntityName source, EntityName destination, List<String> key, List<String> exclude,
                       Optional<Capture> capture, Optional<String> mapping, List<Transformer> transformers,
                       Optional<WriteMode> write, Optional<Deletes> deletes, Optional<Boolean> history, Optional<Entry> entry, Optional<String> checkpoint, Optional<Backlog> backlog,
                       Map<String, Auxiliary> auxiliary) {

    public Pipeline {
        key = List.copyOf(key);
        exclude = List.copyOf(exclude);
        transformers = List.copyOf(transformers);
        auxiliary = Map.copyOf(auxiliary);
        if (history.orElse(false) && write.filter(mode -> mode != WriteMode.HISTORY).isPresent()) {
            throw new IllegalArgumentException("history keeps every version, write: " + write.get().name().toLowerCase(Locale.ROOT) + " does not; leave out one of them");
        }
        if (deletes.isPresent() && (history.orElse(false) || write.filter(mode -> mode != WriteMode.UPSERT).isPresent())) {
            throw new IllegalArgumentException("'deletes' is for upserts: a history ends the last version, and an append writes no deletes; leave it out");
        }
    }

    /** Lower case, other characters than letters and digits as one hyphen: the pipeline's name in file names. */
    public String slug() {
        return Slug.of(name);
    }

    public String mappingFile() {
        return mapping.orElse("mappings/" + slug() + ".yaml");
    }

    public WriteMode writeMode() {
        return history.orElse(false) ? WriteMode.HISTORY : write.orElse(WriteMode.UPSERT);
    }

    public Deletes howDeleted() {
        return deletes.orElse(Deletes.HARD);
    }

    public Limit limit() {
        return backlog.flatMap(Backlog::limit).orElse(Backlog.DEFAULT_LIMIT);
    }

    public String backlogName() {
        return backlog.flatMap(Backlog::name).orElse(name);
    }

    public String checkpointName() {
        return checkpoint.orElse(name);
    }
}
