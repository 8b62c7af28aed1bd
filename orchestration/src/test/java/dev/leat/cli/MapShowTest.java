package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.model.Yaml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What people see of mappings, whatever names and values the data has. */
class MapShowTest {
    private static final String HOSTILE = "</code><script>alert('x')</script>\u001B[2J\u009B31m\u202Etxt 😀 & \"quoted\"";

    @TempDir
    Path folder;
    private TestWorkspace workspace;

    @BeforeEach
    void empty() {
        workspace = new TestWorkspace(folder);
    }

    private Said review(String lines) {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
            return workspace.leat("map", "review", "P", "--by", HOSTILE);
        } finally {
            System.setIn(before);
        }
    }

    private void hostileWorkspace() throws IOException {
        String name = Yaml.json().writeValueAsString(HOSTILE).replace("\u009B", "\\u009b").replace("\u202E", "\\u202e");
        workspace.write("leat.yaml", "workspace: w\nlake: ./lake\nconnections:\n  drop: {type: files, path: ./in, format: json}\n  out: {type: delta, path: ./out}\n");
        workspace.write("flows/f.yaml", "flow: F\nsource: drop\ndestination: out\npipelines:\n  - {name: P, source: things, destination: items, key: [id], capture: append}\n");
        workspace.write("schemas/out/items.yaml", "entity: items\nfields:\n  - {name: id, type: string}\n  - {name: " + name + ", type: string}\n  - {name: \"\\e[31mopen\", type: date, required: true}\n");
        workspace.write("in/things/a.json", "{\"id\": \"1\", " + name + ": " + name + "}\n{\"id\": \"2\", " + name + ": \"" + "漢字😀".repeat(40) + "\"}\n");
    }

    @Test
    void nothingInTheDataReachesTheTerminalAsAControlSequence() throws IOException {
        hostileWorkspace();
        Said proposed = workspace.leat("map", "propose", "P");
        assertThat(proposed.code()).as(proposed.err()).isZero();
        Said reviewed = review("c " + HOSTILE + "\na " + HOSTILE + "\na\nr\n");
        assertThat(reviewed.code()).as(reviewed.err()).isZero();
        for (Said said : new Said[] {proposed, reviewed, workspace.leat("map", "show", "P")}) {
            assertThat(said.out()).contains("script", "\\u{1b}").doesNotContain("\u001B", "\u009B", "\u202E");
        }
        assertThat(reviewed.lines()).allMatch(line -> columns(line) <= 80).anyMatch(line -> line.contains("漢字😀"));
        assertThat(workspace.leat("map", "show", "P").lines()).allMatch(line -> columns(line) <= 80);
    }

    /** As a terminal counts the characters of this test. */
    private static int columns(String line) {
        return line.codePoints().map(point -> point == 0x1F600 || point >= 0x4E00 && point <= 0x9FFF ? 2 : 1).sum();
    }

    @Test
    void thePageIsWellFormedAndHoldsDataAsTextOnly() throws Exception {
        hostileWorkspace();
        workspace.leat("map", "propose", "P");
        review("a " + HOSTILE + "\n");
        Said said = workspace.leat("map", "show", "P", "--html");
        assertThat(said.code()).as(said.err()).isZero();
        Path page = workspace.resolve(".leat/proposals/p.html");
        String html = Files.readString(page);
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(page.toFile());
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getDocumentElement().getTextContent()).contains("</code><script>alert('x')</script>\\u{1b}[2J\\u{9b}31m\\u{202e}txt 😀 & \"quoted\"");
        assertThat(html).doesNotContain("<script", "http:", "https:", "url(", "@import", "src=", "\u202E", "\u001B");
        NodeList metas = document.getElementsByTagName("meta");
        String style = document.getElementsByTagName("style").item(0).getTextContent();
        String hash = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        assertThat(((Element) metas.item(1)).getAttribute("content")).isEqualTo("default-src 'none'; style-src 'sha256-" + hash + "'; base-uri 'none'; form-action 'none'");
        assertThat(style).contains("prefers-color-scheme: dark", "@media print");
        assertThat(html).contains("name=\"viewport\"");
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            assertThat(all.item(i).getNodeName()).isIn("html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "p", "code", "pre", "ol", "ul", "li", "a", "span", "main", "section",
                "small", "meter", "table", "thead", "tbody", "tr", "th", "td", "bdi", "footer", "details", "summary");
            assertThat(((Element) all.item(i)).getAttribute("style")).isEmpty();
        }
    }

    @Test
    void aMappingThatNobodyProposedIsShownAndItsEvidenceIsSaidToBeAbsent() throws IOException {
        Path sample = Path.of("../samples/user-sync");
        for (String file : new String[] {"leat.yaml", "flows/user-sync.yaml", "mappings/user-profile-sync.yaml", "schemas/search_cluster/user_profiles_index.yaml", "demo-salt.txt", "seed.sql"}) {
            workspace.write(file, Files.readString(sample.resolve(file)));
        }
        Said said = workspace.leat("map", "show", "User Profile Sync");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.lines()).allMatch(line -> line.length() <= 80).anyMatch(line -> line.startsWith("1/10  user_id") && line.endsWith("approved"))
            .anyMatch(line -> line.matches(" +evidence +none: it was not tried on rows")).anyMatch(line -> line.startsWith("Approved by jane@example.com at 2026-11-21"));
        Path page = workspace.resolve("page.html");
        assertThat(workspace.leat("map", "show", "User Profile Sync", "--html=" + page).code()).isZero();
        assertThat(Files.readString(page)).contains("Evidence: none: it was not tried on rows.", "approved");
        workspace.write("mappings/user-profile-sync.yaml", Files.readString(sample.resolve("mappings/user-profile-sync.yaml")).replace("expression: \"upper(country)\"", "expression: \"country\""));
        assertThat(workspace.leat("map", "show", "User Profile Sync").out()).contains("it is not what was approved", "stale, it does not run:\nchanged since: country");
        assertThat(workspace.leat("map", "show", "User Profile")).returns(2, Said::code);
    }
}
