/** The expression for each destination field: made from rules, tried on sample rows, and written as a proposal with its evidence. */
package dev.leat.mapping.propose;
