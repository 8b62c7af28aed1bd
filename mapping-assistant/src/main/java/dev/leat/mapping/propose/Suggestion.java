package dev.leat.mapping.propose;

/**
 * An expression from elsewhere, such as a language model or a decision of before. It is checked and tried like every other.
 *
 * @param target     name of the target field
 * @param confidence between 0 and 1, of its own merit
 */
public record Suggestion(String target, String expression, double confidence, String why) {}
