/** From files to a checked, approved stage graph: everything that can be known before a row moves. */
package dev.leat.plan;
