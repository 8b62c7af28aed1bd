package dev.leat.cli;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Slug;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code leat init}. */
@Command(name = "init", description = "Makes a workspace: leat.yaml with comments, and folders for flows, mappings and schemas.",
    footerHeading = "%nExample:%n", footer = "  leat init user-sync --workspace user-sync")
final class Init implements Callable<Integer> {
    private static final String FILE = "leat.yaml";

    private final Invocation invocation;

    @Parameters(paramLabel = "NAME", description = "The name of the workspace.")
    private String name;

    Init(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = invocation.workspace();
        if (name.isBlank() || !name.equals(name.strip())) {
            throw new LeatException(Kind.WORKSPACE, "init", "'" + name + "' is no name", "Use letters, digits and hyphens, such as user-sync");
        }
        if (Files.exists(folder.resolve(FILE))) {
            throw new LeatException(Kind.WORKSPACE, folder.resolve(FILE).toString(), "there is a workspace already",
                "Name another folder: leat init " + Slug.of(name) + " --workspace " + Slug.of(name));
        }
        List<String> made = new ArrayList<>();
        for (String part : List.of("flows", "mappings", "schemas")) {
            Files.createDirectories(folder.resolve(part));
        }
        write(folder, "flows/first-flow.yaml.example", template("flow.yaml"), made);
        write(folder, ".gitignore", template("gitignore"), made);
        // Last: a folder is a workspace once this file is there, so an init that died before can be run again.
        write(folder, FILE, template(FILE).replace("@NAME@", name.replace("\\", "\\\\").replace("\"", "\\\"")), made);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("workspace", name);
        document.put("folder", folder.toString());
        document.put("files", made);
        invocation.answer(document, terminal -> {
            terminal.line("Made the workspace " + name + " in " + folder);
            made.forEach(file -> terminal.line("  " + file));
            terminal.line("Next: name your databases in leat.yaml, then: leat doctor");
        });
        return 0;
    }

    private static void write(Path folder, String file, String text, List<String> made) throws IOException {
        Path path = folder.resolve(file);
        if (!Files.exists(path)) {
            Files.writeString(path, text, StandardOpenOption.CREATE_NEW);
            made.add(file);
        }
    }

    private static String template(String name) throws IOException {
        try (InputStream stream = Init.class.getResourceAsStream("init/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
