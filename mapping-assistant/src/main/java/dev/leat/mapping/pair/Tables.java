package dev.leat.mapping.pair;

import dev.leat.connect.Connectors;
import dev.leat.connect.Sample;
import dev.leat.connect.Sampler;
import dev.leat.mapping.match.Matcher;
import dev.leat.mapping.schema.Profiles;
import dev.leat.mapping.schema.SchemaFiles;
import dev.leat.model.EntityName;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import dev.leat.model.Problem;
import dev.leat.model.Retry;
import dev.leat.plan.Address;
import dev.leat.plan.FlowFile;
import dev.leat.plan.WorkspaceFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Proposes which source entity fills which destination entity of a flow, for those that no pipeline of the workspace writes yet: what the destination has, and what schema
 * files describe. Schemas of all are read, rows only of the likeliest few. Needs no network beside the two systems and starts no Spark session; the same systems give the
 * same proposal.
 *
 * <pre>{@code
 * Leat leat = Leat.open(Path.of("samples/shop"));
 * Tables tables = new Tables(leat.files(), leat.servers()::address);
 * TableProposal proposal = tables.propose("Shop to Warehouse", 200);
 * proposal.sure().forEach(pair -> System.out.println(pair.destination() + " from " + pair.choice().get().source()));
 * List<String> pipelines = tables.add(proposal);
 * }</pre>
 */
public final class Tables {
    /** Rows of an entity that tell enough for this. */
    public static final int ROWS = 200;

    private final WorkspaceFiles files;
    private final Function<String, Optional<Address>> servers;
    private final Matcher matcher = Matcher.shipped();

    /** @param servers where a connection's embedded server listens; empty when it does not run */
    public Tables(WorkspaceFiles files, Function<String, Optional<Address>> servers) {
        this.files = files;
        this.servers = servers;
    }

    /**
     * Writes nothing.
     *
     * @param rows to look at of an entity, at most
     * @throws LeatException of kind WORKSPACE when there is no such flow, or neither end has an entity to look at; SYSTEM when one of the two cannot be read
     */
    public TableProposal propose(String name, int rows) {
        Flow flow = flow(name);
        try (Sampler from = sampler(flow, flow.source()); Sampler to = sampler(flow, flow.destination())) {
            SchemaFiles described = new SchemaFiles(files.dir());
            Side target = Side.destination(to, entity -> files.schema(flow.destination(), entity), described.entities(flow.destination()));
            List<EntityName> wanted = target.entities().stream().filter(entity -> !written(flow.destination()).contains(entity)).toList();
            if (target.entities().isEmpty()) {
                throw new LeatException(Kind.WORKSPACE, "connections." + flow.destination(), "it has no entity yet, and no file in schemas/" + flow.destination() + " says what it is to have",
                    "Say it: leat destination label " + flow.destination() + " ENTITY FIELD --type TYPE --description TEXT");
            }
            Side source = Side.source(from, entity -> files.schema(flow.source(), entity));
            if (source.entities().isEmpty()) {
                throw new LeatException(Kind.WORKSPACE, "connections." + flow.source(), "it shows no entity with fields", "Check its path, or grant its user the right to read");
            }
            PipelineNames names = new PipelineNames(files.flows().stream().flatMap(known -> Stream.concat(Stream.of(known.flow()), known.pipelines().stream().map(Pipeline::name))));
            List<Pairing> pairs = new Ranking(source, target, wanted, matcher).of(rows).stream().map(ranked -> new Pairing(ranked.target(), target.exists(ranked.target()), ranked.choice(),
                ranked.alternatives(), names.of(ranked.target()), ranked.choice().map(choice -> key(flow, source.sample(choice.source(), rows), choice.source())).orElse(List.of()))).toList();
            return new TableProposal(flow.flow(), flow.source(), flow.destination(), source.entities().size(), pairs, source.unread());
        }
    }

    private Sampler sampler(Flow flow, String connection) {
        return Connectors.sampler(files.site(connection, flow.retry().orElse(Retry.DEFAULT), servers));
    }

    private Flow flow(String name) {
        return files.flows().stream().filter(flow -> flow.flow().equals(name)).findFirst()
            .orElseThrow(() -> new LeatException(Kind.WORKSPACE, name, "no flow of this name", Problem.choices(files.flows().stream().map(Flow::flow).toList())));
    }

    /** By any flow: two that write the same entity would undo each other's work. */
    private Set<EntityName> written(String destination) {
        return files.flows().stream().filter(flow -> flow.destination().equals(destination)).flatMap(flow -> flow.pipelines().stream()).map(Pipeline::destination).collect(Collectors.toSet());
    }

    /** What has to be said: not a key that the source declares, nor one that another pipeline says already. */
    private List<String> key(Flow flow, Optional<Sample> sample, EntityName entity) {
        boolean said = files.flows().stream().filter(other -> other.source().equals(flow.source())).flatMap(other -> other.pipelines().stream())
            .anyMatch(pipeline -> pipeline.source().equals(entity) && !pipeline.key().isEmpty());
        return sample.filter(seen -> !said && seen.schema().key().isEmpty())
            .flatMap(seen -> Profiles.of(entity.toString(), seen).keys().stream().findFirst()).orElse(List.of());
    }

    /**
     * Writes the pipelines of the sure pairs to the end of the flow's list; all else in its file stays as it is. They have no mapping yet.
     *
     * @return their names
     * @throws LeatException of kind WORKSPACE when the file has changed or its form does not allow it
     */
    public List<String> add(TableProposal proposal) {
        return add(proposal, proposal.sure());
    }

    /** The same for chosen pairs, each of which has a choice. */
    public List<String> add(TableProposal proposal, List<Pairing> pairs) {
        if (pairs.isEmpty()) {
            return List.of();
        }
        FlowFile.of(files, flow(proposal.flow())).append(pairs.stream().map(Tables::pipeline).toList());
        return pairs.stream().map(Pairing::pipeline).toList();
    }

    private static Map<String, Object> pipeline(Pairing pair) {
        Map<String, Object> pipeline = new LinkedHashMap<>();
        pipeline.put("name", pair.pipeline());
        pipeline.put("source", pair.choice().orElseThrow().source().toString());
        pipeline.put("destination", pair.destination().toString());
        if (!pair.key().isEmpty()) {
            pipeline.put("key", pair.key());
        }
        return pipeline;
    }
}
