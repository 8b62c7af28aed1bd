/** Doing what was planned and approved; the only place that starts Spark. */
package dev.leat.run;
