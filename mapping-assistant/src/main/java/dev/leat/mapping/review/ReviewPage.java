package dev.leat.mapping.review;

import dev.leat.mapping.decision.Decision;
import dev.leat.mapping.propose.Evidence;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Mapping;
import dev.leat.model.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A review as one page of HTML that needs nothing else: no script, no font, no picture, and a policy that forbids them. For paper, telephones, light and dark. It shows rows of the
 * source, so it does not belong in a repository.
 */
public final class ReviewPage {
    private final Review review;
    private final ReviewText text;

    public ReviewPage(Review review) {
        this.review = review;
        this.text = new ReviewText(review, Integer.MAX_VALUE);
    }

    /** @throws LeatException of kind WORKSPACE when the file cannot be written */
    public void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, html());
        } catch (IOException e) {
            throw new LeatException(Kind.WORKSPACE, file.toString(), "it cannot be written (" + e.getMessage() + ")", "Name another file: --html=FILE", e);
        }
    }

    /** Well-formed as XML too. The same review gives the same text. */
    public String html() {
        String style = style();
        return Secrets.redact("""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '%s'; base-uri 'none'; form-action 'none'"/>
            <meta name="referrer" content="no-referrer"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <title>%s</title>
            <style>%s</style>
            </head>
            <body>
            %s%s%s</body>
            </html>
            """.formatted(hash(style), escaped(review.pipeline()), style, header(), review.fields().stream().map(this::field).collect(Collectors.joining()), history()));
    }

    private String header() {
        String counts = text.summary().get(0).replaceFirst("^.*: ", "");
        String ends = review.mapping().map(ReviewPage::ends).orElse("");
        String list = review.fields().stream().map(field -> "<li><a href=\"#" + id(field) + "\">" + name(field.target()) + "</a> " + badge(field) + sure(field) + "</li>\n").collect(Collectors.joining());
        return "<header>\n<h1>" + name(review.pipeline()) + "</h1>\n<p>" + ends + "in <code>" + escaped(review.mappingFile()) + "</code></p>\n<p>" + escaped(counts) + " "
            + escaped(text.approval()) + "</p>\n<ol>\n" + list + "</ol>\n</header>\n<main>\n";
    }

    private static String ends(Mapping mapping) {
        return name(mapping.source().connection() + " " + mapping.source().entity()) + " → " + name(mapping.destination().connection() + " " + mapping.destination().entity()) + ", ";
    }

    private static String sure(ReviewedField field) {
        return field.current().flatMap(Variant::confidence).map(confidence -> " <span class=\"sure\">" + FieldText.number(confidence) + "</span>").orElse("");
    }

    private static String badge(ReviewedField field) {
        return "<span class=\"state " + field.state().word() + "\">" + field.state().word() + (field.changed() ? ", changed since its approval" : "") + "</span>";
    }

    private String id(ReviewedField field) {
        return "field-" + (review.fields().indexOf(field) + 1);
    }

    private String field(ReviewedField field) {
        StringBuilder html = new StringBuilder("<section id=\"" + id(field) + "\">\n<h2>" + name(field.target()) + " <small>" + escaped(field.type().orElse("")) + (field.required() ? " required" : "") + "</small> "
            + badge(field) + "</h2>\n");
        html.append(field.current().map(variant -> variant(field.target(), variant)).orElseGet(() -> "<p class=\"bad\">Open: " + escaped(field.open().orElse("nothing fills it")) + "</p>\n"));
        field.lookUp().ifPresent(lookUp -> html.append("<p>It could be looked up, which changes the flow's file:</p>\n<pre><code>").append(lookUp.lines().stream().map(ReviewPage::escaped).collect(Collectors.joining("\n")))
            .append(lookUp.line().map(line -> "\n" + escaped(line)).orElse("")).append("</code></pre>\n"));
        if (!field.alternatives().isEmpty()) {
            html.append("<details>\n<summary>Alternatives: ").append(field.alternatives().size()).append("</summary>\n");
            field.alternatives().forEach(variant -> html.append(variant(field.target(), variant)));
            html.append("</details>\n");
        }
        html.append(list(field.said().stream().map(decision -> FieldText.said(decision, field.target())).toList()));
        return html.append("</section>\n").toString();
    }

    private static String variant(String target, Variant variant) {
        StringBuilder html = new StringBuilder("<pre><code>" + escaped(variant.expression()) + "</code></pre>\n");
        variant.confidence().ifPresent(sure -> html.append("<p>Sure: <meter min=\"0\" max=\"1\" value=\"").append(FieldText.number(sure)).append("\"></meter> ").append(FieldText.number(sure)).append("</p>\n"));
        variant.why().ifPresent(why -> html.append("<p>").append(escaped(why)).append("</p>\n"));
        html.append(variant.evidence().map(evidence -> evidence(target, evidence)).orElseGet(() -> "<p>Evidence: " + escaped(FieldText.absent(variant)) + ".</p>\n"));
        return html.toString();
    }

    private static String evidence(String target, Evidence evidence) {
        List<String> columns = evidence.shown().stream().flatMap(row -> row.before().keySet().stream()).distinct().toList();
        String head = columns.stream().map(column -> "<th>" + name(column) + "</th>").collect(Collectors.joining()) + "<th>→ " + name(target) + "</th>";
        String rows = evidence.shown().stream().map(row -> "<tr>" + columns.stream().map(column -> cell(row.before().getOrDefault(column, Optional.empty()), "")).collect(Collectors.joining())
            + (row.reason().isPresent() ? cell(Optional.of(FieldText.after(row)), "bad") : cell(row.after(), "")) + "</tr>\n").collect(Collectors.joining());
        return "<p>Tried on " + escaped(FieldText.counted(evidence)) + ". Gives " + escaped(evidence.type()) + ".</p>\n"
            + (rows.isEmpty() ? "" : "<table>\n<thead><tr>" + head + "</tr></thead>\n<tbody>\n" + rows + "</tbody>\n</table>\n");
    }

    private static String cell(Optional<String> value, String kind) {
        String known = value.isEmpty() ? "none" : kind;
        return "<td" + (known.isEmpty() ? "" : " class=\"" + known + "\"") + ">" + name(FieldText.value(value)) + "</td>";
    }

    private String history() {
        List<Decision> history = review.history();
        return "</main>\n" + (history.isEmpty() ? "" : "<footer>\n<h2>Decisions</h2>\n" + list(history.stream().map(ReviewText::told).toList()) + "</footer>\n");
    }

    private static String list(List<String> sentences) {
        return sentences.isEmpty() ? "" : sentences.stream().map(sentence -> "<li>" + name(sentence) + "</li>\n").collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
    }

    /** Data between words of ours: its direction of writing stays its own. */
    private static String name(String data) {
        return "<bdi>" + escaped(data) + "</bdi>";
    }

    private static String escaped(String data) {
        return Visible.of(data).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }

    private static String style() {
        try (InputStream style = ReviewPage.class.getResourceAsStream("review.css")) {
            return "\n" + new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the very text between the tags, as the policy wants it. */
    private static String hash(String style) {
        try {
            return "sha256-" + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new LeatException(Kind.BUG, "SHA-256", "this Java has none", "Use another Java", e);
        }
    }
}
