package dev.leat.format;

import dev.leat.model.Collection;
import dev.leat.model.Flow;
import dev.leat.model.FlowApproval;
import dev.leat.model.Mapping;
import dev.leat.model.SchemaFile;
import dev.leat.model.StageFlow;
import dev.leat.model.Workspace;
import java.util.Locale;

/** The kinds of files in a workspace. */
public enum FileType {
    WORKSPACE(Workspace.class, "leat.yaml"),
    FLOW(Flow.class, "flows/*.yaml"),
    COLLECTION(Collection.class, "collections/*.yaml"),
    SCHEMA(SchemaFile.class, "schemas/*/*.yaml"),
    MAPPING(Mapping.class, "mappings/*.yaml"),
    APPROVAL(FlowApproval.class, "approvals/*.yaml"),
    STAGE_FLOW(StageFlow.class, "flows/*.yaml");

    private final Class<? extends Record> shape;
    private final String files;

    FileType(Class<? extends Record> shape, String files) {
        this.shape = shape;
        this.files = files;
    }

    /** The record that such a file is read into. */
    public Class<? extends Record> shape() {
        return shape;
    }

    /** Where such files are, below the workspace. */
    public String files() {
        return files;
    }

    /** In kebab case, as the command line says it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
