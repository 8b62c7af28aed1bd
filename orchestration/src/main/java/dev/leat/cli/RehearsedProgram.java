package dev.leat.cli;

import dev.leat.model.Column;
import dev.leat.model.FieldMapping;
import dev.leat.model.Problems;
import dev.leat.model.Secret;
import dev.leat.transform.Anonymize;
import dev.leat.transform.Auxiliaries;
import dev.leat.transform.Definition;
import dev.leat.transform.Filter;
import dev.leat.transform.Hash;
import dev.leat.transform.Program;
import dev.leat.transform.Way;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping with common functions, compiled as {@code plan} does it. */
record RehearsedProgram(Path workspace) {
    void compile() {
        List<Column> source = List.of(column("id", "bigint"), column("name", "string"), column("birth", "date"), column("at", "timestamp"), column("amount", "decimal(12,2)"));
        List<FieldMapping> fields = List.of(new FieldMapping("id", "id"), new FieldMapping("name", "concat_ws(' ', initcap(trim(name)), upper(name))"),
            new FieldMapping("phone", "regexp_replace(name, '[^0-9+]', '')"), new FieldMapping("birth", "cast(birth as date)"),
            new FieldMapping("state", "case name when 'A' then 'active' else coalesce(lower(name), 'none') end"), new FieldMapping("amount", "cast(amount as decimal(14,2)) / 100"),
            new FieldMapping("at", "date_trunc('day', at)"));
        Program.compile(new Definition("mapping", "flow", source, List.of("id"), fields,
            List.of(new Hash("hash", List.of("name"), Optional.of(new Secret("salt")), Optional.empty()), new Anonymize("hide", Map.of("phone", Optional.of(Way.of("mask"))), Optional.empty()),
                new Filter("some", "id > 0 and state is not null")), List.of(), Auxiliaries.NONE, workspace), new Problems());
    }

    private static Column column(String name, String type) {
        return new Column(name, type, Optional.of(type), true, "");
    }
}
