package dev.leat.connect.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The program that holds Airflow's processes together: it ends when one of them does, and all of them end with it. Each is the head of a session of its own, so that what it
 * has started can be ended with it; where this program is killed, the system tells them to end.
 */
final class AirflowProcesses {
    private static final long PATIENCE_SECONDS = 10;
    /** Whose children are the tasks. */
    private static final String SCHEDULER = "scheduler";
    private static final List<List<String>> PROGRAMS = List.of(List.of("api-server"), List.of(SCHEDULER, "--skip-serve-logs"), List.of("dag-processor"));

    private final List<Process> processes = new ArrayList<>();

    /** @param arguments Python, and Airflow's home */
    public static void main(String[] arguments) throws IOException {
        AirflowProcesses all = new AirflowProcesses();
        Runtime.getRuntime().addShutdownHook(new Thread(all::end, "end"));
        for (List<String> program : PROGRAMS) {
            all.start(arguments[0], Path.of(arguments[1]), program);
        }
        CompletableFuture.anyOf(all.processes.stream().map(Process::onExit).toArray(CompletableFuture[]::new)).join();
        System.exit(1);
    }

    private synchronized void start(String python, Path home, List<String> program) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid", "setpriv", "--pdeathsig", "TERM", python, "-m", "airflow"));
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile()).inheritIO();
        if (!program.contains(SCHEDULER)) {
            builder.environment().keySet().retainAll(List.of("PATH"));
        }
        builder.environment().putAll(AirflowSettings.environment(home));
        processes.add(builder.start());
    }

    private synchronized void end() {
        processes.forEach(process -> signal("TERM", process));
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (Process process : processes) {
            try {
                process.waitFor(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        processes.forEach(process -> signal("KILL", process));
    }

    /** To the whole session; does nothing where nobody of it is left. */
    private static void signal(String name, Process head) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " -" + head.pid() + " 2>/dev/null").start().waitFor();
        } catch (IOException e) {
            head.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
