package dev.leat.connect;

import dev.leat.model.EntityName;
import dev.leat.model.Problem;
import java.util.List;

/**
 * How an entity that was filled beside a live one takes its place, in one step for those who read it: they see all of the one or all of the other and never none. Each method may be called again with
 * the same arguments by someone who does not know whether it was done, and then changes nothing more.
 */
public interface Succession {
    /** Where one lies that is filled beside the live one. @param mark of letters, digits and _; different for each one there ever is */
    EntityName beside(EntityName live, String mark);

    /** Where the live one will lie when another has taken its place. */
    EntityName aside(EntityName live, String mark);

    /** Makes it: as the live one is, with its indexes or settings, where that takes rows of this layout, else anew. */
    void create(EntityName live, EntityName beside, Layout wanted);

    /** What hangs on the live one and would go on with the former one; with it a swap is refused. */
    List<Problem> hindrances(EntityName live);

    /**
     * The live one becomes {@code former}, {@code next} the live one. What is granted on the live one, and its other names, go over to the next one.
     *
     * @throws dev.leat.model.LeatException of kind WORKSPACE when something hangs on the live one or there is nothing to take its place, SYSTEM when the system failed or did not get a lock in time
     */
    void swap(EntityName live, EntityName next, EntityName former);

    void drop(EntityName beside);
}
