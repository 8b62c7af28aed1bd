package dev.leat.plan;

import com.fasterxml.jackson.databind.JsonNode;

/** A file of the workspace: its path from there, its tree as written (references unresolved), and what it says. */
record Document<R>(String file, JsonNode tree, R value) {}
