/** PostgreSQL: its types, and fast reading by binary COPY in parallel from one exported snapshot. */
package dev.leat.connect.postgres;
