package dev.leat.connect.elasticsearch;

import dev.leat.connect.Backoff;
import dev.leat.connect.Outcome;
import dev.leat.connect.Site;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.elasticsearch.hadoop.EsHadoopException;
import org.elasticsearch.hadoop.cfg.PropertiesSettings;
import org.elasticsearch.hadoop.rest.RestService;
import org.elasticsearch.hadoop.util.BytesArray;

/**
 * One task's bulk requests through the connector: one writer, which is made anew and given the same entries again when a request failed as a whole. That is safe whatever
 * of it arrived, as an entry in the same version changes nothing.
 */
final class Bulk implements AutoCloseable {
    private static final Log LOG = LogFactory.getLog(Bulk.class);

    private final Site<ElasticsearchSettings> site;
    private final String index;
    private final int task;
    private final Answers answers;
    private final Backoff backoff;
    private RestService.PartitionWriter writer;

    Bulk(Site<ElasticsearchSettings> site, String index, int task) {
        this.site = site;
        this.index = index;
        this.task = task;
        this.answers = new Answers(site, index);
        this.backoff = new Backoff(site.retry());
    }

    Outcome send(Chunk chunk) {
        for (int attempt = 1;; attempt++) {
            try {
                return once(chunk);
            } catch (EsHadoopException e) {
                discard();
                if (!backoff.again(attempt)) {
                    throw failed(e);
                }
            }
        }
    }

    private Outcome once(Chunk chunk) {
        answers.begin();
        if (writer == null) {
            writer = RestService.createWriter(new ConnectorSettings(site, index).properties(), task, -1, LOG);
        }
        BytesArray entry = new BytesArray(chunk.bytes());
        for (int i = 0; i < chunk.entries(); i++) {
            entry.offset(chunk.start(i));
            entry.size(chunk.end(i) - chunk.start(i));
            writer.repository.writeProcessedToIndex(entry);
        }
        writer.repository.flush();
        return answers.of(chunk);
    }

    private LeatException failed(EsHadoopException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof LeatException known) {
                return known;
            }
        }
        // The cause is not kept: the connector puts the whole request into the messages of some
        return new LeatException(Kind.SYSTEM, "connections." + site.name(),
            "Elasticsearch at " + site.settings().addresses() + " does not take documents (" + Requests.describe(e) + ")", "Check that it runs; then run again");
    }

    private void discard() {
        if (writer != null) {
            try {
                writer.close();
            } catch (EsHadoopException e) {
                LOG.debug("closing the writer of a failed request", e);
            }
            writer = null;
        }
    }

    @Override
    public void close() {
        Answers.end();
        discard();
    }
}
