/** What a system must bring to be a source, a destination, an auxiliary or a cache; each folder below is one system. */
package dev.leat.connect;
