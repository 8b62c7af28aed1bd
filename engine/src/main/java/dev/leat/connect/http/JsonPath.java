package dev.leat.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.leat.model.EntityName;
import java.util.List;

/** A place in an answer, written {@code data.items}; a name with other characters in double quotes. */
record JsonPath(List<String> names) {

    /** @throws IllegalArgumentException for a text that is none */
    static JsonPath of(String text) {
        return new JsonPath(EntityName.of(text).parts());
    }

    /** Missing where there is nothing, and where what is there is null. */
    JsonNode in(JsonNode answer) {
        JsonNode at = answer;
        for (String name : names) {
            at = at.path(name);
        }
        return at.isNull() ? MissingNode.getInstance() : at;
    }

    @Override
    public String toString() {
        return new EntityName(names).toString();
    }
}
