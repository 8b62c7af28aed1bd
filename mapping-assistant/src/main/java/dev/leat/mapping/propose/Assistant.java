package dev.leat.mapping.propose;

import dev.leat.connect.Connectors;
import dev.leat.connect.Sample;
import dev.leat.connect.Sampler;
import dev.leat.connect.Site;
import dev.leat.connect.jdbc.Nearest;
import dev.leat.mapping.decision.Decisions;
import dev.leat.mapping.language.Asking;
import dev.leat.mapping.language.Conversation;
import dev.leat.mapping.match.Matcher;
import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.Samples;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LanguageModel;
import dev.leat.model.LeatException;
import dev.leat.model.Mapping;
import dev.leat.model.Pipeline;
import dev.leat.model.Retry;
import dev.leat.model.SchemaFile;
import dev.leat.plan.Address;
import dev.leat.plan.FlowFile;
import dev.leat.plan.MappingFile;
import dev.leat.plan.Standing;
import dev.leat.plan.WorkspaceFiles;
import dev.leat.transform.ColumnPath;
import dev.leat.transform.Lookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Proposes the mapping of a pipeline from a sample of its source, and from what is known of its destination: its schema file with the labels, and a sample of what it
 * holds already. Needs no network beside these two systems and starts no Spark session.
 *
 * <pre>{@code
 * Leat leat = Leat.open(Path.of("samples/user-sync"));
 * Assistant assistant = new Assistant(leat.files(), leat.servers()::address);
 * Proposal proposal = assistant.propose("User Profile Sync", 1000);
 * proposal.fields().forEach(field -> System.out.println(field.target() + " = " + field.choice().expression()));
 * proposal.missing().forEach(field -> System.out.println(field.target() + " is open: " + field.why()));
 * assistant.write(proposal);
 * }</pre>
 */
public final class Assistant {
    /** A field of less confidence could rather be one that is looked up, if that is this much more likely. */
    private static final double UNSURE = 0.6;
    private static final double BETTER = 0.2;

    private final WorkspaceFiles files;
    private final Function<String, Optional<Address>> servers;
    private final Matcher matcher = Matcher.shipped();

    /** @param servers where a connection's embedded server listens; empty when it does not run */
    public Assistant(WorkspaceFiles files, Function<String, Optional<Address>> servers) {
        this.files = files;
        this.servers = servers;
    }

    /**
     * Where a proposal is now; names from the workspace, with slashes.
     *
     * @param mapping empty where nothing could be proposed
     * @param kept    the pipeline's mapping file where it stays as it is, because a person has approved or edited it; the proposal is beside it then
     */
    public record Written(Optional<String> mapping, String evidence, Optional<String> kept) {}

    /**
     * Writes nothing. Fields that a look-up of the pipeline brings are not asked for.
     *
     * @param rows to look at on either side, at most
     * @throws LeatException of kind WORKSPACE when the pipeline or its source does not exist or nothing is known of its destination; SYSTEM when one of the two cannot be read
     */
    public Proposal propose(String pipeline, int rows) {
        Scenery scenery = scenery(pipeline, rows);
        return finished(scenery, scenery.advice().offline());
    }

    /**
     * As {@link #propose(String, int)}, and then with a second opinion from the workspace's language model, if it has one. With {@link Asking#LIVE} what is asked and
     * answered is stored beside the proposal. A model that does not answer changes nothing but {@link Proposal#model}.
     *
     * @throws LeatException as there; of kind WORKSPACE also when the key cannot be resolved, or there is nothing to replay
     */
    public Proposal propose(String pipeline, int rows, Asking asking) {
        Optional<LanguageModel> model = files.workspace().assistant();
        if (model.isEmpty() && asking == Asking.LIVE) {
            return propose(pipeline, rows);
        }
        Scenery scenery = scenery(pipeline, rows);
        Advice advice = scenery.advice();
        Path exchanges = ProposalFiles.exchanges(files.dir(), pipeline);
        Conversation conversation = asking == Asking.LIVE ? Conversation.live(configured(), exchanges) : Conversation.replay(configured(), exchanges);
        return finished(scenery, advice.with(conversation.ask(advice.questions()), configured()));
    }

