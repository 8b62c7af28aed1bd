package dev.leat.mapping.language;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.leat.model.LanguageModel;

/** Anthropic's messages. */
final class Anthropic implements Provider {
    @Override
    public ChatModel model(LanguageModel settings, String key, HttpClientBuilder wire) {
        AnthropicChatModel.AnthropicChatModelBuilder model = AnthropicChatModel.builder().httpClientBuilder(wire).apiKey(key.isEmpty() ? "none" : key).modelName(settings.model())
            .maxTokens(settings.within().answerTokens()).supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA).maxRetries(0);
        settings.baseUrl().ifPresent(model::baseUrl);
        return model.build();
    }
}
