package dev.leat.connect.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Files by name and size, {@code {"files": {"orders/1.csv": 120}}}: as a position all that were ever read, also those that are gone since, so that one that comes back is not
 * read twice; as bounds those of one range. For snapshots also {@code "modified"}, the newest time of change.
 */
record Progress(String where, ObjectNode tree) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILES = "files";

    static Progress of(String where, Optional<JsonNode> written) {
        ObjectNode tree = written.map(node -> (ObjectNode) node.deepCopy()).orElseGet(JSON::createObjectNode);
        tree.withObject("/" + FILES);
        return new Progress(where, tree);
    }

    static Progress of(String where, List<DataFile> files) {
        return of(where, Optional.empty()).with(files);
    }

    Progress with(List<DataFile> files) {
        Progress more = of(where, Optional.of(tree));
        files.forEach(file -> ((ObjectNode) more.tree.get(FILES)).put(file.name(), file.size()));
        return more;
    }

    Progress modified(List<DataFile> files) {
        Progress more = of(where, Optional.of(tree));
        more.tree.put("modified", files.stream().mapToLong(DataFile::modified).max().orElse(0));
        return more;
    }

    /** Those of the files that are not in here. @throws LeatException of kind WORKSPACE for one that is in here with another size */
    List<DataFile> beyond(List<DataFile> files) {
        List<DataFile> unread = new ArrayList<>(files);
        unread.removeAll(within(files));
        return unread;
    }

    /** Those of the files that are in here. @throws LeatException of kind WORKSPACE for one that has another size */
    List<DataFile> within(List<DataFile> files) {
        List<DataFile> known = files.stream().filter(file -> tree.get(FILES).has(file.name())).toList();
        for (DataFile file : known) {
            long size = tree.get(FILES).get(file.name()).asLong();
            if (size != file.size()) {
                throw new LeatException(Kind.WORKSPACE, where + ": " + file.name(), "the file was read with " + size + " bytes and has " + file.size() + " now",
                    "Put new rows into new files; to read all of it again, rewind the pipeline or capture it as snapshot. Write a file under a name that begins with _ and rename it when it is complete");
            }
        }
        return known;
    }
}
