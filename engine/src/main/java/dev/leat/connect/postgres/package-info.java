/** PostgreSQL: its types, and fast reading by binary COPY in parallel from one exported snapshot, following changes by logical replication, and writing by binary COPY. */
package dev.leat.connect.postgres;
