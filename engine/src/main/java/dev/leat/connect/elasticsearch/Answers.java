package dev.leat.connect.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Backoff;
import dev.leat.connect.Failure;
import dev.leat.connect.Outcome;
import dev.leat.connect.Site;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.elasticsearch.hadoop.handler.HandlerResult;
import org.elasticsearch.hadoop.rest.EsHadoopRemoteException;
import org.elasticsearch.hadoop.rest.bulk.handler.BulkWriteErrorHandler;
import org.elasticsearch.hadoop.rest.bulk.handler.BulkWriteFailure;
import org.elasticsearch.hadoop.rest.bulk.handler.DelayableErrorCollector;

/**
 * Sorts the entries that the server did not carry out. The connector makes its error handlers by class name in the thread that writes, so they find the record of their bulk
 * through that thread.
 */
final class Answers {
    private static final ThreadLocal<Answers> OF_THREAD = new ThreadLocal<>();
    private static final Pattern FIELD = Pattern.compile("(?:failed to parse(?: date)? field|field|mapping set to strict, dynamic introduction of) \\[([^\\]]+)]");

    private final Site<ElasticsearchSettings> site;
    private final String stage;
    private final Backoff backoff;
    private final List<Failure> refused = new ArrayList<>();
    private int olderDocuments;
    private int olderDeletes;
    private int refusedDeletes;

    Answers(Site<ElasticsearchSettings> site, String stage) {
        this.site = site;
        this.stage = stage;
        this.backoff = new Backoff(site.retry());
    }

    /** To be called by the thread that sends, before each bulk. */
    void begin() {
        refused.clear();
        olderDocuments = 0;
        olderDeletes = 0;
        refusedDeletes = 0;
        OF_THREAD.set(this);
    }

    Outcome of(Chunk sent) {
        int documents = sent.entries() - sent.deletes();
        return new Outcome(new dev.leat.connect.Written(documents - olderDocuments - (refused.size() - refusedDeletes),
            sent.deletes() - olderDeletes - refusedDeletes, olderDocuments + olderDeletes), List.copyOf(refused));
    }

    static void end() {
        OF_THREAD.remove();
    }

    private HandlerResult failed(BulkWriteFailure failure, DelayableErrorCollector<byte[]> connector) throws IOException {
        int status = failure.getResponseCode();
        String type = failure.getException() instanceof EsHadoopRemoteException remote && remote.getType() != null ? remote.getType() : "";
        if (status == 409) {
            older(failure);
            return HandlerResult.HANDLED;
        }
        if (status == 401 || status == 403 && type.equals("security_exception")) {
            throw new LeatException(Kind.WORKSPACE, "connections." + site.name(), "Elasticsearch refuses the credential (" + words(failure) + ")",
                "Give it the privileges index and delete on the index");
        }
        if (status == 429 || status >= 500 || status == 404 || status == 403 || type.startsWith("index_")) {
            if (failure.getNumberOfAttempts() < site.retry().attempts()) {
                return connector.backoffAndRetry(backoff.millisAfter(failure.getNumberOfAttempts()), TimeUnit.MILLISECONDS);
            }
            throw new LeatException(Kind.SYSTEM, "connections." + site.name(), "Elasticsearch does not take documents (" + status + ", " + words(failure) + ")",
                "Check its load, its disk and the index; then run again");
        }
        refuse(failure);
        return HandlerResult.HANDLED;
    }

    private void older(BulkWriteFailure failure) throws IOException {
        if (Entry.of(failure).delete()) {
            olderDeletes++;
        } else {
            olderDocuments++;
        }
    }

    private void refuse(BulkWriteFailure failure) throws IOException {
        Entry entry = Entry.of(failure);
        String words = words(failure);
        Matcher field = FIELD.matcher(words);
        String name = field.find() ? field.group(1) : "";
        refused.add(new Failure(entry.version(), "refused", stage, name, entry.value(name), words));
        if (entry.delete()) {
            refusedDeletes++;
        }
    }

    /** The server's reason and its causes. */
    private static String words(BulkWriteFailure failure) {
        StringBuilder words = new StringBuilder();
        for (Throwable cause = failure.getException(); cause != null; cause = cause.getCause()) {
            String type = cause instanceof EsHadoopRemoteException remote && remote.getType() != null ? remote.getType() + ": " : "";
            words.append(words.isEmpty() ? "" : "; ").append(type).append(cause.getMessage());
        }
        return words.toString();
    }

    private record Entry(boolean delete, long version, JsonNode document) {

        static Entry of(BulkWriteFailure failure) throws IOException {
            try (InputStream lines = failure.getEntryContents()) {
                byte[] bytes = lines.readAllBytes();
                int end = 0;
                while (bytes[end] != '\n') {
                    end++;
                }
                JsonNode action = Requests.JSON.readTree(bytes, 0, end);
                boolean delete = action.has("delete");
                return new Entry(delete, action.elements().next().path("version").asLong(),
                    delete ? Requests.JSON.createObjectNode() : Requests.JSON.readTree(bytes, end + 1, bytes.length - end - 1));
            }
        }

        String value(String field) {
            JsonNode value = document.path(field);
            if (value.isMissingNode()) {
                value = document.at("/" + field.replace('.', '/'));
            }
            return value.isMissingNode() ? "" : value.isValueNode() ? value.asText() : value.toString();
        }
    }

    /** What the connector makes by its class name. */
    public static final class Handler extends BulkWriteErrorHandler {
        @Override
        public HandlerResult onError(BulkWriteFailure failure, DelayableErrorCollector<byte[]> connector) throws IOException {
            return OF_THREAD.get().failed(failure, connector);
        }
    }
}
