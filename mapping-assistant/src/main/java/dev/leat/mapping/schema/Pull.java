package dev.leat.mapping.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Connectors;
import dev.leat.connect.Sample;
import dev.leat.connect.Sampler;
import dev.leat.connect.Site;
import dev.leat.connect.jdbc.Nearest;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import dev.leat.model.Problems;
import dev.leat.model.SchemaFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads live schemas and samples into schema files. Labels and comments that are there already stay. */
public final class Pull {
    private final SchemaFiles files;
    private final Site<?> site;
    private final int rows;

    /** @param rows of the sample, at most */
    public Pull(SchemaFiles files, Site<?> site, int rows) {
        this.files = files;
        this.site = site;
        this.rows = rows;
    }

    /**
     * What one entity's file has now.
     *
     * @param file        from the workspace
     * @param differences to what it had before; empty at the first pull
     * @param unlabeled   columns that nobody has described yet
     * @param leftOut     columns that cannot be held, and why
     * @param rows        that were looked at
     */
    public record Pulled(EntityName entity, String file, SchemaFile schema, EntityProfile profile, List<Difference> differences, List<String> unlabeled, List<Problem> leftOut, SampledEntity rows) {}

    /** What the connection offers. */
    public List<EntityName> entities() {
        try (Sampler sampler = Connectors.sampler(site)) {
            return sampler.entities();
        }
    }

    /**
     * In the given order; nothing is written when one of them cannot be read.
     *
     * @throws LeatException of kind WORKSPACE when one does not exist, SYSTEM when the system does not answer
     */
    public List<Pulled> pull(List<EntityName> entities) {
        Map<EntityName, Sample> samples = new LinkedHashMap<>();
        try (Sampler sampler = Connectors.sampler(site)) {
            Problems problems = new Problems();
            for (EntityName entity : new LinkedHashSet<>(entities)) {
                sampler.sample(entity, rows).ifPresentOrElse(sample -> samples.put(entity, sample),
                    () -> problems.addAll(missing(entity, sampler.entities())));
            }
            problems.throwIfAny(Kind.WORKSPACE);
        }
        List<EntityProfile> profiles = samples.entrySet().stream().map(entry -> Profiles.of(entry.getKey().toString(), entry.getValue())).toList();
        if (samples.size() > 1) {
            Map<String, SampledEntity> values = new LinkedHashMap<>();
            samples.forEach((entity, sample) -> values.put(entity.toString(), Samples.of(entity.toString(), sample)));
            profiles = Profiles.joined(profiles, values);
        }
        List<Pulled> pulled = new ArrayList<>();
        for (EntityProfile profile : profiles) {
            EntityName entity = EntityName.of(profile.entity());
            pulled.add(written(entity, samples.get(entity), profile));
        }
        return pulled;
    }

    private List<Problem> missing(EntityName entity, List<EntityName> known) {
        return !known.isEmpty() ? Nearest.missing(site.name(), entity, known).problems() : List.of(new Problem("connections." + site.name(), "there is no entity '" + entity
            + "', nor any other that its user can see", "Check its rights; a destination that is not made yet takes its schema from labels: leat destination label " + site.name() + " " + entity + " FIELD --type TYPE"));
    }

    private Pulled written(EntityName entity, Sample sample, EntityProfile profile) {
        Optional<SchemaFiles.Document> before = files.document(site.name(), entity);
        ObjectNode old = before.map(SchemaFiles.Document::tree).orElseGet(JsonNodeFactory.instance::objectNode);
        ObjectNode fresh = JsonNodeFactory.instance.objectNode().put("entity", entity.toString()).put("sampled", sample.rows().size());
        ArrayNode fields = fresh.putArray("fields");
        List<Problem> leftOut = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (Column column : ordered(sample.schema().columns(), old)) {
            if (column.type().isEmpty()) {
                leftOut.add(new Problem("connections." + site.name() + ": " + entity + "." + column.name(), column.note(), "It is not in the schema file"));
            } else {
                names.add(column.name());
                Optional<Profile> seen = profile.field(FieldPath.column(column.name()).toString());
                fields.add(field(column.name(), column.type().get(), column.nullable(), Optional.ofNullable(sample.comments().get(column.name())), seen, old));
            }
        }
        ArrayNode nested = fresh.putArray("nested");
        for (Profile inner : profile.fields()) {
            if (!FieldPath.read(inner.field()).isColumn() && names.add(inner.field())) {
                nested.add(field(inner.field(), inner.type().orElse("string"), true, Optional.empty(), Optional.of(inner), old));
            }
        }
        gone(fresh.putArray("gone"), old, names);
        SchemaFile schema = files.write(site.name(), entity, fresh, before.map(SchemaFiles.Document::comments).orElse(FileComments.NONE));
        return new Pulled(entity, files.name(site.name(), entity), schema, profile, before.map(known -> Difference.between(known.schema(), schema)).orElse(List.of()),
            Label.unlabeled(schema), leftOut, Samples.of(entity.toString(), sample));
    }

    /** People's order stays, since some systems have none of their own; what is new comes after it. */
    private static List<Column> ordered(List<Column> columns, ObjectNode old) {
        List<String> known = new ArrayList<>();
        old.path("fields").forEach(field -> known.add(field.path("name").asText()));
        return columns.stream().sorted(Comparator.comparingInt(column -> known.contains(column.name()) ? known.indexOf(column.name()) : known.size())).toList();
    }

    private static ObjectNode field(String name, String type, boolean nullable, Optional<String> comment, Optional<Profile> seen, ObjectNode old) {
        ObjectNode field = JsonNodeFactory.instance.objectNode().put("name", name).put("type", type);
        if (!nullable) {
            field.put("nullable", false);
        }
        for (String list : List.of("gone", "nested", "fields")) {
            old.path(list).forEach(known -> {
                if (known.path("name").asText().equals(name)) {
                    field.setAll(Label.written(known));
                }
            });
        }
        comment.ifPresent(text -> field.put("comment", text));
        List<String> found = seen.map(Pull::found).orElse(List.of());
        if (!found.isEmpty()) {
            found.forEach(field.withArray("found")::add);
        }
        return field;
    }

    private static List<String> found(Profile profile) {
        return profile.shown().stream().map(Statement::masked).toList();
    }

    private static void gone(ArrayNode gone, ObjectNode old, Set<String> names) {
        Set<String> told = new LinkedHashSet<>();
        for (String list : List.of("fields", "nested", "gone")) {
            old.path(list).forEach(known -> {
                ObjectNode labels = Label.written(known);
                if (!labels.isEmpty() && !names.contains(known.path("name").asText()) && told.add(known.path("name").asText())) {
                    ObjectNode field = gone.addObject().put("name", known.path("name").asText()).put("type", known.path("type").asText());
                    field.setAll(labels);
                }
            });
        }
    }
}
