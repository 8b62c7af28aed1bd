/** Delta tables in a folder as a destination. */
package dev.leat.connect.delta;
