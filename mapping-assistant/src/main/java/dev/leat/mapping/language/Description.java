package dev.leat.mapping.language;

import java.util.Optional;

/**
 * What the model said of a field, checked: it was asked for the field, the description is one line of plain text and cut, the semantic type is one of those that it was to
 * choose from.
 *
 * @param description empty where it said none that can be taken
 * @param semantic    empty where none fits
 */
public record Description(String field, Optional<String> description, Optional<String> semantic) {}
