package dev.leat.mapping.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Slug;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The history of decisions of a workspace: {@code decisions/<pipeline>.jsonl}, one JSON document a line, only ever appended to. It belongs in the repository;
 * {@code decisions/*.jsonl merge=union} in {@code .gitattributes} lets two branches both add to it. A line without its end was being written when a
 * process died: it was not decided, and the next one takes its place.
 */
public final class Decisions {
    private static final String FOLDER = "decisions";
    private static final ObjectReader READER = Yaml.json().readerFor(Decision.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Path workspace;

    public Decisions(Path workspace) {
        this.workspace = workspace;
    }

    /** Where the decisions on a pipeline are, from the workspace, with slashes. */
    public static String file(String pipeline) {
        return FOLDER + "/" + Slug.of(pipeline) + ".jsonl";
    }

    /** On one pipeline, the oldest first. @throws LeatException of kind WORKSPACE when a line is none of these documents */
    public List<Decision> of(String pipeline) {
        return read(file(pipeline)).stream().filter(decision -> decision.pipeline().equals(pipeline)).toList();
    }

    /** On all pipelines, the oldest first; of one second in the order of the pipelines' files. */
    public List<Decision> all() {
        Path folder = workspace.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> FOLDER + "/" + file.getFileName()).filter(name -> name.endsWith(".jsonl")).sorted().flatMap(name -> read(name).stream())
                .sorted(Comparator.comparing(Decision::at)).toList();
        } catch (IOException e) {
            throw unreadable(FOLDER, e);
        }
    }

    private List<Decision> read(String name) {
        Path file = workspace.resolve(name);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            String text = Files.readString(file);
            List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
            List<Decision> decisions = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    decisions.add(decision(name, i + 1, lines.get(i)));
                }
            }
            return decisions;
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static Decision decision(String name, int line, String text) {
        try {
            return READER.readValue(text);
        } catch (JsonProcessingException e) {
            throw new LeatException(Kind.WORKSPACE, name + ": line " + line, "it is no decision (" + e.getOriginalMessage().lines().findFirst().orElse("no JSON") + ")",
                "Correct or delete the line; after a merge, keep the lines of both sides", e);
        }
    }

    /** On disk when this returns. */
    public void append(Decision decision) {
        String name = file(decision.pipeline());
        Path file = workspace.resolve(name);
        try {
            byte[] line = (Yaml.json().writeValueAsString(decision) + "\n").getBytes(StandardCharsets.UTF_8);
            Files.createDirectories(file.getParent());
            try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw"); FileChannel channel = open.getChannel(); FileLock lock = channel.lock()) {
                channel.position(whole(open));
                channel.truncate(channel.position());
                ByteBuffer bytes = ByteBuffer.wrap(line);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new LeatException(Kind.WORKSPACE, name, "it cannot be written (" + e.getMessage() + ")", "Correct its permissions", e);
        }
    }

    /** Where its last whole line ends. */
    private static long whole(RandomAccessFile file) throws IOException {
        for (long end = file.length(); end > 0; end--) {
            file.seek(end - 1);
            if (file.read() == '\n') {
                return end;
            }
        }
        return 0;
    }

    private static LeatException unreadable(String name, IOException e) {
        return new LeatException(Kind.WORKSPACE, name, "it cannot be read (" + e.getClass().getSimpleName() + ")", "Correct its permissions", e);
    }
}
