package dev.leat.mapping.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What generated source no longer offers, found in the lines that {@link JavaSource} writes. */
final class SourceChanges {
    private static final Pattern TYPE = Pattern.compile("\\s*public (record|enum) (\\S+?)(\\(.*| \\{)?");
    private static final Pattern MEMBER = Pattern.compile("\\s*@Named\\(((?:value = )?\"(?:[^\"\\\\]|\\\\.)*\"(?:, type = \"[^\"]*\")?)\\) (?:(\\S+(?: \\S+)*) )?([^\\s,(){}]+)(,|\\) \\{)?");

    private SourceChanges() {}

    static List<String> breaking(String before, String after) {
        Map<String, String> old = members(before);
        Map<String, String> now = members(after);
        List<String> breaks = new ArrayList<>();
        old.forEach((member, type) -> {
            String found = now.get(member);
            if (found == null) {
                breaks.add(member + " is gone");
            } else if (!found.equals(type)) {
                breaks.add(member + " was " + type + " and is " + found);
            }
        });
        List<String> added = now.keySet().stream().filter(member -> !old.containsKey(member) && !now.get(member).isEmpty()).toList();
        if (!added.isEmpty()) {
            breaks.add("new components: " + String.join(", ", added) + " (matters where code calls the constructor)");
        }
        return breaks;
    }

    /** Java type by {@code Record.component}, empty for a constant. Parts of a wide record count as the record itself. */
    private static Map<String, String> members(String source) {
        Map<String, String> members = new LinkedHashMap<>();
        String type = "";
        for (String line : source.lines().toList()) {
            Matcher begins = TYPE.matcher(line);
            Matcher member = MEMBER.matcher(line);
            if (begins.matches()) {
                type = begins.group(2).replaceFirst("Part\\d+(_\\w+)?$", "");
            } else if (member.matches()) {
                members.put(type + "." + member.group(3), member.group(2) == null ? "" : member.group(2) + decimals(member.group(1)));
            }
        }
        return members;
    }

    private static String decimals(String annotation) {
        Matcher type = Pattern.compile(".*, type = \"(.*)\"").matcher(annotation);
        return type.matches() ? " (" + type.group(1) + ")" : "";
    }
}
