package dev.leat.connect.redis;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a Redis URL. Not read by {@link java.net.URI}, which knows no underscore in host names. */
record RedisAddress(boolean tls, Optional<String> user, Optional<String> password, String host, int port, int database) {
    private static final Pattern URL = Pattern.compile(
        "(?<scheme>rediss?)://((?<user>[^:@/]*)(:(?<password>[^@/]*))?@)?(?<host>\\[[0-9a-fA-F:.]+]|[^:@/\\[\\]\\s]+)(:(?<port>\\d{1,5}))?(/(?<database>\\d{1,5})?)?");
    private static final int DEFAULT_PORT = 6379;

    /** @throws IllegalArgumentException without the text, which may hold a password */
    static RedisAddress of(String url) {
        Matcher parts = URL.matcher(url.trim());
        if (!parts.matches()) {
            throw new IllegalArgumentException("url is no address of a Redis; write redis://host:6379/0, with TLS rediss://host:6379/0");
        }
        return new RedisAddress(parts.group("scheme").equals("rediss"), part(parts, "user"), part(parts, "password"),
            parts.group("host").replaceAll("[\\[\\]]", ""), part(parts, "port").map(Integer::parseInt).orElse(DEFAULT_PORT),
            part(parts, "database").map(Integer::parseInt).orElse(0));
    }

    private static Optional<String> part(Matcher parts, String name) {
        return Optional.ofNullable(parts.group(name)).filter(part -> !part.isEmpty())
            .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://") + host + ":" + port + "/" + database;
    }
}
