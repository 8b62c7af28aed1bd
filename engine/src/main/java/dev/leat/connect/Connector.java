package dev.leat.connect;

import dev.leat.model.Connection;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.List;

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

    private LeatException unsupported(Site<C> site, String role) {
        return new LeatException(Kind.WORKSPACE, "connections." + site.name(), "type '" + type() + "' cannot be " + role,
            "Use a connection of another type");
    }
}
