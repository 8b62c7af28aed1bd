package dev.leat.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.model.Connection;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The connectors on the class path, by their type. */
public final class Connectors {
    private static final Map<String, Connector<?>> BY_TYPE = new TreeMap<>();

    static {
        ServiceLoader.load(Connector.class, Connectors.class.getClassLoader()).forEach(connector -> BY_TYPE.put(connector.type(), connector));
    }

    private Connectors() {}

    /** For reading files: the settings record of each type. */
    public static Map<String, Class<?>> settings() {
        Map<String, Class<?>> settings = new TreeMap<>();
        BY_TYPE.forEach((type, connector) -> settings.put(type, connector.settings()));
        return settings;
    }

    /** The connector that these settings belong to. */
    @SuppressWarnings("unchecked")
    public static <C extends Connection> Connector<C> of(C settings) {
        return (Connector<C>) BY_TYPE.values().stream().filter(connector -> connector.settings().isInstance(settings)).findFirst()
            .orElseThrow(() -> new LeatException(Kind.BUG, settings.getClass().getSimpleName(), "no connector for it", "Report it"));
    }

    public static Source source(Site<?> site) {
        return open(site, Connector::source);
    }

    public static Destination destination(Site<?> site) {
        return open(site, Connector::destination);
    }

    public static Lookup lookup(Site<?> site) {
        return open(site, Connector::lookup);
    }

    public static Sampler sampler(Site<?> site) {
        return open(site, Connector::sampler);
    }

    public static Cache cache(Site<?> site) {
        return open(site, Connector::cache);
    }

    public static List<Finding> check(Site<?> site) {
        return open(site, Connector::check);
    }

    public static List<Finding> checkWriting(Site<?> site, List<EntityName> entities) {
        return open(site, (connector, of) -> connector.checkWriting(of, entities));
    }

    public static List<Finding> checkFollowing(Site<?> site, List<Followed> entities) {
        return open(site, (connector, of) -> connector.checkFollowing(of, entities));
    }

    public static List<Finding> checkFollowable(Site<?> site, List<Followed> entities) {
        return open(site, (connector, of) -> connector.checkFollowable(of, entities));
    }

    public static List<Reserve> reserves(Site<?> site) {
        return open(site, Connector::reserves);
    }

    public static Optional<String> reserved(Site<?> site, JsonNode position) {
        return open(site, (connector, of) -> connector.reserved(position));
    }

    public static void release(Site<?> site, String reserve) {
        open(site, (connector, of) -> {
            connector.release(of, reserve);
            return reserve;
        });
    }

    @SuppressWarnings("unchecked")
    private static <C extends Connection, T> T open(Site<C> site, java.util.function.BiFunction<Connector<C>, Site<C>, T> role) {
        return role.apply((Connector<C>) of(site.settings()), site);
    }
}
