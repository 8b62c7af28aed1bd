package dev.leat.connect;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What of an entity was to be read next and is not there any more.
 *
 * @param what     in words
 * @param position where to go on with what is there, as {@link Range#position()}
 * @param bounds   of a range with no rows up to there
 */
public record Loss(String what, JsonNode position, JsonNode bounds) {}
