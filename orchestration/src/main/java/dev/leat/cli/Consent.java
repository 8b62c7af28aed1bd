package dev.leat.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A question that a person answers with yes or no; without a person the answer is no. */
final class Consent {
    private Consent() {}

    static boolean to(Invocation invocation, String question) {
        if (invocation.json() || !invocation.terminal().outIsTerminal()) {
            return false;
        }
        invocation.terminal().line(question + " [y/N]");
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return answer != null && answer.strip().matches("(?i)y|yes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
