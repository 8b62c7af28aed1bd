package dev.leat.mapping.propose;

import dev.leat.model.EntityName;

/**
 * A source column that names a row of another entity of the same connection.
 *
 * @param column   of the source entity
 * @param match    the column of the other entity that it is compared with; no two rows have the same there
 * @param declared whether the source says so itself; else it was found by names and proved on rows
 */
public record ForeignKey(String column, EntityName entity, String match, boolean declared) {}
