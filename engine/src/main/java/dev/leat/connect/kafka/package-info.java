/** Kafka: topics of JSON records, read to offsets that are fixed before. */
package dev.leat.connect.kafka;
