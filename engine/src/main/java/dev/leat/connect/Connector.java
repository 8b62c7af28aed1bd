package dev.leat.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.model.Connection;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.List;
import java.util.Optional;

/**
 * One kind of system, found by {@link java.util.ServiceLoader}; needs a public constructor without arguments. What a system cannot be
 * it leaves to the defaults, which say so. Nothing is opened before the first method of what is returned is called.
 *
 * @param <C> the record of its keys in {@code leat.yaml}
 */
public interface Connector<C extends Connection> {
    /** The word in {@code type:}. */
    String type();

    Class<C> settings();

    default Source source(Site<C> site) {
        throw unsupported(site, "a source");
    }

    default Destination destination(Site<C> site) {
        throw unsupported(site, "a destination");
    }

    default Lookup lookup(Site<C> site) {
        throw unsupported(site, "an auxiliary for look-ups");
    }

    default Cache cache(Site<C> site) {
        throw unsupported(site, "a cache");
    }

    /** For schemas and the rows that mappings are tried on. */
    default Sampler sampler(Site<C> site) {
        throw unsupported(site, "looked at");
    }

    /** For {@code leat doctor}: address, credential, version, permissions. Never throws for what it finds. */
    List<Finding> check(Site<C> site);

    /** The same for the rights to write these entities, whether they exist or are still to be made. */
    default List<Finding> checkWriting(Site<C> site, List<EntityName> entities) {
        return List.of();
    }

    /** The same for what is needed to follow the changes of these entities, and how far behind that is. */
    default List<Finding> checkFollowing(Site<C> site, List<Followed> entities) {
        return List.of();
    }

    /** Of entities that a flow follows without their changes: for which of them {@code capture: change} would work here as things are. */
    default List<Finding> checkFollowable(Site<C> site, List<Followed> entities) {
        return List.of();
    }

    /** What the server keeps for captures, of this workspace or of others. */
    default List<Reserve> reserves(Site<C> site) {
        return List.of();
    }

    /** The name of what the server keeps for a capture that is at this position. */
    default Optional<String> reserved(JsonNode position) {
        return Optional.empty();
    }

    /** The server keeps it no longer. Nobody may be reading it. */
    default void release(Site<C> site, String reserve) {
        throw unsupported(site, "a source that keeps something for captures");
    }

    private LeatException unsupported(Site<C> site, String role) {
        return new LeatException(Kind.WORKSPACE, "connections." + site.name(), "type '" + type() + "' cannot be " + role,
            "Use a connection of another type");
    }
}
