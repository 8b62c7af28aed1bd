package dev.leat.connect.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** Records from the beginning of a file, read without Spark. */
interface Lines {
    List<ObjectNode> first(DataFile file, int most) throws IOException;
}
