package dev.leat.model;

/** {@code approvals/<flow>.yaml}: the decision on a stage flow, which binds the whole flow and the jars in {@code lib/}. */
public record FlowApproval(String flow, Approval approval) {}
