/** The benchmarks of the README: each figure is a ratio to the job a good engineer writes by hand, measured in the same run. */
package dev.leat.bench;
