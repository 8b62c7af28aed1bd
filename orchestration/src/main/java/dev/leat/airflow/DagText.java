package dev.leat.airflow;

import dev.leat.model.EntityName;
import dev.leat.model.Flow;
import dev.leat.model.Pipeline;
import dev.leat.model.Retry;
import dev.leat.model.Slug;
import dev.leat.model.Workspace;
import dev.leat.plan.WorkspaceFiles;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The text of a flow's DAG file. Every text of the user is a literal in it ({@link Texts#python}); all else is the same for all flows. */
final class DagText {
    private static final String PREFLIGHT = "preflight";
    /** Of the task that looks after a flow which follows its source by itself. */
    private static final String WATCH = "watch";
    private static final String EVERY_FIVE_MINUTES = "*/5 * * * *";
    private static final Duration BACKOFF = Duration.ofSeconds(30);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);
    private static final String HEAD = """
        from airflow.providers.standard.operators.bash import BashOperator
        from airflow.sdk import DAG, Asset, CronTriggerTimetable, RetryDecision, RetryPolicy, TaskGroup, macros
        from airflow.sdk.timezone import datetime, utc


        class ByExitCode(RetryPolicy):
            \"""Another try can help when an outside system failed, and not when a file, an approval or the data is wrong.\"""

            def evaluate(self, exception, try_number, max_tries, context=None):
                if any(f"exit code {code}." in str(exception) for code in (2, 3, 5)):
                    return RetryDecision.fail("another try cannot help: see what Leat says in the log")
                return RetryDecision.default()


        class Leat(BashOperator):
            \"""A step of a run. Airflow renders its constant environment and nothing else.\"""

            template_fields = ("env",)
        """;

    private final WorkspaceFiles files;
    private final Flow flow;
    private final Caller caller;

    DagText(WorkspaceFiles files, Flow flow) {
        this.files = files;
        this.flow = flow;
        this.caller = Caller.of(files, flow);
    }

    static String asset(WorkspaceFiles files, Flow flow, Pipeline pipeline) {
        return Slug.of(files.workspace().workspace()) + "/" + short_(flow.destination()) + "/" + short_(pipeline.destination().toString());
    }

    /** Airflow takes up to 1500 characters. */
    private static String short_(String name) {
        String identifier = Texts.identifier(name);
        return identifier.length() > 500 ? Slug.of(name) : identifier;
    }

    String of(String hash) {
        List<String> lines = new ArrayList<>(List.of(
            "# An Airflow DAG, written by Leat from a flow: change that file, not this one, and then: leat dag generate",
            "# " + hash));
        HEAD.lines().forEach(lines::add);
        lines.addAll(List.of("", "", "with DAG("));
        dag(hash).forEach((name, value) -> lines.add("    " + name + "=" + value + ","));
        lines.add("):");
        tasks().forEach(line -> lines.add(line.isEmpty() ? line : "    " + line));
        return String.join("\n", lines) + "\n";
    }

    private Map<String, String> dag(String hash) {
        Map<String, String> dag = new LinkedHashMap<>();
        dag.put("dag_id", Texts.python(DagFile.id(files, flow)));
        dag.put("dag_display_name", Texts.python(flow.flow()));
        dag.put("description", Texts.python(flow.source() + " to " + flow.destination()));
        dag.put("doc_md", DagDocs.of(files, flow).stream().map(line -> "\n        " + Texts.python(line + "\n")).collect(Collectors.joining("", "(", "\n    )")));
        dag.put("schedule", flow.schedule().or(() -> flow.every().map(rhythm -> EVERY_FIVE_MINUTES)).map(cron -> "CronTriggerTimetable(" + Texts.python(cron) + ", timezone=\"UTC\", run_immediately=False)").orElse("None"));
        flow.catchUp().ifPresent(since -> dag.put("start_date", moment(since))); // with any other, Airflow would run the newest missed time as soon as it is switched on
        dag.put("catchup", flow.catchUp().isPresent() ? "True" : "False");
        dag.put("max_active_runs", "1");
        dag.put("is_paused_upon_creation", flow.every().isPresent() ? "False" : "True"); // leat start switches a flow on, and watching harms nobody
        dag.put("tags", tags(hash).stream().map(Texts::python).collect(Collectors.joining(", ", "[", "]")));
        dag.put("default_args", defaults().entrySet().stream().map(entry -> "\n        " + Texts.python(entry.getKey()) + ": " + entry.getValue() + ",")
            .collect(Collectors.joining("", "{", "\n    }")));
        return dag;
    }

    private Set<String> tags(String hash) {
        Set<String> tags = new LinkedHashSet<>(List.of("leat", Slug.of(files.workspace().workspace())));
        tags.addAll(flow.tags());
        tags.add(DagFile.tag(hash));
        return tags;
    }

    private Map<String, String> defaults() {
        Retry retry = flow.retry().orElse(Retry.DEFAULT);
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("owner", Texts.python("leat"));
        defaults.put("retries", String.valueOf(retry.tries() - 1));
        defaults.put("retry_policy", "ByExitCode()");
        defaults.put("retry_delay", period(retry.backoff().orElse(BACKOFF)));
        defaults.put("retry_exponential_backoff", "2");
        defaults.put("max_retry_delay", period(retry.maxBackoff().orElse(LONGEST_BACKOFF)));
        flow.timeout().ifPresent(timeout -> defaults.put("execution_timeout", period(timeout)));
        defaults.put("env", Caller.ENVIRONMENT);
        defaults.put("append_env", "True");
        defaults.put("skip_on_exit_code", String.valueOf(Caller.NOTHING_NEW));
        defaults.put("do_xcom_push", "False");
        return defaults;
    }

    private static String period(Duration duration) {
        return "macros.timedelta(seconds=" + BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + ")";
    }

    private static String moment(Instant instant) {
        ZonedDateTime at = instant.atZone(ZoneOffset.UTC);
        return "datetime(" + at.getYear() + ", " + at.getMonthValue() + ", " + at.getDayOfMonth() + ", " + at.getHour() + ", " + at.getMinute() + ", " + at.getSecond() + ", tzinfo=utc)";
    }

    /** A capture is in the group of the first pipeline that reads its entity, and all that read it wait for it. */
    private List<String> tasks() {
        if (flow.every().isPresent()) {
            return List.of(task(WATCH, caller.watch()));
        }
        List<String> lines = new ArrayList<>(List.of(PREFLIGHT + " = " + task(PREFLIGHT, caller.preflight())));
        Map<EntityName, String> captures = new LinkedHashMap<>();
        for (Pipeline pipeline : flow.pipelines()) {
            boolean first = !captures.containsKey(pipeline.source());
            String capture = captures.computeIfAbsent(pipeline.source(), entity -> "capture_" + captures.size());
            lines.addAll(List.of("", "with TaskGroup(group_id=" + Texts.python(group(pipeline)) + ", group_display_name=" + Texts.python(pipeline.name()) + ", tooltip="
                + Texts.python(pipeline.source() + " to " + pipeline.destination()) + "):"));
            if (first) {
                lines.add("    " + capture + " = " + step(pipeline, "capture", pool(flow.source())));
            }
            lines.add("    materialize = " + step(pipeline, "materialize",
                "trigger_rule=\"none_failed\", outlets=[Asset(" + Texts.python(asset(files, flow, pipeline)) + ")]" + pool(flow.destination()).map(pool -> ", " + pool).orElse("")));
            lines.add("    reconcile = " + step(pipeline, "reconcile", pool(flow.destination())));
            lines.add("    " + (first ? PREFLIGHT + " >> " : "") + capture + " >> materialize >> reconcile");
        }
        return lines;
    }

    /** Slugs end in no hyphen, so this is nobody else's. */
    private static String group(Pipeline pipeline) {
        return pipeline.slug().equals(PREFLIGHT) ? PREFLIGHT + "-" : pipeline.slug();
    }

    private String step(Pipeline pipeline, String step, String more) {
        return task(step, caller.step(pipeline.name(), step), more);
    }

    private String step(Pipeline pipeline, String step, Optional<String> more) {
        return more.map(argument -> step(pipeline, step, argument)).orElseGet(() -> task(step, caller.step(pipeline.name(), step)));
    }

    private static String task(String id, String command, String... more) {
        return "Leat(task_id=" + Texts.python(id) + ", bash_command=" + Texts.python(command) + (more.length == 0 ? "" : ", " + String.join(", ", more)) + ")";
    }

    private Optional<String> pool(String connection) {
        return files.workspace().airflow().map(Workspace.Airflow::pools).filter(pools -> pools.containsKey(connection)).map(pools -> "pool=" + Texts.python(DagFile.pool(files, connection)));
    }
}
