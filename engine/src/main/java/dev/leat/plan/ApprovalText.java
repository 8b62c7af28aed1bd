package dev.leat.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.model.Approval;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problems;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code approval:} block in the text of a file; all other text stays as its author wrote it, where the file's form allows. */
final class ApprovalText {
    private static final String KEY = "approval";
    /** The key in the first column, up to the next line that begins there. */
    private static final Pattern BLOCK = Pattern.compile("(?m)^[\"']?approval[\"']?[ \\t]*:.*(\\R?(?:[ \\t].*|[ \\t]*$)(?=\\R|\\z))*");

    private ApprovalText() {}

    static String with(String text, Approval approval) {
        String ending = text.contains("\r\n") ? "\r\n" : "\n";
        String block = Yaml.write(Map.of(KEY, shape(approval))).stripTrailing().replace("\n", ending) + ending;
        Matcher found = BLOCK.matcher(text);
        String edited;
        if (found.find()) {
            String rest = text.substring(found.end()).replaceFirst("^\\R", "");
            edited = text.substring(0, found.start()) + block + rest;
        } else {
            edited = text + (text.isEmpty() || text.endsWith("\n") ? "" : ending) + block;
        }
        ObjectNode expected = (ObjectNode) tree(text).orElseThrow();
        expected.set(KEY, tree(block).orElseThrow().get(KEY));
        return tree(edited).filter(expected::equals).isPresent() ? edited : Yaml.write(expected);
    }

    static String without(String text) {
        Matcher found = BLOCK.matcher(text);
        String edited = found.find() ? text.substring(0, found.start()) + text.substring(found.end()).replaceFirst("^\\R", "") : text;
        ObjectNode expected = (ObjectNode) tree(text).orElseThrow();
        expected.remove(KEY);
        return tree(edited).filter(expected::equals).isPresent() ? edited : Yaml.write(expected);
    }

    /** In the order in which it reads well. */
    private static Map<String, Object> shape(Approval approval) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("by", approval.by());
        shape.put("at", approval.at().toString());
        shape.put("content", approval.content());
        if (!approval.fields().isEmpty()) {
            shape.put("fields", new TreeMap<>(approval.fields()));
        }
        shape.put("parts", new TreeMap<>(approval.parts()));
        approval.signature().ifPresent(signature -> shape.put("signature", signature));
        return shape;
    }

    private static Optional<JsonNode> tree(String text) {
        return Yaml.tree("", text, new Problems());
    }

    /** Whole or not at all: if the process dies before the rename, the old file is still there, and a file {@code .NAME.new} beside it. */
    static void replace(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path target = Files.exists(file) ? file.toRealPath() : file;
            Path fresh = target.resolveSibling("." + target.getFileName() + ".new");
            Files.writeString(fresh, text);
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LeatException(Kind.WORKSPACE, file.toString(), "it cannot be written (" + e.getMessage() + ")", "Correct its permissions", e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Folder.unreadable(file.toString(), e);
        }
    }
}
