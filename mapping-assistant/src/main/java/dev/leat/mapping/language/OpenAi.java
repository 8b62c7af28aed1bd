package dev.leat.mapping.language;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.leat.model.LanguageModel;

/** OpenAI, and every server that speaks its protocol. OpenAI's own newer models refuse a temperature and {@code max_tokens}; other servers know no other word for it. */
final class OpenAi implements Provider {
    @Override
    public ChatModel model(LanguageModel settings, String key, HttpClientBuilder wire) {
        OpenAiChatModel.OpenAiChatModelBuilder model = OpenAiChatModel.builder().httpClientBuilder(wire).apiKey(key.isEmpty() ? "none" : key).modelName(settings.model())
            .strictJsonSchema(true).supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA).maxRetries(0);
        settings.baseUrl().ifPresentOrElse(url -> model.baseUrl(url).temperature(0.0).maxTokens(settings.within().answerTokens()),
            () -> model.maxCompletionTokens(settings.within().answerTokens()));
        return model.build();
    }
}
