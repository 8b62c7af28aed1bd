package dev.leat.plan;

import dev.leat.connect.Connectors;
import dev.leat.connect.Destination;
import dev.leat.connect.Layout;
import dev.leat.connect.Reading;
import dev.leat.connect.Site;
import dev.leat.model.CaptureMode;
import dev.leat.model.Column;
import dev.leat.model.Deletes;
import dev.leat.model.EntitySchema;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Mapping;
import dev.leat.model.Pipeline;
import dev.leat.model.Problem;
import dev.leat.model.Problems;
import dev.leat.model.Secret;
import dev.leat.model.Transformer;
import dev.leat.model.WriteMode;
import dev.leat.transform.Auxiliaries;
import dev.leat.transform.Constraint;
import dev.leat.transform.Definition;
import dev.leat.transform.Program;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One pipeline against the live systems. Goes on after a problem as far as it makes sense. */
final class PipelineCheck {
    private static final Duration CACHED = Duration.ofMinutes(5);

    private final WorkspaceFiles files;
    private final Flow flow;
    private final Pipeline pipeline;
    private final Opened opened;
    private final Problems problems;
    private final String where;
    private Optional<Standing> drifted = Optional.empty();

    PipelineCheck(WorkspaceFiles files, Flow flow, Pipeline pipeline, Opened opened, Problems problems) {
        this.files = files;
        this.flow = flow;
        this.pipeline = pipeline;
        this.opened = opened;
        this.problems = problems;
        this.where = files.where(pipeline);
    }

    /** Empty after a problem. */
    Optional<Compiled> compile() {
        int before = problems.list().size();
        secrets();
        Optional<EntitySchema> schema = asked(() -> opened.schema(flow.source(), pipeline.source()));
        Optional<Set<CaptureMode>> modes = schema.flatMap(known -> asked(() -> opened.source(flow.source()).modes(pipeline.source())));
        Problems choosing = new Problems();
        Optional<CaptureChoice> choice = modes.map(known -> new CaptureChoice(files, flow, pipeline, schema.get(), known, choosing));
        Optional<Effective> effective = choice.flatMap(CaptureChoice::effective);
        List<LostColumn> lost = effective.isPresent() ? choice.get().lost() : List.of();
        if (effective.isEmpty()) {
            problems.addAll(choosing.list());
        }
        schema.ifPresent(this::refused);
        Optional<Auxiliaries> auxiliaries = auxiliaries();
        Optional<Mapping> mapping = mapping();
        Optional<Destination> destination = asked(() -> opened.destination(flow.destination()));
        if (schema.isEmpty() || mapping.isEmpty()) {
            return Optional.empty();
        }
        Problems unfit = new Problems();
        List<Constraint> constraints = Labels.constraints(files, flow, pipeline, mapping.get());
        List<Column> columns = schema.get().columns().stream().filter(column -> !pipeline.exclude().contains(column.name())).toList();
        List<String> key = effective.map(Effective::key).orElse(schema.get().key());
        Optional<Definition> definition = auxiliaries.map(known -> new Definition(pipeline.mappingFile(), where, columns, key, mapping.get().fields(), pipeline.transformers(),
            constraints, known, files.dir()));
        Optional<Program> program = definition.flatMap(known -> Program.compile(known, unfit));
        Optional<Layout> layout = program.map(this::layout);
        Optional<OpenFields> openFields = layout.map(wanted -> new OpenFields(files.schemaDocument(flow.destination(), pipeline.destination()).map(Document::file).orElse(at()), constraints, wanted));
        Optional<Layout> made = openFields.map(fields -> fields.made(unfit)).map(wanted -> Labels.described(files, flow, pipeline, wanted));
        Optional<Optional<EntitySchema>> live = layout.flatMap(wanted -> destination.flatMap(open -> asked(() -> {
            versions(open);
            Optional<EntitySchema> there = open.schema(pipeline.destination());
            unfit.addAll(open.check(pipeline.destination(), there.isPresent() ? wanted : made.get()));
            return there;
        })));
        Contents contents = new Contents(files, flow, pipeline, schema.get(), mapping.get(), constraints);
        if (problems.list().size() == before && !(unfit.isEmpty() && lost.isEmpty())) {
            if (program.isEmpty()) {
                destination.ifPresent(open -> unfit.addAll(refused(open, new Substitute(definition.get()))));
            }
            drifted = effective.flatMap(known -> new Drift(pipeline, mapping.get(), contents, contents.of(known), at(), lost).verdict(unfit.list()))
                .map(verdict -> new Standing(flow, pipeline, mapping.get(), verdict, Optional.empty(), Stream.concat(choosing.list().stream(), unfit.list().stream()).toList(), lost,
                    List.of(), List.of()));
        }
        if (drifted.isEmpty()) {
            problems.addAll(effective.isPresent() ? choosing.list() : List.of());
            problems.addAll(unfit.list());
        }
        if (problems.list().size() > before || drifted.isPresent() || live.isEmpty() || effective.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Compiled(files, flow, pipeline, opened.site(flow.source()), opened.site(flow.destination()), sites(), schema.get(), modes.get(), effective.get(),
            mapping.get(), program.get(), new Reading(pipeline.source(), columns, key, effective.get().capture()), layout.get(), made.get(), constraints, openFields.get().names(),
            unused(columns, effective.get(), mapping.get(), contents), unfilled(live.get(), layout.get(), constraints), live.get().isPresent(), contents, contents.of(effective.get())));
    }

