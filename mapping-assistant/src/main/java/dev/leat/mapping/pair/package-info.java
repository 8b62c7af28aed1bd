/** Which source entity belongs to which destination entity, where a flow does not say it yet. */
package dev.leat.mapping.pair;
