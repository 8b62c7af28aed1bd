package dev.leat.mapping.language;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.leat.model.LanguageModel;
import java.util.Map;

/** A model on this machine or another, served by Ollama; the key goes to a proxy in front of it. */
final class Ollama implements Provider {
    private static final String HERE = "http://localhost:11434";

    @Override
    public ChatModel model(LanguageModel settings, String key, HttpClientBuilder wire) {
        return OllamaChatModel.builder().httpClientBuilder(wire).baseUrl(settings.baseUrl().orElse(HERE)).modelName(settings.model())
            .customHeaders(key.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + key))
            .numPredict(settings.within().answerTokens()).temperature(0.0).supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA).maxRetries(0).build();
    }
}
