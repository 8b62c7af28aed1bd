/** What is known of an entity before it is mapped: samples, profiles with evidence, and the schema files with people's labels. */
package dev.leat.mapping.schema;
