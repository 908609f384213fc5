package org.pyflinkimage.facts;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of Flink's configuration keys.
 *
 * @param removedSince the first line without the removed keys: {@code 2.0}
 * @param removed keys that are read no more, with what replaced them where something did
 * @param javaOptions by release line: what its default {@code env.java.opts.all} opens to Flink, which must not be shortened
 */
public record ConfigurationFacts(
        String removedSince,
        Map<String, Optional<String>> removed,
        String removedSource,
        Map<String, JavaOptions> javaOptions) {

    public ConfigurationFacts {
        removed = Map.copyOf(removed);
        javaOptions = Map.copyOf(javaOptions);
    }

    /** The options that a line's shipped configuration gives to every JVM. */
    public record JavaOptions(List<String> options, String source) {
        public JavaOptions {
            options = List.copyOf(options);
        }
    }
}
