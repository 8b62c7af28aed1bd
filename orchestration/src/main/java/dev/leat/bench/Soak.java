package dev.leat.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Ten minutes of the changes of {@link Live}: memory, threads, open files and files of the lake as they are early, in the middle and at the end. */
final class Soak implements Benchmark {
    private static final int PARTS = 3;
    private static final int PART_SECONDS = 200;

    @Override
    public String name() {
        return "soak";
    }

    /** @param memory resident, in MB */
    private record Sample(long memory, long threads, long files, long lake) {
        static Sample of(long pid, Path lake) throws IOException {
            Path process = Path.of("/proc", String.valueOf(pid));
            List<String> status = Files.readAllLines(process.resolve("status"));
            return new Sample(number(status, "VmRSS:") / 1024, number(status, "Threads:"), count(Files.list(process.resolve("fd"))), count(Files.walk(lake).filter(Files::isRegularFile)));
        }

        private static long number(List<String> status, String name) {
            return status.stream().filter(line -> line.startsWith(name)).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0);
        }

        private static long count(Stream<Path> paths) {
            try (paths) {
                return paths.count();
            }
        }
    }

    @Override
    public List<Figure> measure(Ground ground) {
        Path folder = ground.folder("soak");
        String index = Live.scene(ground, folder, "soak");
        List<Sample> samples = new ArrayList<>();
        Delays delays = new Delays();
        try (Followed flow = new Followed(ground.shell().home(), folder, "F")) {
            Live.filled(flow, index);
            for (int part = 0; part < PARTS; part++) {
                Live.changes(ground, flow, "soak", index, delays, (long) part * PART_SECONDS * Live.PER_SECOND, (long) PART_SECONDS * Live.PER_SECOND);
                samples.add(Sample.of(flow.pid(), folder.resolve("lake")));
                ground.note("soak: " + samples.get(part) + " " + delays);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Ground.remove(folder);
        return List.of(flat("memory, MB", samples.stream().map(Sample::memory).toList()), flat("threads", samples.stream().map(Sample::threads).toList()),
            flat("open files", samples.stream().map(Sample::files).toList()), flat("files in the lake", samples.stream().map(Sample::lake).toList()));
    }

    private static Figure flat(String what, List<Long> values) {
        return new Figure("ten minutes: " + what, values.toString(), "", String.valueOf(values.get(PARTS - 1)), "flat", "flat");
    }
}
