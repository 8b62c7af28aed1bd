package dev.leat.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.memory.MemoryStore;
import dev.leat.model.Flow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A workspace with one flow of two pipelines on systems in memory, and what tests do with it. */
final class Shop {
    static final Instant NOW = Instant.parse("2026-11-21T09:00:00.123Z");
    private static final String FILES = """
        ### leat.yaml
        workspace: shop
        lake: ./lake
        connections:
          db: {type: memory, store: "DIR/db"}
          out: {type: memory, store: "DIR/out"}
          cache: {type: memory, store: "DIR/cache"}
        ### flows/users.yaml
        flow: Users
        source: db
        destination: out
        pipelines:
          - name: Profile
            source: users
            destination: profiles
            transformers:
              - {type: hash, name: Hash It, columns: [mail], salt: a-salt}
              - {type: lookup, name: Enrich, auxiliary: prefs, match: {user_id: id}, take: [theme], cache: cache}
            auxiliary:
              prefs: {connection: db, entity: prefs}
              cache: {connection: cache, key: "p:{id}"}
          - {name: Orders, source: orders, destination: orders}
        ### mappings/profile.yaml
        # written by hand
        pipeline: Profile
        source: {connection: db, entity: users}
        destination: {connection: out, entity: profiles}
        fields:
          - {target: id, expression: id}          # the key
          - {target: full_name, expression: "concat_ws(' ', first_name, last_name)"}
          - {target: mail, expression: mail}
        ### mappings/orders.yaml
        pipeline: Orders
        source: {connection: db, entity: orders}
        destination: {connection: out, entity: orders}
        fields:
          - {target: id, expression: id}
          - {target: amount, expression: amount}
        ### schemas/out/profiles.yaml
        entity: profiles
        fields: [{name: full_name, type: string, required: true}]
        """;

    final Path dir;
    final MemoryStore db;
    final MemoryStore out;

    Shop(Path dir) {
        this.dir = WorkspaceText.write(dir, FILES.replace("DIR", dir.toString()));
        db = MemoryStore.named(dir + "/db");
        out = MemoryStore.named(dir + "/out");
        db.table("users").columns("id bigint not null", "first_name string", "last_name string", "mail string", "phone string", "updated_at timestamp").key("id");
        db.table("orders").columns("id bigint not null", "amount decimal(10,2)").key("id").put(1L, null).put(2L, null);
        db.table("prefs").columns("user_id bigint not null", "theme string").key("user_id");
    }

    Shop edit(String file, String old, String fresh) {
        WorkspaceText.replace(dir.resolve(file), old, fresh);
        return this;
    }

    Shop write(String text) {
        WorkspaceText.write(dir, text);
        return this;
    }

    WorkspaceFiles files() {
        return WorkspaceFiles.read(dir);
    }

    FlowPlan plan() {
        return plan(Optional.empty());
    }

    FlowPlan plan(Optional<Path> approvers) {
        return plan(approvers, key -> Optional.empty());
    }

    FlowPlan plan(Optional<Path> approvers, Function<CaptureKey, Optional<JsonNode>> positions) {
        WorkspaceFiles files = files();
        Flow flow = files.select("Users").get(0);
        return new Planner(files, server -> Optional.empty(), positions, read -> new Approvals(read, approvers)).plan(flow);
    }

    PipelinePlan pipeline(String name) {
        return plan().pipelines().stream().filter(plan -> plan.pipeline().name().equals(name)).findFirst().orElseThrow();
    }

    Shop approveAll() {
        List.of("Profile", "Orders").forEach(name -> approve(name, Optional.empty(), Optional.empty()));
        return this;
    }

    void approve(String name, Optional<Path> signing, Optional<Path> approvers) {
        new Approvals(files(), approvers).approve(pipeline(name), "jane@example.com", NOW, signing);
    }
}
