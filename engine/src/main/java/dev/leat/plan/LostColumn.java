package dev.leat.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * A column that a flow names, as part of the key or as the cursor of the capture, and that the source does not have any more.
 *
 * @param place where it is named: {@code flows/users.yaml: pipelines[0].key}
 * @param role  {@code key} or {@code cursor}
 * @param key   the whole key, for a part of one
 * @param lag   of the capture, as ISO text; empty for none
 */
public record LostColumn(String place, String role, String column, List<String> key, String lag) {
    static final String KEY = "key";
    static final String CURSOR = "cursor";

    public LostColumn {
        key = List.copyOf(key);
    }

    /** What to write there when it is called otherwise now. */
    public String line(String fresh) {
        if (role.equals(CURSOR)) {
            return "capture: {incremental: " + quoted(fresh) + (lag.isEmpty() ? "" : ", lag: " + lag) + "}";
        }
        List<String> renamed = new ArrayList<>(key);
        renamed.replaceAll(part -> quoted(part.equals(column) ? fresh : part));
        return "key: [" + String.join(", ", renamed) + "]";
    }

    private static String quoted(String name) {
        return name.matches("[\\p{L}_][\\p{L}\\p{N}_]*") ? name : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    String told() {
        return "which is " + (role.equals(CURSOR) ? "the cursor of the capture" : key.size() == 1 ? "the key" : "part of the key") + ": gone";
    }
}
