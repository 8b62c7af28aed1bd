/** How the matcher's weights are learned from mappings that are known, and how good they are on data they have not seen. */
package dev.leat.mapping.match.learn;
