/** Mapping expressions and transformers: parsed, checked against an allowlist, and evaluated with errors by record. */
package dev.leat.transform;
