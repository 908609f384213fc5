package org.pyflinkimage.spec;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One image as declared: a combination and all that goes into its image.
 *
 * @param base what a builder is to build the image on; empty where the plugin lays out all of it
 * @param repository the image's name without tag: {@code registry.example.com/team/wordcount}
 * @param tags with all placeholders filled in; at least one
 * @param flinkConfig flat keys of the Flink configuration, in the declared order
 * @param connectors jars for {@code /opt/flink/lib}
 * @param logging what is logged, and how
 * @param container how containers of it start
 * @param outputs where the image goes, in the order of {@link Output}
 * @param labels image labels beside those that the build writes itself
 * @param hints from where to take what; no part of what the image is
 */
public record ImageSpec(
        Combination combination,
        Optional<String> base,
        String repository,
        List<String> tags,
        PythonRequirements requirements,
        List<MavenCoordinates> connectors,
        Map<String, String> flinkConfig,
        Logging logging,
        ContainerSpec container,
        Optional<JobSpec> job,
        Set<Output> outputs,
        Map<String, String> labels,
        Hints hints) {

    public ImageSpec {
        tags = List.copyOf(tags);
        connectors = List.copyOf(connectors);
        flinkConfig = copyInOrder(flinkConfig);
        labels = copyInOrder(labels);
        outputs = Collections.unmodifiableSortedSet(new TreeSet<>(outputs));
    }

    /** An image of no base that logs and starts as one does by default. */
    public ImageSpec(
            Combination combination,
            String repository,
            List<String> tags,
            PythonRequirements requirements,
            List<MavenCoordinates> connectors,
            Map<String, String> flinkConfig,
            Optional<JobSpec> job,
            Set<Output> outputs,
            Map<String, String> labels,
            Hints hints) {
        this(
                combination,
                Optional.empty(),
                repository,
                tags,
                requirements,
                connectors,
                flinkConfig,
                Logging.standard(),
                ContainerSpec.standard(),
                job,
                outputs,
                labels,
                hints);
    }

    /**
     * From where to take what, where the surroundings do not say it already.
     *
     * @param debianMirror an apt archive's address, the folder that holds {@code dists/}
     * @param debianSecurityMirror the same for its security suites
     * @param debianKeyring a file of OpenPGP keys that sign those archives, beside the keys that the plugin brings
     * @param uv the uv program to use
     */
    public record Hints(
            Optional<URI> debianMirror,
            Optional<URI> debianSecurityMirror,
            Optional<Path> debianKeyring,
            Optional<Path> uv) {
        public static Hints none() {
            return new Hints(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** The image's first full reference: {@code repository:tag}. */
    public String reference() {
        return repository + ":" + tags.get(0);
    }

    private static Map<String, String> copyInOrder(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
