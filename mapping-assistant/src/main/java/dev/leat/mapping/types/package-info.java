/** Java records for the rows of an entity: their source, generated from its schema file, and reading rows as them. */
package dev.leat.mapping.types;
