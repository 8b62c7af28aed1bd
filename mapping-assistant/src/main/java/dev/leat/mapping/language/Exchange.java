package dev.leat.mapping.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.leat.model.Yaml;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A request and what came back in the end. Headers, and so keys, are in none.
 *
 * @param key      hash of URL and request
 * @param request  the body that was sent, character by character
 * @param tries    how often it was sent
 * @param status   of the last answer; empty without one
 * @param response the last answer's body
 * @param failure  why there is no answer: {@code timeout}, {@code unreachable}, {@code too-long}
 */
record Exchange(String key, String url, String request, int tries, Optional<Integer> status, Optional<String> response, Optional<String> failure) {

    static Exchange of(String url, String request) {
        return new Exchange(key(url, request), url, request, 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static String key(String url, String request) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest((url + "\n" + request).getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Exchange answered(int status, String response) {
        return new Exchange(key, url, request, tries + 1, Optional.of(status), Optional.of(response), Optional.empty());
    }

    Exchange failed(String failure) {
        return new Exchange(key, url, request, tries + 1, Optional.empty(), Optional.empty(), Optional.of(failure));
    }

    Exchange after(int before) {
        return new Exchange(key, url, request, tries + before, status, response, failure);
    }

    boolean isAnswered() {
        return status.filter(code -> code >= 200 && code < 300).isPresent();
    }

    /** Whether the same request may have more luck. */
    boolean isWorthAnother() {
        return failure.filter(why -> !why.equals("too-long")).isPresent() || status.filter(code -> code == 408 || code == 409 || code == 429 || code >= 500).isPresent();
    }

    /** Whether the server may have read the request, which costs. */
    boolean mayHaveCost() {
        return isAnswered() || failure.filter(why -> !why.equals("unreachable")).isPresent();
    }

    String line() {
        try {
            return Yaml.json().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
