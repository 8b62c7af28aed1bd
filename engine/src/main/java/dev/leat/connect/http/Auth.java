package dev.leat.connect.http;

import dev.leat.model.Secret;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who sends the requests: one of
 *
 * @param bearer a token that is valid for long
 * @param basic  a user and a password
 * @param apiKey a key in a header or a parameter
 * @param oauth  OAuth2 client credentials: a token is asked for, and again before it expires or when the API refuses it
 */
public record Auth(Optional<Secret> bearer, Optional<Basic> basic, Optional<ApiKey> apiKey, Optional<OAuth> oauth) implements Serializable {

    /** Basic authentication. */
    public record Basic(String user, Secret password) implements Serializable {}

    /**
     * @param header that takes the key; {@code X-API-Key} when no {@code param} is named either
     * @param param  that takes the key
     */
    public record ApiKey(Secret key, Optional<String> header, Optional<String> param) implements Serializable {
        public ApiKey {
            if (header.isPresent() && param.isPresent()) {
                throw new IllegalArgumentException("'header' and 'param' exclude each other");
            }
        }

        private Object writeReplace() {
            return Portable.of(this);
        }
    }

    /**
     * @param tokenUrl where tokens come from; one that begins with a slash is on the host of {@code url}
     * @param scope    as the API names it
     * @param params   what else the request for a token needs, such as {@code audience}
     */
    public record OAuth(String tokenUrl, String clientId, Secret clientSecret, Optional<String> scope, Map<String, String> params) implements Serializable {
        public OAuth {
            params = HttpSettings.ordered(params);
        }

        private Object writeReplace() {
            return Portable.of(this);
        }
    }

    public Auth {
        if (Stream.of(bearer, basic, apiKey, oauth).filter(Optional::isPresent).count() != 1) {
            throw new IllegalArgumentException("name exactly one of bearer, basic, apiKey, oauth");
        }
    }

    static Auth of(OAuth oauth) {
        return new Auth(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(oauth));
    }

    private Object writeReplace() {
        return Portable.of(this);
    }
}
