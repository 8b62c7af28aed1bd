package dev.leat.connect.delta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.LocalFiles;
import dev.leat.connect.Site;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.TableNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** What a Delta table's log says, read without Spark. */
final class DeltaTable {
    private final String path;
    private final Engine engine = DefaultEngine.create(LocalFiles.configuration());

    DeltaTable(Site<DeltaSettings> site, EntityName entity) {
        this.path = root(site) + "/" + String.join("/", entity.parts());
    }

    static String root(Site<DeltaSettings> site) {
        String written = site.settings().path();
        String path = written.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*") ? written : "file:" + site.resolve(written).toAbsolutePath().normalize();
        return path.replaceAll("/+$", "");
    }

    String path() {
        return path;
    }

    /** Empty when there is no table. */
    Optional<StructType> schema() {
        return snapshot().map(snapshot -> (StructType) DataType.fromJson(snapshot.getMetadata().getSchemaString()));
    }

    /** Whether the table has this batch of the application or a later one. */
    boolean has(String application, long batch) {
        return snapshot().flatMap(snapshot -> snapshot.getLatestTransactionVersion(engine, application)).filter(latest -> latest >= batch).isPresent();
    }

    /** At most so many rows, in the order of files; empty when there is no table. @param columns of {@link #schema} */
    List<ObjectNode> first(StructType columns, int most) throws IOException {
        Optional<Snapshot> snapshot = snapshot();
        try {
            return snapshot.isEmpty() ? List.of() : new KernelRows(engine, columns).first(snapshot.get(), most);
        } catch (KernelEngineException broken) {
            throw new IOException(broken.getMessage(), broken);
        }
    }

    private Optional<Snapshot> snapshot() {
        try {
            return Optional.of(Table.forPath(engine, path).getLatestSnapshot(engine));
        } catch (TableNotFoundException e) {
            return Optional.empty();
        } catch (KernelException | KernelEngineException e) {
            throw new LeatException(Kind.SYSTEM, path, "the Delta table cannot be read (" + e.getMessage().replaceAll("\\s+", " ") + ")", "Check its folder and that all of its log is there", e);
        }
    }
}
