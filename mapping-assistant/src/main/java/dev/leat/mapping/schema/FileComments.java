package dev.leat.mapping.schema;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The comments of a schema file, by what they stand before or in.
 *
 * @param above  before the first key
 * @param byName of a field of a list: {@code fields/email}
 * @param below  after everything
 */
record FileComments(List<String> above, Map<String, List<String>> byName, List<String> below) {
    static final FileComments NONE = new FileComments(List.of(), Map.of(), List.of());

    static FileComments of(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setProcessComments(true);
        options.setCodePointLimit(Integer.MAX_VALUE);
        Node root = new Yaml(options).compose(new StringReader(text));
        if (!(root instanceof MappingNode file)) {
            return NONE;
        }
        List<String> above = new ArrayList<>(lines(file.getBlockComments()));
        List<String> below = new ArrayList<>(lines(file.getEndComments()));
        Map<String, List<String>> byName = new HashMap<>();
        for (NodeTuple entry : file.getValue()) {
            above.addAll(lines(entry.getKeyNode().getBlockComments()));
            above.addAll(lines(entry.getKeyNode().getInLineComments()));
            if (entry.getValueNode() instanceof SequenceNode list && entry.getKeyNode() instanceof ScalarNode key) {
                above.addAll(lines(list.getBlockComments()));
                above.addAll(lines(list.getInLineComments()));
                below.addAll(lines(list.getEndComments()));
                list.getValue().forEach(item -> name(item).ifPresentOrElse(
                    name -> byName.put(key.getValue() + "/" + name, inside(item)), () -> below.addAll(inside(item))));
            } else {
                above.addAll(inside(entry.getValueNode()));
            }
        }
        return new FileComments(List.copyOf(above), Map.copyOf(byName), List.copyOf(below));
    }

    List<String> of(String list, String name) {
        return byName.getOrDefault(list + "/" + name, List.of());
    }

    private static Optional<String> name(Node item) {
        return item instanceof MappingNode field ? field.getValue().stream()
            .filter(entry -> entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals("name") && entry.getValueNode() instanceof ScalarNode)
            .map(entry -> ((ScalarNode) entry.getValueNode()).getValue()).findFirst() : Optional.empty();
    }

    private static List<String> inside(Node node) {
        LinkedHashSet<String> lines = new LinkedHashSet<>(lines(node.getBlockComments()));
        if (node instanceof MappingNode map) {
            map.getValue().forEach(entry -> {
                lines.addAll(inside(entry.getKeyNode()));
                lines.addAll(inside(entry.getValueNode()));
            });
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> lines.addAll(inside(item)));
        }
        lines.addAll(lines(node.getInLineComments()));
        lines.addAll(lines(node.getEndComments()));
        return List.copyOf(lines);
    }

    private static List<String> lines(List<CommentLine> comments) {
        return comments == null ? List.of()
            : comments.stream().filter(comment -> comment.getCommentType() != CommentType.BLANK_LINE).map(comment -> "#" + comment.getValue().stripTrailing()).toList();
    }
}
