package dev.leat.mapping.propose;

/**
 * A target field for which nothing is proposed.
 *
 * @param required the destination takes no row without it
 * @param why      in one sentence
 */
public record OpenField(String target, boolean required, String why) {}
