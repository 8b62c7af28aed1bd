package dev.leat.airflow;

import dev.leat.airflow.client.Task;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Leat has said in one try of a task, without what Airflow says around it.
 *
 * @param attempt from 1; 0 where the task did not begin and never will, as its state tells
 */
public record TaskLog(String task, int attempt, Optional<String> state, List<Line> lines) {
    private static final String COMMAND = "hooks.subprocess.SubprocessHook";
    private static final Set<String> COMPLAINTS = Set.of("error", "critical");

    /** @param at when Airflow has heard it */
    public record Line(Instant at, String text) {}

    public TaskLog {
        lines = List.copyOf(lines);
    }

    /** One for each try that has begun; one without a word for a task whose outcome came without a try. */
    public static List<TaskLog> of(Airflow airflow, Task task) {
        List<TaskLog> tries = new ArrayList<>();
        if (task.getTryNumber() == 0 && task.getState() != null) {
            tries.add(new TaskLog(task.getTaskId(), 0, Optional.of(task.getState()), List.of()));
        }
        for (int attempt = 1; attempt <= task.getTryNumber(); attempt++) {
            Optional<String> state = attempt == task.getTryNumber() ? Optional.ofNullable(task.getState()) : Optional.of("failed");
            tries.add(new TaskLog(task.getTaskId(), attempt, state, lines(airflow.log(task, attempt))));
        }
        return tries;
    }

    /** The output of the command; where there is none, what went wrong before it began. */
    static List<Line> lines(List<Object> content) {
        List<Line> output = new ArrayList<>();
        List<Line> complaints = new ArrayList<>();
        boolean begun = false;
        for (Object entry : content) {
            if (entry instanceof Map<?, ?> event && event.get("timestamp") != null) {
                Line line = new Line(OffsetDateTime.parse(String.valueOf(event.get("timestamp"))).toInstant(), String.valueOf(event.get("event")));
                if (!String.valueOf(event.get("logger")).endsWith(COMMAND)) {
                    if (COMPLAINTS.contains(String.valueOf(event.get("level")))) {
                        complaints.add(line);
                    }
                } else if (!begun) {
                    begun = line.text().equals("Output:");
                } else if (!line.text().startsWith("Command exited with return code ")) {
                    output.add(line);
                }
            }
        }
        return begun ? output : complaints;
    }
}
