package dev.leat.mapping.language;

import dev.langchain4j.http.client.HttpRequest;
import java.time.Duration;

/** Where a request goes: to the server, or to what the server said before. For several threads. */
interface Line {
    /** The same exchange with what came of it. Throws nothing that the network does. */
    Exchange send(Exchange exchange, HttpRequest request, Duration timeout);
}
