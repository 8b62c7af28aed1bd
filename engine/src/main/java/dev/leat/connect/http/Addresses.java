package dev.leat.connect.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Addresses with parameters, and as they may be shown. */
final class Addresses {
    private Addresses() {}

    /** @param base ends with a slash */
    static URI of(URI base, String path, Map<String, String> params) {
        return with(URI.create(base + path.replaceFirst("^/+", "")), params);
    }

    /** The same with these parameters in place of those of the same names. */
    static URI with(URI address, Map<String, String> params) {
        String text = address.toString();
        int question = text.indexOf('?');
        String kept = question < 0 ? "" : java.util.Arrays.stream(text.substring(question + 1).split("&"))
            .filter(pair -> !pair.isEmpty() && !params.containsKey(java.net.URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8))).collect(Collectors.joining("&"));
        String added = form(params);
        String query = kept.isEmpty() || added.isEmpty() ? kept + added : kept + "&" + added;
        String path = question < 0 ? text : text.substring(0, question);
        return URI.create(query.isEmpty() ? path : path + "?" + query);
    }

    static String form(Map<String, String> params) {
        return params.entrySet().stream().map(param -> encoded(param.getKey()) + "=" + encoded(param.getValue())).collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Without parameters: a cursor or a key may be among them. */
    static String shown(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath();
    }

    static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(String.valueOf(other.getScheme())) && one.getHost().equalsIgnoreCase(String.valueOf(other.getHost())) && port(one) == port(other)
            && other.getRawUserInfo() == null;
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}