    /** What the language model would be sent for this pipeline. Sends and stores nothing. */
    public List<Conversation.Request> requests(String pipeline, int rows) {
        return Conversation.requests(configured(), scenery(pipeline, rows).advice().questions());
    }

    private LanguageModel configured() {
        return files.workspace().assistant().orElseThrow(() -> new LeatException(Kind.WORKSPACE, "leat.yaml: assistant", "no language model is named, so nothing is sent to one and there is nothing to replay",
            "Name one: assistant: {provider: openai, model: NAME, apiKey: \"${env:OPENAI_API_KEY}\"}"));
    }

    /** A pipeline with all that was seen of its two ends, and the fields for which a person has accepted something before. */
    private record Scenery(Flow flow, Pipeline pipeline, Read source, TargetEntity target, Advice advice, Set<String> accepted) {}

    /** @param seen the sample as the pipeline reads it */
    private record Read(Sample sample, SampledEntity seen) {}

    private Scenery scenery(String pipeline, int rows) {
        if (rows < 0) {
            throw new LeatException(Kind.WORKSPACE, "rows", rows + " rows cannot be looked at", "Ask for 1000 or so; for 0 to go by names and types alone");
        }
        Flow flow = files.flowOf(pipeline);
        Pipeline asked = files.pipeline(pipeline);
        Read source = source(flow, asked, rows);
        TargetEntity target = target(flow, asked, rows);
        Mapping.End from = new Mapping.End(flow.source(), asked.source());
        Mapping.End to = new Mapping.End(flow.destination(), asked.destination());
        Remembered remembered = Remembered.of(new Decisions(files.dir()).all(), from, to, new Sides(source.seen(), target.fields()));
        MatchedOrigins origins = new MatchedOrigins(matcher, target.entity());
        Proposal offline = remembered.judge(new Proposer(origins).propose(pipeline, from, to, source.seen(), target.fields(), remembered.suggestions()));
        return new Scenery(flow, asked, source, target, new Advice(source.seen(), target.fields(), origins.candidates(), offline, remembered::rejects),
            remembered.suggestions().stream().map(Suggestion::target).collect(Collectors.toSet()));
    }

    /** With the keys that look-ups of the pipeline need, and with look-ups that it could have. A mapping that stays as it is decides what is open. */
    private Proposal finished(Scenery scenery, Proposal proposal) {
        Read source = scenery.source();
        LookUps lookUps = new LookUps(site(scenery.flow(), scenery.flow().source()), scenery.pipeline(), source.sample(), source.seen(), matcher);
        Optional<Mapping> before = files.mapping(scenery.pipeline());
        Proposal keyed = new KeyFields(scenery.pipeline(), source.seen(), before).into(proposal, lookUps::keys);
        Optional<Mapping> kept = before.filter(any -> !ours(keyed, mappingFile(keyed)));
        Map<String, String> held = new LinkedHashMap<>();
        Map<String, Double> wanted = new LinkedHashMap<>();
        keyed.open().forEach(field -> wanted.put(field.target(), 0.0));
        if (kept.isPresent()) {
            kept.get().fields().forEach(field -> held.put(field.target(), field.expression()));
        } else {
            keyed.fields().forEach(field -> held.put(field.target(), field.choice().expression()));
            keyed.fields().stream().filter(field -> field.choice().confidence() < UNSURE).forEach(field -> wanted.put(field.target(), field.choice().confidence() + BETTER));
        }
        kept.ifPresent(mapping -> wanted.keySet().removeAll(held.keySet()));
        Set<String> doubted = new HashSet<>(kept.isPresent() ? Set.of() : held.keySet());
        doubted.removeAll(scenery.accepted());
        doubted.removeIf(field -> scenery.target().fields().stream().noneMatch(known -> known.name().equals(field)));
        return keyed.with(lookUps.of(scenery.target(), wanted, held, doubted));
    }

