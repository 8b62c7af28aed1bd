package dev.leat.mapping.pair;

import java.util.List;

/**
 * The pairs that a flow could have besides its pipelines.
 *
 * @param source      the flow's source connection
 * @param destination the flow's destination connection
 * @param looked      how many source entities there are
 * @param pairs       one for each destination entity that no pipeline writes, in the order of their names
 * @param unread      source entities whose rows could not be read, and why; they were judged by their names alone
 */
public record TableProposal(String flow, String source, String destination, int looked, List<Pairing> pairs, List<String> unread) {
    public TableProposal {
        pairs = List.copyOf(pairs);
        unread = List.copyOf(unread);
    }

    public List<Pairing> sure() {
        return pairs.stream().filter(Pairing::isSure).toList();
    }
}
