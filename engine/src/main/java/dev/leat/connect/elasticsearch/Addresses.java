package dev.leat.connect.elasticsearch;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The servers of a connection, never empty.
 *
 * @param secure whether they are called by https
 * @param hosts  each as {@code host:port}
 * @param path   what a proxy wants in front of each path: empty, or with a leading and without a trailing slash
 */
record Addresses(boolean secure, List<String> hosts, String path) {

    /** @throws IllegalArgumentException with a sentence for the user */
    static Addresses of(String urls) {
        List<URI> parsed = Arrays.stream(urls.split(",")).map(String::trim).filter(url -> !url.isEmpty()).map(Addresses::parse).toList();
        if (parsed.isEmpty()) {
            throw new IllegalArgumentException("'url' is empty; write it such as https://search:9200");
        }
        URI first = parsed.get(0);
        if (parsed.stream().anyMatch(url -> !url.getScheme().equals(first.getScheme()) || !path(url).equals(path(first)))) {
            throw new IllegalArgumentException("the addresses in 'url' differ in scheme or path; give all the same");
        }
        boolean secure = first.getScheme().equals("https");
        List<String> hosts = parsed.stream().map(url -> url.getHost() + ":" + (url.getPort() >= 0 ? url.getPort() : secure ? 443 : 9200)).toList();
        return new Addresses(secure, hosts, path(first));
    }

    List<String> urls() {
        return hosts.stream().map(host -> (secure ? "https://" : "http://") + host + path).toList();
    }

    @Override
    public String toString() {
        return urls().stream().collect(Collectors.joining(","));
    }

    private static URI parse(String url) {
        try {
            URI parsed = URI.create(url);
            if (parsed.getHost() != null && List.of("http", "https").contains(parsed.getScheme())
                && parsed.getUserInfo() == null && parsed.getQuery() == null && parsed.getFragment() == null) {
                return parsed;
            }
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("'" + url + "' is no address; write it such as https://search:9200", malformed);
        }
        throw new IllegalArgumentException(url.contains("@") ? "an address in 'url' holds a user; write it as 'user' and 'password'"
            : "'" + url + "' is no address; write it such as https://search:9200");
    }

    private static String path(URI url) {
        return url.getPath() == null ? "" : url.getPath().replaceAll("/+$", "");
    }
}
