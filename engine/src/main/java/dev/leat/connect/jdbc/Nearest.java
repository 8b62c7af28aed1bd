package dev.leat.connect.jdbc;

import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that a mistyped one may have meant. */
public final class Nearest {
    private static final int SHOWN = 5;

    private Nearest() {}

    /** For an entity that the connection does not have. */
    public static LeatException missing(String connection, EntityName entity, List<EntityName> known) {
        String fix = known.isEmpty() ? "It shows none at all: check its path, or grant its user the right to read"
            : "Use one of " + known.stream().sorted(Comparator.comparingInt(name -> distance(name.toString(), entity.toString())))
                .limit(SHOWN).map(EntityName::toString).toList() + (known.size() > SHOWN ? " or another of the " + known.size() + " that there are" : "");
        return new LeatException(Kind.WORKSPACE, "connections." + connection, "there is no entity '" + entity + "' that its user can see (names are case-sensitive)", fix);
    }

    static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
