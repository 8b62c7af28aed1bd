package dev.leat.mapping.propose;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A part of a text: of a name, an e-mail address, a web address, a pair of coordinates, or of anything with a separator. */
record Parts() implements Rule {
    private static final int MOST = 6;

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        if (draft.family() != Family.TEXT || draft.texts().isEmpty() || goal.is(Family.ARRAY) || !draft.isOfOne()) {
            return Stream.empty();
        }
        List<String> texts = Gaps.real(draft.texts());
        List<Idea> ideas = new ArrayList<>();
        names(draft, goal, texts, ideas);
        mails(draft, goal, texts, ideas);
        addresses(draft, goal, texts, ideas);
        coordinates(draft, goal, texts, ideas);
        if (ideas.isEmpty()) {
            separated(draft, goal, texts, ideas);
        }
        return ideas.stream();
    }

    private static boolean all(List<String> texts, String form, double least) {
        Pattern pattern = Pattern.compile(form);
        return !texts.isEmpty() && texts.stream().filter(text -> pattern.matcher(text.strip()).matches()).count() >= least * texts.size();
    }

    private static void names(Draft draft, Goal goal, List<String> texts, List<Idea> ideas) {
        if (!goal.takesText() || NamePart.of(draft.idea().source()).isPresent() || draft.idea().steps() > 1) {
            return;
        }
        boolean comma = all(texts, "[^,]+, *[^,]+", 0.8);
        boolean words = all(texts, "\\S+( \\S+)+", 0.8);
        NamePart part = NamePart.of(goal.words()).orElse(null);
        if (part == NamePart.FIRST && (comma || words)) {
            ideas.add(draft.then(comma ? "trim(split_part(" + draft.sql() + ", ',', 2))" : "split_part(" + draft.trimmed() + ", ' ', 1)", "the first name", 0.25));
        } else if (part == NamePart.LAST && (comma || words)) {
            ideas.add(draft.then(comma ? "split_part(" + draft.trimmed() + ", ',', 1)" : "split_part(" + draft.trimmed() + ", ' ', -1)", "the last name", 0.25));
        } else if (comma && goal.named("name", "fullname") && !goal.existing().isEmpty() && goal.existing().stream().noneMatch(text -> text.contains(","))) {
            ideas.add(draft.then("concat_ws(' ', trim(split_part(" + draft.sql() + ", ',', 2)), trim(split_part(" + draft.sql() + ", ',', 1)))", "first name before last name", 0.1));
        }
        salutations(draft, goal, texts, ideas);
    }

    private static void salutations(Draft draft, Goal goal, List<String> texts, List<Idea> ideas) {
        String title = "(mr|mrs|ms|miss|dr|prof|herr|frau|m|mme|sir)\\.? ";
        if (goal.named("name", "fullname") && texts.stream().anyMatch(text -> text.matches("(?i)" + title + ".*")) && !goal.existing().isEmpty()
            && goal.existing().stream().noneMatch(text -> text.matches("(?i)" + title + ".*"))) {
            ideas.add(draft.then("regexp_replace(" + draft.sql() + ", '(?i)^(mr|mrs|ms|miss|dr|prof|herr|frau|mme|sir)[.]? +', '')", "without the salutation", 0.1));
        }
    }

    private static void mails(Draft draft, Goal goal, List<String> texts, List<Idea> ideas) {
        if (!goal.takesText() || !all(texts, "[^@\\s]+@[^@\\s]+", 0.9)) {
            return;
        }
        if (goal.named("username", "user", "login", "account", "handle", "local", "uid") || goal.description().contains("before the @")) {
            ideas.add(draft.then("split_part(" + draft.trimmed() + ", '@', 1)", "what is before the @", 0.25));
        } else if (goal.named("domain", "host", "provider", "tenant")) {
            ideas.add(draft.then("split_part(" + draft.trimmed() + ", '@', 2)", "the domain", 0.25));
        }
    }

    private static void addresses(Draft draft, Goal goal, List<String> texts, List<Idea> ideas) {
        if (!goal.takesText() || !all(texts, "[a-zA-Z][a-zA-Z0-9+.-]*://[^\\s]+", 0.9)) {
            return;
        }
        String name = goal.target().name();
        if (texts.stream().anyMatch(text -> text.matches("[^#]*[?&]" + Pattern.quote(name) + "=.*"))) {
            ideas.add(draft.then("parse_url(" + draft.sql() + ", 'QUERY', " + Sql.text(name) + ")", "the parameter of the address", 0.3));
        } else if (goal.named("host", "domain", "hostname", "site")) {
            ideas.add(draft.then("parse_url(" + draft.sql() + ", 'HOST')", "the host of the address", 0.25));
        } else if (goal.named("path")) {
            ideas.add(draft.then("parse_url(" + draft.sql() + ", 'PATH')", "the path of the address", 0.25));
        } else if (goal.named("protocol", "scheme")) {
            ideas.add(draft.then("parse_url(" + draft.sql() + ", 'PROTOCOL')", "the protocol of the address", 0.25));
        }
    }

    private static void coordinates(Draft draft, Goal goal, List<String> texts, List<Idea> ideas) {
        String number = "-?\\d{1,3}(\\.\\d+)?";
        if (!goal.isNumber() || !all(texts, "[(\\[]?" + number + " *[,; ] *" + number + "[)\\]]?", 0.9)) {
            return;
        }
        int part = goal.named("latitude", "lat") ? 1 : goal.named("longitude", "lon", "lng", "long") ? 2 : 0;
        if (part > 0) {
            ideas.add(draft.then("cast(regexp_extract(" + draft.sql() + ", '(-?[0-9.]+)[^0-9.-]+(-?[0-9.]+)', " + part + ") as " + goal.type() + ")",
                part == 1 ? "the first of the pair" : "the second of the pair", 0.2));
        }
    }

    /** Where the whole text does not fit, its parts may: each is tried. */
    private static void separated(Draft draft, Goal goal, List<String> texts, List<Idea> ideas) {
        if (goal.takesText() && goal.existing().isEmpty() && goal.target().values().isEmpty() || draft.idea().steps() > 1
            || goal.takesText() && goal.target().values().isEmpty() && goal.forms().share(texts) > 0.5) {
            return;
        }
        if (goal.family().filter(Family::isTime).isPresent() && texts.stream().noneMatch(text -> text.matches(".*\\d{4}\\D\\d{1,2}\\D\\d.*|.*\\d\\D\\d{1,2}\\D\\d{4}.*|.*\\d{8}.*"))) {
            return;
        }
        for (String separator : Numeric.all(texts) ? List.<String>of() : separators(texts)) {
            Set<Integer> counts = new LinkedHashSet<>();
            texts.forEach(text -> counts.add(text.split(Pattern.quote(separator), -1).length));
            if (counts.size() == 1 && counts.iterator().next() <= MOST) {
                for (int part = 1; part <= counts.iterator().next(); part++) {
                    int place = part - 1;
                    if (goal.takesText() && goal.target().values().isEmpty()
                        && goal.forms().share(texts.stream().map(text -> text.split(Pattern.quote(separator), -1)[place]).toList()) < 0.8) {
                        continue;
                    }
                    String sql = "split_part(" + draft.sql() + ", " + Sql.text(separator) + ", " + part + ")";
                    long numbers = IntStream.range(0, counts.iterator().next())
                        .filter(other -> Numeric.all(texts.stream().map(text -> text.split(Pattern.quote(separator), -1)[other]).toList())).count();
                    ideas.add(draft.then(goal.isNumber() ? "cast(" + sql + " as " + goal.type() + ")" : sql, "part " + part + " between '" + separator + "'", -0.02)
                        .doubted(numbers > 1 ? 0.5 : 0.3));
                }
            }
        }
    }

    /** Those that are in every text. */
    private static List<String> separators(List<String> texts) {
        return Stream.of(" - ", ", ", "|", ";", ",", "/", "-", "_", ":", " ", ".")
            .filter(separator -> !texts.isEmpty() && texts.stream().allMatch(text -> text.contains(separator))).limit(3).toList();
    }
}
