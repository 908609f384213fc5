package org.pyflinkimage.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.pyflinkimage.value.UnixPath;

/**
 * How containers of an image start, as far as the declaration says so.
 *
 * @param environment variables beside, or in place of, those that the build sets; in the declared order
 * @param user empty for the image's own
 * @param ports beside those that Flink listens on
 * @param folders where commands start, and what outlives a container
 * @param invocation what is run
 */
public record ContainerSpec(
        Map<String, String> environment,
        Optional<ContainerUser> user,
        SortedSet<ContainerPort> ports,
        Folders folders,
        Invocation invocation) {

    public ContainerSpec {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        ports = Collections.unmodifiableSortedSet(new TreeSet<>(ports));
    }

    /** With the image's own entrypoint and command. */
    public ContainerSpec(
            Map<String, String> environment,
            Optional<ContainerUser> user,
            SortedSet<ContainerPort> ports,
            Folders folders) {
        this(environment, user, ports, folders, Invocation.standard());
    }

    /** With no ports and folders of its own. */
    public ContainerSpec(Map<String, String> environment, Optional<ContainerUser> user) {
        this(environment, user, Collections.emptySortedSet(), Folders.standard());
    }

    /**
     * Folders of containers.
     *
     * @param working where commands start; empty for Flink's home
     * @param volumes what containers keep apart from the image
     */
    public record Folders(Optional<UnixPath> working, SortedSet<UnixPath> volumes) {

        public Folders {
            volumes = Collections.unmodifiableSortedSet(new TreeSet<>(volumes));
        }

        static Folders standard() {
            return new Folders(Optional.empty(), Collections.emptySortedSet());
        }

        /** All of them in order, which the image has whether anything else brings them or not. */
        public Set<UnixPath> all() {
            Set<UnixPath> all = new TreeSet<>(volumes);
            working.ifPresent(all::add);
            return all;
        }
    }

    /** Nothing but what the build sets. */
    public static ContainerSpec standard() {
        return new ContainerSpec(Map.of(), Optional.empty());
    }
}
