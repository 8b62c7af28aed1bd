package dev.leat.plan;

import dev.leat.model.EntityName;

/** What one capture in the lake is the history of. */
public record CaptureKey(String connection, EntityName entity) {}
