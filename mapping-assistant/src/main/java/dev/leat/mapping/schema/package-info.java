/** What a source or a destination looks like: fields with sampled values, and what they say. */
package dev.leat.mapping.schema;
