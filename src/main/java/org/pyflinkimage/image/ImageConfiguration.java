package org.pyflinkimage.image;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pyflinkimage.spec.ContainerPort;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.UnixPath;

/**
 * How containers of an image run, and what is said about it.
 *
 * @param created the image's date; a fraction of a second is dropped
 * @param environment in the order in which containers list it
 * @param ports on which a container listens
 * @param volumes folders that a container keeps apart from the image
 * @param labels kept in the config, where {@code inspect} shows them
 * @param annotations kept in the manifest, where registries show them
 */
public record ImageConfiguration(
        Platform platform,
        Instant created,
        Map<String, String> environment,
        List<String> entrypoint,
        List<String> command,
        ContainerUser user,
        UnixPath workingDirectory,
        SortedSet<ContainerPort> ports,
        SortedSet<UnixPath> volumes,
        Map<String, String> labels,
        Map<String, String> annotations) {

    public ImageConfiguration {
        created = Instant.ofEpochSecond(created.getEpochSecond());
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        ports = Collections.unmodifiableSortedSet(new TreeSet<>(ports));
        volumes = Collections.unmodifiableSortedSet(new TreeSet<>(volumes));
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    }
}
