/** A person's look at a mapping: its evidence in a terminal or on a page, and what they decide. */
package dev.leat.mapping.review;
