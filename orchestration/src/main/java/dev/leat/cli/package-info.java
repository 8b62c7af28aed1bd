/** The command line: one class a command that asks the engine and shows what it says. No logic of its own. */
package dev.leat.cli;
