package dev.leat.mapping.match;

/**
 * A decision tree, node by node; the children of a node come after it.
 *
 * @param feature asked at each node, -1 at a leaf
 * @param bound   values up to it go left
 * @param left    and right child of each node
 * @param value   log-odds that a leaf adds
 */
public record Tree(int[] feature, double[] bound, int[] left, int[] right, double[] value) {
    double of(double[] features) {
        int node = 0;
        while (feature[node] >= 0) {
            node = features[feature[node]] <= bound[node] ? left[node] : right[node];
        }
        return value[node];
    }
}
