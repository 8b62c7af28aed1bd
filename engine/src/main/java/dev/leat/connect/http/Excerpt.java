package dev.leat.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Inferred;
import dev.leat.connect.JsonTypes;
import dev.leat.connect.Sample;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The first records of an entity, and the columns that they show by the rules of {@link JsonTypes}. */
final class Excerpt {
    /** Records that a schema is inferred from. */
    static final int LOOKED_AT = 1_000;

    private Excerpt() {}

    /** @param most rows in the sample; the schema is of more, where there are more */
    static Sample of(Requests requests, Target target, EntityName entity, int most) {
        List<ObjectNode> rows = new ArrayList<>();
        JsonTypes types = new JsonTypes();
        long characters = 0;
        boolean counted = target.endpoint().page().filter(Page::counted).isPresent();
        try (Counted numbered = counted ? new Counted(requests, target) : null) {
            Iterator<Answer> pages = counted ? numbered : new Chain(requests, target);
            int seen = 0;
            while (pages.hasNext() && seen < Math.max(most, LOOKED_AT) && characters < Sample.MOST_CHARACTERS) {
                for (JsonNode record : target.records(pages.next())) {
                    if (record instanceof ObjectNode row && seen < Math.max(most, LOOKED_AT)) {
                        types.add(row);
                        characters += most == 0 ? 0 : row.toString().length();
                        if (rows.size() < most && characters < Sample.MOST_CHARACTERS) {
                            rows.add(row);
                        }
                        seen++;
                    }
                }
            }
        }
        return new Sample(new EntitySchema(entity, Arrays.stream(types.columns().fields()).map(Inferred::column).toList(), List.of()), rows, Map.of(), Map.of());
    }
}
