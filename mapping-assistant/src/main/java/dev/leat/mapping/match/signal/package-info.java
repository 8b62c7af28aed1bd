/** What can be compared between two columns: one small class for each signal, and the columns prepared for them. */
package dev.leat.mapping.match.signal;
