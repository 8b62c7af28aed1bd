/** The language model behind one question: which source field, by which expression, fills this destination field. */
package dev.leat.mapping.language;
