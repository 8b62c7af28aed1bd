package dev.leat.connect.elasticsearch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Batch;
import dev.leat.connect.Held;
import dev.leat.connect.Layout;
import dev.leat.connect.Site;
import dev.leat.model.Column;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** All documents of an index as they were stored, by one scroll. A version under 2^32 is one that the server counted itself: such a document is not Leat's. */
record StoredDocuments(Site<ElasticsearchSettings> site, String index) {
    private static final String DOCUMENT = "_leat_document";
    private static final StructType READ = new StructType().add(Batch.ID, DataTypes.StringType).add(Batch.SEQ, DataTypes.LongType).add(DOCUMENT, DataTypes.StringType);

    Held of(SparkSession spark, Layout layout, List<String> fields, IndexMapping mapping) {
        Map<String, String> without = new LinkedHashMap<>();
        StructType wanted = new StructType();
        for (Column field : layout.fields()) {
            if (fields.contains(field.name()) && mapping.keepsDocuments()) {
                wanted = wanted.add(field.name(), IndexMapping.type(field));
            } else if (fields.contains(field.name())) {
                without.put(field.name(), "the index does not keep its documents as they were sent (_source)");
            }
        }
        Dataset<Row> read = spark.createDataFrame(JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(List.of(0), 1).flatMap(new Scroll(site, index, wanted.size() > 0)), READ);
        if (wanted.isEmpty()) {
            return new Held(read.select(Batch.ID, Batch.SEQ), without);
        }
        List<org.apache.spark.sql.Column> columns = new ArrayList<>(List.of(col(Batch.ID), col(Batch.SEQ)));
        for (String name : wanted.fieldNames()) {
            columns.add(col("document").getField(name).as(name));
        }
        return new Held(read.select(col(Batch.ID), col(Batch.SEQ), from_json(col(DOCUMENT), wanted, Map.of()).as("document")).select(columns.toArray(org.apache.spark.sql.Column[]::new)), without);
    }

    /** On an executor, for one task. */
    private record Scroll(Site<ElasticsearchSettings> site, String index, boolean documents) implements FlatMapFunction<Integer, Row> {
        @Override
        public Iterator<Row> call(Integer part) {
            return new Pages(site, index, documents);
        }
    }

    /** One page ahead. */
    private static final class Pages implements Iterator<Row> {
        private static final int PAGE = 2_000;
        private static final String KEEP = "2m";
        private static final long FIRST = 1L << 32;

        private final Site<ElasticsearchSettings> site;
        private final String index;
        private final Requests requests;
        private Iterator<JsonNode> page;
        private String scroll;

        Pages(Site<ElasticsearchSettings> site, String index, boolean documents) {
            this.site = site;
            this.index = index;
            this.requests = new Requests(site);
            ObjectNode search = Requests.JSON.createObjectNode().put("size", PAGE).put("version", true).put("_source", documents);
            search.putArray("sort").add("_doc");
            take("/" + index + "/_search?scroll=" + KEEP, search);
        }

        private void take(String path, ObjectNode body) {
            Requests.Answer answer = requests.call("POST", path, Optional.of(body));
            if (answer.status() >= 400 || answer.body().path("_shards").path("failed").asInt() > 0) {
                throw new LeatException(Kind.SYSTEM, "connections." + site.name() + ": " + index, "its documents cannot be read (" + answer.reason() + ")", "Check the index, and run again");
            }
            scroll = answer.body().path("_scroll_id").asText();
            page = answer.body().path("hits").path("hits").iterator();
        }

        @Override
        public boolean hasNext() {
            if (page.hasNext()) {
                return true;
            }
            if (scroll != null) {
                take("/_search/scroll", Requests.JSON.createObjectNode().put("scroll", KEEP).put("scroll_id", scroll));
                if (!page.hasNext()) {
                    requests.tried("DELETE", "/_search/scroll", Optional.of(Requests.JSON.createObjectNode().put("scroll_id", scroll))); // else the server does it after a while
                    scroll = null;
                }
            }
            return page.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            JsonNode hit = page.next();
            long version = hit.path("_version").asLong();
            return RowFactory.create(hit.path("_id").asText(), version < FIRST ? null : version, hit.path("_source").toString());
        }
    }
}
