/** Kafka: topics of records, read to offsets that are fixed before, and written in transactions. */
package dev.leat.connect.kafka;