    /**
     * Writes the look-ups of a proposal into the flow's file, before the pipeline's other transformers; all else in it stays as it is. A mapping that stays gets the keys that they
     * need, and its approval is stale then. If the process dies between the two, {@code leat plan} says which field is missing.
     *
     * @return the proposal with those keys, and without what is looked up now; still to be written
     * @throws LeatException of kind WORKSPACE when the file has changed or its form does not allow it
     */
    public Proposal add(Proposal proposal) {
        if (proposal.lookUps().isEmpty()) {
            return proposal;
        }
        Pipeline pipeline = files.pipeline(proposal.pipeline());
        Optional<Mapping> kept = files.mapping(pipeline).filter(any -> !ours(proposal, mappingFile(proposal)));
        Map<String, Object> auxiliary = new LinkedHashMap<>();
        proposal.lookUps().forEach(lookUp -> auxiliary.putAll(lookUp.auxiliary()));
        FlowFile.of(files, files.flowOf(pipeline.name())).enrich(pipeline, auxiliary, proposal.lookUps().stream().map(LookUp::transformer).toList());
        List<ProposedField> keys = proposal.lookUps().stream().filter(lookUp -> !lookUp.mapped()).map(KeyFields::of).toList();
        kept.ifPresent(mapping -> keys.forEach(key -> MappingFile.of(files, pipeline).put(Optional.empty(), Proposal.field(key))));
        return proposal.with(keys, proposal.lookUps().stream().flatMap(lookUp -> lookUp.takes().stream()).map(LookUp.Take::target).collect(Collectors.toSet()));
    }

    /**
     * Both sides of a pipeline as a proposal would see them, for trying expressions on the same rows.
     *
     * @throws LeatException as {@link #propose}; a destination of which nothing is known has no fields here
     */
    public Sides sides(String pipeline, int rows) {
        Flow flow = files.flowOf(pipeline);
        Pipeline asked = files.pipeline(pipeline);
        return new Sides(source(flow, asked, rows).seen(), seen(flow, asked, rows).fields());
    }

    /**
     * What could be done about the fields that are stale, tried on rows as they are now; nothing is written. What was approved stays the first choice where it still fits.
     *
     * @param standing as {@code Leat.standings} tells
     * @throws LeatException as {@link #propose}
     */
    public List<Repair> repairs(Standing standing, int rows) {
        if (!standing.repairable() || standing.verdict().fields().isEmpty()) {
            return List.of();
        }
        return new Mending(matcher, source(standing.flow(), standing.pipeline(), rows).seen(), keyed(standing.pipeline(), seen(standing.flow(), standing.pipeline(), rows)), standing).repairs();
    }

    /**
     * What the columns that the flow names and that are gone are probably called now, by their old names; nothing is written.
     *
     * @param standing as {@code Leat.standings} tells
     * @throws LeatException as {@link #propose}
     */
    public Map<String, String> renamed(Standing standing, int rows) {
        if (standing.lost().isEmpty()) {
            return Map.of();
        }
        Map<String, String> approved = new TreeMap<>(standing.approvedColumns());
        Optional<SchemaFile> pulled = files.schema(standing.flow().source(), standing.pipeline().source());
        pulled.ifPresent(file -> file.fields().forEach(field -> approved.putIfAbsent(new ColumnPath(List.of(field.name())).toString(), field.type())));
        standing.lost().forEach(lost -> approved.putIfAbsent(new ColumnPath(List.of(lost.column())).toString(), ""));
        Renaming renaming = Renaming.of(matcher, source(standing.flow(), standing.pipeline(), rows).seen(), approved);
        Map<String, String> names = new TreeMap<>();
        standing.lost().forEach(lost -> renaming.name(lost.column()).ifPresent(name -> names.put(lost.column(), name)));
        return names;
    }

