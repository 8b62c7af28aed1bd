package dev.leat.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each case: the files, and the whole report. */
class WorkspaceProblemsTest {
    @TempDir
    Path dir;

    private static final String ROOT = """
        ### leat.yaml
        workspace: shop
        lake: ./lake
        connections: {db: {type: memory, store: a}, out: {type: memory, store: b}}
        """;

    private void reports(String files, String expected) {
        LeatException problems = catchThrowableOfType(LeatException.class, () -> WorkspaceFiles.read(WorkspaceText.write(dir, files)));
        assertThat(problems).as("problems").isNotNull();
        assertThat(problems.kind()).isEqualTo(Kind.WORKSPACE);
        assertThat(problems.getMessage() + "\n").isEqualTo(expected);
    }

    @Test
    void allProblemsOfAllFilesAreToldAtOnce() {
        reports("""
            ### leat.yaml
            workspace: shop
            lake: ./lake
            lakes: ./other
            connections: {db: {type: memory, store: a, port: 1}, es: {type: memori}}
            ### flows/one.yaml
            flow: One
            source: db
            source: db2
            ### flows/two.yaml
            flow: Two
            source: db
            destination: [db]
            retry: {backoff: soon}
            pipelines: [{name: P, source: users, destination: x, write: upsertt}]
            ### flows/three.yml
            flow: Three
            ### mappings/p.yaml
            pipeline: P
            fields: []
            """, """
            leat.yaml: lakes: the key 'lakes' is not known. Use one of [airflow, assistant, care, connections, lake, spark, workspace].
            leat.yaml: connections.db.port: the key 'port' is not known. Use one of [embedded, store, type, url].
            leat.yaml: connections.es.type: 'memori' is not known. Use one of [TYPES].
            flows/three.yml: files that end in .yml are not read. Rename it to flows/three.yaml.
            flows/one.yaml: not readable as YAML in line 3: Duplicate field 'source'. Write each key once.
            flows/two.yaml: destination: expected a text, found a list. Correct it.
            flows/two.yaml: retry.backoff: expected a duration such as PT30S or 30s, found 'soon'. Correct it.
            flows/two.yaml: pipelines[0].write: 'upsertt' is not known; use one of [upsert, append, history]. Correct it.
            mappings/p.yaml: source: 'source' is missing. Add it: keys with values.
            mappings/p.yaml: destination: 'destination' is missing. Add it: keys with values.
            """.replace("TYPES", String.join(", ", dev.leat.connect.Connectors.settings().keySet())));
    }

    @Test
    void whatAFlowNamesMustExist() {
        reports(ROOT + """
            ### flows/users.yaml
            flow: Users
            source: dbb
            destination: outt
            schedule: every night
            pipelines:
              - name: Profile
                source: users
                destination: profiles
                mapping: ../elsewhere.yaml
                transformers:
                  - {type: lookup, name: Enrich, auxiliary: prefs, match: {user_id: id}, take: [theme], cache: preferences}
                  - {type: lookup, name: Enrich, auxiliary: preferences, match: {user_id: id}, take: [theme]}
                  - {type: filter, name: Materialize, where: "true"}
                auxiliary:
                  preferences: {connection: cache, entity: preferences}
                  nothing: {connection: db}
            """, """
            flows/users.yaml: source: 'dbb' is no connection. Use one of [db, out] or define it in leat.yaml.
            flows/users.yaml: destination: 'outt' is no connection. Use one of [db, out] or define it in leat.yaml.
            flows/users.yaml: schedule: 'every night' is no cron line. Write minute, hour, day of month, month and day of week, such as "0 3 * * *".
            flows/users.yaml: pipelines[0].mapping: '../elsewhere.yaml' is no .yaml file in the workspace. Write its path from there, such as mappings/profile.yaml.
            flows/users.yaml: pipelines[0].auxiliary.nothing: it has neither an entity nor a key. Write entity: NAME for look-ups, or key: "NAME:{field}" for a cache.
            flows/users.yaml: pipelines[0].auxiliary.preferences.connection: 'cache' is no connection. Use one of [db, out] or define it in leat.yaml.
            flows/users.yaml: pipelines[0].transformers[0].auxiliary: 'prefs' is not defined. Use one of [preferences] or define it.
            flows/users.yaml: pipelines[0].transformers[0].cache: the auxiliary 'preferences' has no key. Add key to it.
            flows/users.yaml: pipelines[0].transformers[1].name: two transformers are called 'Enrich'. Rename one of them.
            flows/users.yaml: pipelines[0].transformers[2].name: 'Materialize' is the name of another stage of each pipeline. Rename it.
            """);
    }