    private String at() {
        return "connections." + flow.destination() + ": " + pipeline.destination();
    }

    /** What the destination refuses, though some expressions do not fit the source any more: both are told at once. */
    private List<Problem> refused(Destination open, Substitute substitute) {
        return substitute.program().map(this::layout).flatMap(wanted -> asked(() -> open.check(pipeline.destination(), wanted))).stream()
            .flatMap(List::stream).filter(problem -> problem.where().startsWith(at() + ".") && !substitute.leaves(problem.where().substring(at().length() + 1))).toList();
    }

    /** Where {@link #compile} found nothing wrong but that the systems have changed since the approval. */
    Optional<Standing> drifted() {
        return drifted;
    }

    private Layout layout(Program program) {
        return new Layout(program.fields(), program.key(), pipeline.writeMode(), pipeline.howDeleted(), pipeline.entry());
    }

    private void versions(Destination destination) {
        if ((pipeline.writeMode() == WriteMode.HISTORY || pipeline.howDeleted() == Deletes.SOFT) && !destination.keepsVersions()) {
            String key = pipeline.writeMode() == WriteMode.HISTORY ? "history" : "deletes";
            problems.add(where + "." + key, "a destination of type '" + files.type(flow.destination()) + "' keeps no rows that the source has no more", "Leave it out, or use a destination of type postgres");
        }
        if (pipeline.entry().isPresent() && !destination.keepsEntries()) {
            problems.add(where + ".entry", "a destination of type '" + files.type(flow.destination()) + "' keeps no entries by key", "Leave it out, or use a destination of type redis");
        }
    }

    private static List<String> unfilled(Optional<EntitySchema> live, Layout layout, List<Constraint> constraints) {
        Set<String> known = layout.fields().stream().map(Column::name).collect(Collectors.toSet());
        constraints.forEach(constraint -> known.add(constraint.field()));
        return live.stream().flatMap(schema -> schema.names().stream()).filter(name -> !known.contains(name)).toList();
    }

    private Optional<Mapping> mapping() {
        Optional<Mapping> mapping = files.mapping(pipeline);
        if (mapping.isEmpty()) {
            problems.add(where + ".mapping", pipeline.mappingFile() + " does not exist", "Have it proposed: leat map propose \"" + pipeline.name() + "\", or write it");
        } else if (!mapping.get().pipeline().equals(pipeline.name())) {
            problems.add(where + ".mapping", pipeline.mappingFile() + " is the mapping of '" + mapping.get().pipeline() + "'", "Give each pipeline a mapping of its own");
            return Optional.empty();
        }
        return mapping;
    }