    private static TargetEntity keyed(Pipeline pipeline, TargetEntity target) {
        return new TargetEntity(target.entity(), Stream.concat(target.fields().stream(), KeyFields.targets(pipeline).stream()).toList(), target.exists());
    }

    private Read source(Flow flow, Pipeline pipeline, int rows) {
        EntityName entity = pipeline.source();
        try (Sampler sampler = Connectors.sampler(site(flow, flow.source()))) {
            Sample sample = sampler.sample(entity, rows).orElseThrow(() -> Nearest.missing(flow.source(), entity, sampler.entities()));
            EntitySchema schema = sample.schema();
            Sample read = new Sample(new EntitySchema(entity, schema.columns().stream().filter(column -> !pipeline.exclude().contains(column.name())).toList(), schema.key()),
                sample.rows(), sample.comments(), sample.references());
            Optional<SchemaFile> labels = files.schema(flow.source(), entity);
            return new Read(read, labels.map(file -> Samples.of(entity.toString(), read, file)).orElseGet(() -> Samples.of(entity.toString(), read)));
        }
    }

    private TargetEntity seen(Flow flow, Pipeline pipeline, int rows) {
        Optional<Sample> live = Samples.read(site(flow, flow.destination()), pipeline.destination(), rows);
        Set<String> brought = pipeline.transformers().stream().filter(Lookup.class::isInstance).flatMap(lookup -> ((Lookup) lookup).brings().stream()).collect(Collectors.toSet());
        return TargetEntity.of(pipeline.destination(), live, files.schema(flow.destination(), pipeline.destination()), brought);
    }

    private TargetEntity target(Flow flow, Pipeline pipeline, int rows) {
        EntityName entity = pipeline.destination();
        TargetEntity target = seen(flow, pipeline, rows);
        if (target.fields().isEmpty()) {
            String named = flow.destination() + " " + entity;
            throw new LeatException(Kind.WORKSPACE, "connections." + flow.destination() + ": " + entity,
                target.exists() ? "it has no fields that a mapping could fill" : "it does not exist yet, and no schema file says which fields it is to have",
                "Say what they are: leat destination label " + named + " FIELD --type TYPE --description TEXT" + (target.exists() ? "" : "; or make it and run leat destination pull " + named));
        }
        return target;
    }

    private Site<?> site(Flow flow, String connection) {
        return files.site(connection, flow.retry().orElse(Retry.DEFAULT), servers);
    }

    /** Into the pipeline's mapping file, unless a person has approved or edited what is there: then beside it. */
    public Written write(Proposal proposal) {
        String mapping = mappingFile(proposal);
        if (!ours(proposal, mapping)) {
            List<Path> written = ProposalFiles.writeBeside(proposal, files.dir());
            return new Written(proposal.mapping().map(any -> name(written.get(0))), name(written.get(written.size() - 1)), Optional.of(mapping));
        }
        return replace(proposal);
    }

    /** Into the pipeline's mapping file, whatever is there. An approval in it is gone then. */
    public Written replace(Proposal proposal) {
        String mapping = mappingFile(proposal);
        List<Path> written = ProposalFiles.write(proposal, files.dir(), files.dir().resolve(mapping));
        return new Written(proposal.mapping().map(any -> mapping), name(written.get(written.size() - 1)), Optional.empty());
    }

    private String mappingFile(Proposal proposal) {
        return files.pipeline(proposal.pipeline()).mappingFile();
    }

    /** What was proposed last is still there byte for byte, or nothing is. */
    private boolean ours(Proposal proposal, String mapping) {
        Path file = files.dir().resolve(mapping);
        Path last = ProposalFiles.draft(files.dir(), proposal.pipeline());
        try {
            return !Files.exists(file) || Files.exists(last) && Files.mismatch(file, last) < 0;
        } catch (IOException e) {
            throw new LeatException(Kind.WORKSPACE, mapping, "it cannot be read (" + e.getClass().getSimpleName() + ")", "Correct its permissions", e);
        }
    }

    private String name(Path file) {
        return files.dir().relativize(file).toString().replace('\\', '/');
    }
}
