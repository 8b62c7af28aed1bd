/** Starts real servers as processes of their own that outlive the JVM, with data that stays, for samples and tests. */
package dev.leat.connect.embedded;
