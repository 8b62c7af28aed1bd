package dev.leat.plan;

import dev.leat.connect.Layout;
import dev.leat.connect.Reading;
import dev.leat.connect.Site;
import dev.leat.model.CaptureMode;
import dev.leat.model.Column;
import dev.leat.model.EntitySchema;
import dev.leat.model.Flow;
import dev.leat.model.Mapping;
import dev.leat.model.Pipeline;
import dev.leat.transform.Constraint;
import dev.leat.transform.Program;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A pipeline after every check but the approval. */
record Compiled(WorkspaceFiles files, Flow flow, Pipeline pipeline, Site<?> source, Site<?> destination, Map<String, Site<?>> auxiliaries,
                EntitySchema schema, Set<CaptureMode> modes, Effective effective, Mapping mapping, Program program, Reading reading, Layout layout,
                Layout made, List<Constraint> constraints, List<String> open, List<Column> unused, List<String> unfilled, boolean destinationExists, Contents contents, Content content) {}
