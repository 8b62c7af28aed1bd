/** What people decided on the fields of mappings, with who, when and why, as files of the workspace. */
package dev.leat.mapping.decision;
