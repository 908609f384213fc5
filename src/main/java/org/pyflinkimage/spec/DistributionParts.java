package org.pyflinkimage.spec;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an image is to have of Flink's distribution that PyFlink's packages lack.
 *
 * @param declared the parts' names, sorted, each once; empty where the usual ones are meant
 */
public record DistributionParts(Optional<List<String>> declared) {

    /** The word that declares none. */
    public static final String NONE = "none";

    public DistributionParts {
        declared = declared.map(names -> names.stream().distinct().sorted().toList());
    }

    /** Those that an image has where nothing is declared. */
    public static DistributionParts usual() {
        return new DistributionParts(Optional.empty());
    }

    /** No part. */
    public static DistributionParts none() {
        return of();
    }

    /** These parts alone. */
    public static DistributionParts of(String... names) {
        return new DistributionParts(Optional.of(List.of(names)));
    }

    /** Whether the image has only what PyFlink's packages bring. */
    public boolean isNone() {
        return declared.filter(List::isEmpty).isPresent();
    }

    /** What decides which jars an image has, a line or none. What was locked before images had any answers a declaration of none. */
    Stream<String> shaping() {
        return isNone()
                ? Stream.empty()
                : Stream.of("distribution"
                        + declared.map(names -> " " + String.join(",", names)).orElse(""));
    }
}
