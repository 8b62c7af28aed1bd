/** Entities with samples of their rows, and what can be said about their fields. */
package dev.leat.mapping.schema;
