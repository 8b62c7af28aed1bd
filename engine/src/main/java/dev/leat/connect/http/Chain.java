package dev.leat.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.net.URI;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages of which each says where the next one is. An address that comes again is an error: the read would never end. */
final class Chain implements Iterator<Answer> {
    private static final int LONGEST_SILENCE = 1_000;
    private static final Pattern LINK = Pattern.compile("<([^>]*)>((?:\\s*;\\s*[^;,\"=]+(?:=(?:\"[^\"]*\"|[^;,\"]*))?)*)");
    private static final Pattern RELATION = Pattern.compile(";\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^;,\\s]*))", Pattern.CASE_INSENSITIVE);

    private final Requests requests;
    private final Target target;
    private final Set<String> seen = new HashSet<>();
    private Optional<URI> next;
    private int emptyPages;

    Chain(Requests requests, Target target) {
        this.requests = requests;
        this.target = target;
        this.next = Optional.of(target.first());
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public Answer next() {
        URI address = next.orElseThrow(NoSuchElementException::new);
        Answer answer = requests.get(target.where(), address, target.list());
        seen.add(address.toString());
        next = following(answer);
        next.ifPresent(this::check);
        emptyPages = target.records(answer).isEmpty() ? emptyPages + 1 : 0;
        if (emptyPages > LONGEST_SILENCE && next.isPresent()) {
            throw endless(emptyPages + " pages in a row are empty, and there is always a next one");
        }
        return answer;
    }

    private void check(URI address) {
        if (!Addresses.sameOrigin(target.first(), address)) {
            throw new LeatException(Kind.WORKSPACE, target.where(), "the next page is on another host, " + Addresses.shown(address) + ", which would get the credential",
                "Write that host into 'url', if it is right");
        }
        if (seen.contains(address.toString())) {
            throw endless("page " + seen.size() + " says that the next page is one that was read already");
        }
    }

    private LeatException endless(String what) {
        return new LeatException(Kind.SYSTEM, target.where(), what, "Check 'page' of the entity: which value of the answer asks for the next page, and in which parameter");
    }

    private Optional<URI> following(Answer answer) {
        Page page = target.endpoint().page().orElse(null);
        if (page == null || page.more().map(place -> JsonPath.of(place).in(answer.body())).filter(more -> !more.asBoolean(false)).isPresent()) {
            return Optional.empty();
        } else if (page.link().isPresent()) {
            return link(answer, page.link().get()).map(to -> resolved(answer, to));
        } else if (page.next().isPresent()) {
            return text(JsonPath.of(page.next().get()).in(answer.body())).map(to -> resolved(answer, to));
        }
        Optional<String> cursor = page.cursor().map(place -> JsonPath.of(place).in(answer.body())).or(() -> last(answer, page)).flatMap(Chain::text);
        return cursor.map(value -> Addresses.with(target.first(), Map.of(page.param().orElseThrow(), value)));
    }

    private Optional<JsonNode> last(Answer answer, Page page) {
        List<JsonNode> records = target.records(answer);
        if (records.isEmpty()) {
            return Optional.empty();
        }
        JsonNode value = JsonPath.of(page.last().orElseThrow()).in(records.get(records.size() - 1));
        if (text(value).isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, target.where(), "the last record of a page has no '" + page.last().get() + "', which asks for the next page", "Correct 'page.last'");
        }
        return Optional.of(value);
    }

    private static Optional<String> text(JsonNode value) {
        return value.isValueNode() && !value.isMissingNode() && !value.isBoolean() && !value.asText().isEmpty() ? Optional.of(value.asText()) : Optional.empty();
    }

    private URI resolved(Answer answer, String to) {
        try {
            return answer.at().resolve(to.strip().replace(" ", "%20").replace("|", "%7C").replace("\"", "%22"));
        } catch (IllegalArgumentException e) {
            throw new LeatException(Kind.SYSTEM, target.where(), "the address of the next page is none", "Check 'page' of the entity", e);
        }
    }

    /** RFC 8288: several links with commas between them, each with its parameters. */
    static Optional<String> link(Answer answer, String relation) {
        for (String header : answer.headers().allValues("link")) {
            for (Matcher link = LINK.matcher(header); link.find();) {
                Matcher named = RELATION.matcher(link.group(2));
                if (named.find() && List.of((named.group(1) == null ? named.group(2) : named.group(1)).split("\\s+")).contains(relation)) {
                    return Optional.of(link.group(1));
                }
            }
        }
        return Optional.empty();
    }
}