    private void refused(EntitySchema schema) {
        schema.columns().stream().filter(column -> column.type().isEmpty() && !pipeline.exclude().contains(column.name())).forEach(column ->
            problems.add(where + ".source", "the column " + pipeline.source() + "." + column.name() + " of type " + column.sourceType() + " cannot be captured" + (column.note().isEmpty() ? "" : ": " + column.note()),
                "Leave it out: exclude: [" + column.name() + "]"));
    }

    private Optional<Auxiliaries> auxiliaries() {
        int before = problems.list().size();
        Map<String, Auxiliaries.Entity> entities = new HashMap<>();
        Map<String, Auxiliaries.Store> caches = new HashMap<>();
        new TreeMap<>(pipeline.auxiliary()).forEach((name, auxiliary) -> {
            auxiliary.entity().ifPresent(entity -> asked(() -> new Auxiliaries.Entity(Connectors.lookup(opened.site(auxiliary.connection())), entity, opened.schema(auxiliary.connection(), entity).columns()))
                .ifPresent(found -> entities.put(name, found)));
            auxiliary.key().ifPresent(key -> asked(() -> new Auxiliaries.Store(Connectors.cache(opened.site(auxiliary.connection())), key, auxiliary.cache().orElse(CACHED)))
                .ifPresent(found -> caches.put(name, found)));
        });
        return problems.list().size() == before ? Optional.of(new Auxiliaries(entities, caches)) : Optional.empty();
    }

    private Map<String, Site<?>> sites() {
        Map<String, Site<?>> sites = new HashMap<>();
        pipeline.auxiliary().forEach((name, auxiliary) -> sites.put(name, opened.site(auxiliary.connection())));
        return sites;
    }

    /** A salt that is missing on this machine would otherwise be found by an executor. */
    private void secrets() {
        for (int i = 0; i < pipeline.transformers().size(); i++) {
            Transformer transformer = pipeline.transformers().get(i);
            for (RecordComponent component : transformer.getClass().getRecordComponents()) {
                String place = where + ".transformers[" + i + "]." + component.getName();
                secret(transformer, component).ifPresent(secret -> reveal(secret, place));
            }
        }
    }

    private void reveal(Secret secret, String place) {
        try {
            secret.reveal();
        } catch (LeatException e) {
            e.problems().forEach(problem -> problems.add(place, problem.where() + ": " + problem.what(), problem.fix()));
        }
    }

    private static Optional<Secret> secret(Transformer transformer, RecordComponent component) {
        try {
            Object value = component.getAccessor().invoke(transformer);
            Object inner = value instanceof Optional<?> optional ? optional.orElse(null) : value;
            return inner instanceof Secret secret ? Optional.of(secret) : Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new LeatException(Kind.BUG, transformer.getClass().getSimpleName(), "its " + component.getName() + " cannot be read", "Report it", e);
        }
    }

    private List<Column> unused(List<Column> columns, Effective effective, Mapping mapping, Contents contents) {
        Set<String> used = new HashSet<>(effective.key());
        effective.capture().incremental().ifPresent(used::add);
        mapping.fields().forEach(field -> used.addAll(contents.used(field)));
        return columns.stream().filter(column -> !used.contains(column.name())).toList();
    }

    /** What a system answers; empty after a problem. A system that does not answer ends the planning: another time may help. */
    private <T> Optional<T> asked(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (LeatException e) {
            if (e.kind() != Kind.WORKSPACE) {
                throw e;
            }
            e.problems().stream().filter(problem -> !problems.list().contains(problem)).forEach(problem -> problems.addAll(List.of(problem)));
            return Optional.empty();
        }
    }
}
