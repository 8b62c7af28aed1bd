package dev.leat.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.connect.jdbc.Rows;
import dev.leat.model.CaptureMode;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Endpoints as entities: read as a whole, or since a cursor where the API can be asked for that. */
final class HttpSource implements Source {
    private final Site<HttpSettings> site;
    private final Map<EntityName, EntitySchema> schemas = new HashMap<>();
    private Requests requests;

    HttpSource(Site<HttpSettings> site) {
        this.site = site;
    }

    @Override
    public List<EntityName> entities() {
        return site.settings().entities().keySet().stream().map(EntityName::of).toList();
    }

    @Override
    public EntitySchema schema(EntityName entity) {
        return schemas.computeIfAbsent(entity, name -> {
            Target target = Target.of(site, name);
            EntitySchema schema = Pinned.schema(site, name).orElseGet(() -> Excerpt.of(requests(), target, name, 0).schema());
            if (schema.columns().isEmpty()) {
                throw new LeatException(Kind.WORKSPACE, target.where(), "it has no records now, so nothing is known of its columns",
                    "Write schemas/" + site.name() + "/" + name + ".yaml with entity and fields, or pull it when there are records");
            }
            return schema;
        });
    }

    @Override
    public boolean samplesSchema() {
        return true;
    }

    @Override
    public Set<CaptureMode> modes(EntityName entity) {
        return Target.of(site, entity).endpoint().since().isPresent() ? EnumSet.of(CaptureMode.INCREMENTAL, CaptureMode.SNAPSHOT) : EnumSet.of(CaptureMode.SNAPSHOT);
    }

    @Override
    public Optional<Range> next(Reading reading, Optional<JsonNode> position) {
        Target target = Target.of(site, reading.entity());
        if (reading.capture().incremental().isPresent()) {
            Cursor cursor = cursor(reading);
            Duration lag = reading.capture().lag().orElse(Duration.ZERO);
            if (!cursor.isTime() && !lag.isZero()) {
                throw new LeatException(Kind.WORKSPACE, target.where(), "a lag needs a cursor that is a time, and 'since.format' is number", "Leave 'lag' out, or correct 'since'");
            }
            return new Window(cursor, column(reading, cursor.column()).type().orElseThrow(), lag, from -> look(reading, cursor, from)).next(position);
        }
        JsonNode nothing = JsonNodeFactory.instance.objectNode();
        return Optional.of(new Range(nothing, nothing, Optional.empty(), rows(target)));
    }

    /** From the first page: exact when there is no other, or when it tells. */
    private long rows(Target target) {
        if (target.endpoint().page().filter(Page::counted).isPresent()) {
            try (Counted pages = new Counted(requests(), target)) {
                int first = target.records(pages.next()).size();
                return pages.total().orElse(pages.hasNext() ? -1 : first);
            }
        }
        Chain pages = new Chain(requests(), target);
        int first = target.records(pages.next()).size();
        return pages.hasNext() ? -1 : first;
    }

    private Looked look(Reading reading, Cursor cursor, OptionalLong from) {
        Target target = Target.of(site, reading.entity()).since(since(cursor, from, OptionalLong.empty(), reading.entity()));
        Looked looked = new Looked(cursor, reading.columns().stream().map(Column::name).toList());
        boolean counted = target.endpoint().page().filter(Page::counted).isPresent();
        try (Counted numbered = counted ? new Counted(requests(), target) : null) {
            java.util.Iterator<Answer> pages = counted ? numbered : new Chain(requests(), target);
            while (pages.hasNext()) {
                Answer answer = pages.next();
                looked.begin(answer.clock());
                target.records(answer).forEach(looked::add);
            }
        }
        return looked;
    }

    private LinkedHashMap<String, String> since(Cursor cursor, OptionalLong from, OptionalLong until, EntityName entity) {
        Since since = Target.of(site, entity).endpoint().since().orElseThrow();
        LinkedHashMap<String, String> params = new LinkedHashMap<>();
        from.ifPresent(ticks -> params.put(since.param(), cursor.before(ticks)));
        until.ifPresent(ticks -> since.until().ifPresent(name -> params.put(name, cursor.until(ticks))));
        return params;
    }

    @Override
    public Dataset<Row> read(SparkSession spark, Reading reading, Range range) {
        StructType schema = Rows.schema(reading);
        boolean incremental = reading.capture().incremental().isPresent();
        Cursor cursor = incremental ? cursor(reading) : null;
        OptionalLong from = tick(cursor, range.bounds(), "from");
        LinkedHashMap<String, String> since = incremental ? since(cursor, from, tick(cursor, range.bounds(), "until"), reading.entity()) : new LinkedHashMap<>();
        EntityPart part = new EntityPart(site, reading.entity(), new RowMaker(schema, cursor), List.copyOf(reading.key()), !incremental, from.isPresent() ? from.getAsLong() : null, since);
        return Rows.dataset(spark, schema, List.of(part));
    }

    private static OptionalLong tick(Cursor cursor, JsonNode bounds, String name) {
        return bounds.hasNonNull(name) ? OptionalLong.of(cursor.parse(bounds.get(name).asText())) : OptionalLong.empty();
    }

    private Cursor cursor(Reading reading) {
        Column column = column(reading, reading.capture().incremental().orElseThrow());
        String where = Target.of(site, reading.entity()).where();
        Since since = Target.of(site, reading.entity()).endpoint().since().orElseThrow(() -> new LeatException(Kind.WORKSPACE, where,
            "it cannot be asked for what is new", "Write 'since: {param: NAME}' of the entity, or capture: snapshot"));
        String type = column.type().orElseThrow();
        if (!Set.of("string", "bigint", "int", "double", "date", "timestamp", "timestamp_ntz").contains(type)) {
            throw new LeatException(Kind.WORKSPACE, where, "the cursor column '" + column.name() + "' of type " + type + " has no order to follow", "Name a column with a time or a number");
        }
        return new Cursor(column.name(), type.equals("string"), since.written());
    }

    private Column column(Reading reading, String name) {
        return reading.columns().stream().filter(column -> column.name().equals(name)).findFirst()
            .orElseThrow(() -> new LeatException(Kind.WORKSPACE, Target.of(site, reading.entity()).where(), "it has no column '" + name + "'", "Name one of its columns"));
    }

    private Requests requests() {
        if (requests == null) {
            requests = new Requests(site);
        }
        return requests;
    }

    @Override
    public void close() {}
}
