/** Which field of a source belongs to which field of a destination, how sure that is, and why. Works in the process, with no network. */
package dev.leat.mapping.match;
