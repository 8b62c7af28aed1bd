package dev.leat.breaking;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/** A clock for processes of a test that can be set while they run: a few lines of C between them and the system, compiled here. What only counts time goes on as it does. */
final class SetClock {
    private static final String CODE = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <sys/time.h>
        #include <time.h>

        static int (*real)(clockid_t, struct timespec *);

        static long ahead(void) {
            static long seconds, looked;
            struct timespec now;
            real(CLOCK_MONOTONIC, &now);
            long tenth = now.tv_sec * 10 + now.tv_nsec / 100000000;
            if (tenth != looked) {
                looked = tenth;
                FILE *file = fopen(getenv("LEAT_TEST_CLOCK"), "r");
                if (file) {
                    if (fscanf(file, "%ld", &seconds) != 1) seconds = 0;
                    fclose(file);
                }
            }
            return seconds;
        }

        int clock_gettime(clockid_t clock, struct timespec *time) {
            if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
            int failed = real(clock, time);
            if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) time->tv_sec += ahead();
            return failed;
        }

        int gettimeofday(struct timeval *time, void *zone) {
            struct timespec now;
            clock_gettime(CLOCK_REALTIME, &now);
            time->tv_sec = now.tv_sec;
            time->tv_usec = now.tv_nsec / 1000;
            return 0;
        }

        time_t time(time_t *at) {
            struct timespec now;
            clock_gettime(CLOCK_REALTIME, &now);
            if (at) *at = now.tv_sec;
            return now.tv_sec;
        }
        """;

    private final Path offset;
    private final Map<String, String> environment;

    /** It goes right. Where no C compiler is, the test is not done. */
    SetClock(Path folder) {
        this.offset = folder.resolve("clock");
        set(Duration.ZERO);
        environment = Map.of("LD_PRELOAD", library(folder).toString(), "LEAT_TEST_CLOCK", offset.toString());
    }

    /** What a process is to be started with. */
    Map<String, String> environment() {
        return environment;
    }

    /** @param ahead of the right time; negative: behind. Processes see it at once */
    void set(Duration ahead) {
        try {
            Path written = Files.writeString(offset.resolveSibling("clock.new"), ahead.toSeconds() + "\n");
            Files.move(written, offset, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path library(Path folder) {
        try {
            assumeTrue(new ProcessBuilder("sh", "-c", "command -v cc").redirectOutput(new File("/dev/null")).start().waitFor() == 0, "there is no C compiler");
            Path code = Files.writeString(folder.resolve("clock.c"), CODE);
            Path library = folder.resolve("clock.so");
            Path said = folder.resolve("cc");
            int ended = new ProcessBuilder("cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), code.toString(), "-ldl").redirectErrorStream(true).redirectOutput(said.toFile()).start().waitFor();
            if (ended != 0) {
                throw new IllegalStateException(Files.readString(said));
            }
            return library;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
