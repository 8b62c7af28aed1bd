package dev.leat.breaking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.embedded.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The values of secrets, looked for in every file and all output of runs that succeed and of runs that fail as loudly as they can. */
class SecretsTest {
    private static final String IN_A_FILE = "file-secret-0815-x";
    private static final String IN_A_URL = "url-secret-2342-y";

    @TempDir
    private Path folder;

    @Test
    void noValueOfASecretIsInAnyFileOrOutput() throws IOException {
        Scene scene = new Scene(folder, "secret_people");
        Server postgres = RealServers.start("postgres");
        List<String> secrets = List.of(postgres.password().orElseThrow(), Scene.SALT, IN_A_FILE, IN_A_URL);
        StringBuilder told = new StringBuilder();
        RealServers.sql("insert into secret_people values (1000, 'bad', 'm', 'never', 1)");

        tell(told, scene, 0, "run", "F", "--debug");
        tell(told, scene, 0, "plan", "--json");
        tell(told, scene, 0, "runs", "show", Scene.id(scene.runs().get(0)), "--json");

        scene.environment().put("URL_PASSWORD", IN_A_URL);
        scene.write("password.txt", IN_A_FILE + "\n");
        scene.edit("leat.yaml", "db: {", "old_db: {");
        String connection = "db: {type: postgres, url: \"" + postgres.address() + "?user=" + postgres.user().orElseThrow() + "&password=${env:URL_PASSWORD}&ApplicationName=x\"}\n  old_db: {";
        scene.edit("leat.yaml", "old_db: {", connection);
        tell(told, scene, 2, "run", "F", "--debug");
        tell(told, scene, 2, "doctor", "--debug", "--json");
        String nowhere = connection.replace(":" + postgres.port() + "/", ":1/");
        scene.edit("leat.yaml", connection, nowhere);
        tell(told, scene, 4, "run", "F", "--debug");
        scene.write("leat.yaml", scene.read("leat.yaml").replace(nowhere, "db: {").replace("${env:LEAT_TEST_PASSWORD}", "${file:password.txt}"));
        tell(told, scene, 2, "run", "F", "--debug", "--json");

        assertThat(told.toString()).contains("\tat ");
        assertThat(secrets).allSatisfy(secret -> assertThat(told.toString()).doesNotContain(secret));
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).filter(file -> !file.endsWith("password.txt")).toList();
            assertThat(all).hasSizeGreaterThan(10);
            for (Path file : all) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(secrets).as(file.toString()).noneMatch(text::contains);
            }
        }
    }

    private static void tell(StringBuilder told, Scene scene, int code, String... arguments) {
        LeatProcess.Ended ended = scene.leat(arguments);
        assertThat(ended.code()).as(String.join(" ", arguments) + ": " + ended.text()).isEqualTo(code);
        told.append(ended.text());
    }
}
