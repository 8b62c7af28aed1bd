package dev.leat.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.lake.Certificate;
import dev.leat.lake.RunLog;
import dev.leat.lake.RunRecord;
import dev.leat.model.Yaml;
import java.util.List;

/** The certificates of runs, for people and as a part of a run's document. */
record Certificates(RunLog log) {
    private static final int SHOWN = 20;

    JsonNode document(RunRecord run) {
        ObjectNode document = Yaml.json().valueToTree(run);
        List<Certificate> certificates = log.certificates(run.run());
        if (!certificates.isEmpty()) {
            document.set("certificates", Yaml.json().valueToTree(certificates));
        }
        return document;
    }

    /** A line a pipeline, the places of the source that were compared, and the ranges that differ. */
    void tell(RunRecord run, Terminal terminal) {
        List<Certificate> certificates = log.certificates(run.run());
        if (certificates.isEmpty()) {
            return;
        }
        terminal.line("");
        terminal.table(new Table(List.of("certificate of", "capture", "source", "lake", "there", "left out", "checksum"), certificates.stream().map(Certificates::row).toList()));
        certificates.forEach(certificate -> {
            tell(certificate.source(), terminal);
            tell(certificate.destination(), terminal);
        });
    }

    private static List<String> row(Certificate certificate) {
        Certificate.Side source = certificate.source();
        Certificate.Side destination = certificate.destination();
        Certificate.Side known = destination.compared() ? destination : source;
        return List.of(certificate.pipeline(), certificate.number() == certificate.written() ? String.valueOf(certificate.number()) : certificate.number() + "/" + certificate.written(), rows(source, source.there()), rows(known, known.lake()), rows(destination, destination.there()),
            String.valueOf(destination.leftOut()), certificate.agrees() ? known.compared() ? known.lake().checksum() : "" : "differs");
    }

    private static String rows(Certificate.Side side, Certificate.Part part) {
        return side.compared() ? String.valueOf(part.rows()) : "-";
    }

    private static void tell(Certificate.Side side, Terminal terminal) {
        if (side.note() != null) {
            terminal.line(side.of() + ": " + side.note());
        }
        side.without().forEach((field, why) -> terminal.line(side.of() + ": " + field + " is not compared: " + why));
        side.ranges().stream().filter(range -> range.agrees() && range.place() != null).limit(SHOWN).forEach(range -> terminal.line(side.of() + ": " + range.place() + ": " + range.there().rows() + " records, all in the lake"));
        side.differing().stream().limit(SHOWN).forEach(range -> terminal.line(side.of() + ": " + (range.place() == null ? "range " + range.range() : range.place()) + ": lake " + range.lake().rows() + " rows " + range.lake().checksum()
            + ", there " + range.there().rows() + " rows " + range.there().checksum()));
        if (side.differing().size() > SHOWN) {
            terminal.line(side.of() + ": and " + (side.differing().size() - SHOWN) + " ranges more; all of them with --json");
        }
    }
}
