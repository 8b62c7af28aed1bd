/** Elasticsearch as a destination, written through the Elasticsearch-Hadoop connector. */
package dev.leat.connect.elasticsearch;