    @Test
    void oneNameMeansOneThing() {
        reports(ROOT + """
            ### flows/a.yaml
            flow: Users
            source: db
            destination: out
            pipelines: [{name: Profile Sync, source: users, destination: p}]
            ### flows/b.yaml
            flow: Users
            source: db
            destination: out
            pipelines: [{name: profile-sync, source: users, destination: q}, {name: Profile Sync, source: users, destination: r}]
            ### flows/c.yaml
            name: Users
            stages: [{name: A, action: X, props: {}, out: []}]
            ### collections/c.yaml
            collection: Users
            source: memory
            destination: memory
            """, """
            flows/b.yaml: flow: the name 'Users' is taken by the flow in flows/a.yaml. Rename one of them.
            flows/c.yaml: name: the name 'Users' is taken by the flow in flows/a.yaml. Rename one of them.
            collections/c.yaml: collection: the name 'Users' is taken by the flow in flows/a.yaml. Rename one of them.
            flows/b.yaml: pipelines[0].name: the name 'profile-sync' is too like that of the pipeline 'Profile Sync' in flows/a.yaml: pipelines[0]: both would be 'profile-sync' as a file name. Rename one of them.
            flows/b.yaml: pipelines[1].name: the name 'Profile Sync' is taken by the pipeline in flows/a.yaml: pipelines[0]. Rename one of them.
            """);
    }

    @Test
    void pipelinesThatShareACaptureDeclareItAlike() {
        reports(ROOT + """
            ### flows/a.yaml
            flow: A
            source: db
            destination: out
            pipelines:
              - {name: One, source: users, destination: p, capture: {incremental: updated_at, lag: 10m}, key: [id], exclude: [b, a]}
              - {name: Two, source: users, destination: q, capture: snapshot, key: [tenant, id], exclude: [a]}
              - {name: Three, source: users, destination: r, exclude: [a, b]}
            """, """
            flows/a.yaml: pipelines[1].capture: 'snapshot' differs from that of 'One' (flows/a.yaml: pipelines[0]), which reads the same entity users: 'incremental: updated_at, lag: PT10M'. Write the same in both, or in one of them.
            flows/a.yaml: pipelines[1].key: [tenant, id] differs from that of 'One' (flows/a.yaml: pipelines[0]), which reads the same entity users: [id]. Write the same in both, or in one of them.
            flows/a.yaml: pipelines[1].exclude: [a] differs from that of 'One' (flows/a.yaml: pipelines[0]), which reads the same entity users: [b, a]. Write the same in both.
            """);
    }

