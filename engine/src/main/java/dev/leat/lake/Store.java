package dev.leat.lake;

import java.util.List;
import java.util.Optional;

/**
 * Small texts under the lake's folder, on any file system. Every write is whole: a reader sees all of it or nothing, also when the
 * writer dies. Names are relative, with {@code /}.
 */
interface Store {
    Optional<String> read(String name);

    /** Writes only if nothing of this name exists; of several writers one gets {@code true}. */
    boolean create(String name, String text);

    void replace(String name, String text);

    /** Names of the files in this folder, sorted; empty when it does not exist. */
    List<String> list(String folder);

    void delete(String name);

    /** With all that is in it; nothing when there is none. */
    void deleteFolder(String folder);

    /** The folder itself, as Spark and Delta take it. */
    String path(String name);
}
