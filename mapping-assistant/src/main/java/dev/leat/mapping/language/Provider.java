package dev.leat.mapping.language;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.leat.model.LanguageModel;

/** One provider's protocol. */
interface Provider {
    /** @param key empty where the server wants none */
    ChatModel model(LanguageModel settings, String key, HttpClientBuilder wire);

    static Provider of(LanguageModel.Provider provider) {
        return switch (provider) {
            case OPENAI -> new OpenAi();
            case ANTHROPIC -> new Anthropic();
            case OLLAMA -> new Ollama();
        };
    }
}