    @Test
    void collectionsSchemasMappingsAndApprovalsFitTheFlows() {
        reports(ROOT + """
            ### flows/a.yaml
            flow: A
            source: db
            destination: out
            pipelines: [{name: One, source: users, destination: p}, {name: Two, source: users, destination: q, mapping: mappings/zwei.yaml}]
            ### collections/c.yaml
            collection: C
            source: memory
            destination: elastic
            flows: [A, B]
            template: T
            ### schemas/db/x.yaml
            entity: x
            fields: [{name: a, type: int}, {name: a, type: int}]
            ### schemas/db/y.yaml
            entity: x
            fields: []
            ### schemas/dbb/x.yaml
            entity: x
            fields: []
            ### mappings/one.yaml
            pipeline: One
            source: {connection: out, entity: users}
            destination: {connection: out, entity: q}
            fields: [{target: a, expression: b}, {target: c, expression: d}, {target: a, expression: e}]
            ### mappings/two.yaml
            pipeline: Two
            source: {connection: db, entity: users}
            destination: {connection: out, entity: q}
            fields: [{target: a, expression: b}]
            ### mappings/old.yaml
            pipeline: Old
            source: {connection: db, entity: users}
            destination: {connection: out, entity: q}
            fields: [{target: a, expression: b}]
            ### approvals/x.yaml
            flow: X
            approval: {by: me, at: "2026-01-01T00:00:00Z", content: "sha256:00"}
            """, """
            collections/c.yaml: destination: 'elastic' is no type of connection. Use one of [TYPES].
            collections/c.yaml: flows[0]: the destination of 'A' is of type 'memory', and the collection's is 'elastic'. Take the flow out, or make a collection of its own for it.
            collections/c.yaml: flows[1]: 'B' is no flow. Use one of [A].
            collections/c.yaml: template: 'T' is no flow. Use one of [A].
            schemas/db/x.yaml: fields[1].name: the field 'a' is there twice. Delete one of them.
            schemas/db/y.yaml: entity: 'x' is described in schemas/db/x.yaml as well. Delete one of them.
            schemas/dbb/x.yaml: 'dbb' is no connection. Move it to schemas/CONNECTION/ENTITY.yaml, where CONNECTION is one of [db, out].
            mappings/old.yaml: pipeline: 'Old' is no pipeline. Use one of [One, Two].
            mappings/one.yaml: fields[2].target: the field 'a' is there twice. Delete one of them.
            mappings/one.yaml: source.connection: 'out' is not what pipeline 'One' has: 'db'. Correct it here or in the flow.
            mappings/one.yaml: destination.entity: 'q' is not what pipeline 'One' has: 'p'. Correct it here or in the flow.
            mappings/two.yaml: pipeline 'Two' uses mappings/zwei.yaml instead. Delete one of them, or write mapping: mappings/two.yaml in the pipeline.
            approvals/x.yaml: flow: 'X' is no stage flow. Delete the file.
            """.replace("TYPES", String.join(", ", dev.leat.connect.Connectors.settings().keySet())));
    }

    @Test
    void stagesHaveExactlyTheirKeysAndNoCycle() {
        reports(ROOT + """
            ### flows/a.yaml
            name: A
            stages:
              - {name: One, action: X, out: [Two], retries: 3}
              - {name: Two, props: {}, out: []}
            ### flows/b.yaml
            name: B
            schedule: now
            stages: [{name: One, action: X, props: {}, out: [], after: Two}]
            ### flows/c.yaml
            name: C
            stages:
              - {name: One, action: X, props: {}, out: [Two]}
              - {name: Two, action: X, props: {}, out: [Three]}
              - {name: Three, action: X, props: {}, out: [Two]}
            ### flows/d.yaml
            name: D
            stages:
              - {name: One, action: X, props: {}, out: [Too]}
              - {name: One, action: X, props: {}, out: []}
            ### flows/e.yaml
            name: E
            stages: []
            """, """
            flows/a.yaml: stages[0].props: 'props' is missing. A stage has exactly name, action, props and out; write props: {}.
            flows/a.yaml: stages[0].retries: the key 'retries' is not known. Use one of [action, name, out, props].
            flows/a.yaml: stages[1].action: 'action' is missing. Add it: a text.
            flows/b.yaml: schedule: the key 'schedule' is not known. Use one of [name, stages].
            flows/b.yaml: stages[0].after: the key 'after' is not known. Use one of [action, name, out, props].
            flows/c.yaml: stages: they go in a circle: Two ▶ Three ▶ Two. Take one of these steps out.
            flows/d.yaml: stages[1].name: two stages are called 'One'. Rename one of them.
            flows/d.yaml: stages[0].out[0]: 'Too' is no stage. Use one of [One].
            flows/e.yaml: stages: a stage flow has at least one stage. Add one: {name, action, props, out}.
            """);
    }
}
