package dev.leat.mapping.propose;

public final class Proposer {
    static final double LEAST = 0.55;
}
