/** What the lake keeps: captures and their positions, checkpoints, backlogs, run records, leases. */
package dev.leat.lake;
