package org.pyflinkimage.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How an image behaves and what it says of itself.
 *
 * @param flinkConfig flat keys of the Flink configuration, in the declared order
 * @param logging what is logged, and how
 * @param container how containers of it start
 * @param labels beside those that the build writes itself
 * @param annotations of the manifest, the same way
 */
public record DeclaredSettings(
        Map<String, String> flinkConfig,
        Logging logging,
        ContainerSpec container,
        Map<String, String> labels,
        Map<String, String> annotations) {
    public DeclaredSettings {
        flinkConfig = copyInOrder(flinkConfig);
        labels = copyInOrder(labels);
        annotations = copyInOrder(annotations);
    }

    /** As the build sets it. */
    public static DeclaredSettings standard() {
        return new DeclaredSettings(Map.of(), Logging.standard(), ContainerSpec.standard(), Map.of(), Map.of());
    }

    public DeclaredSettings withFlinkConfig(Map<String, String> others) {
        return new DeclaredSettings(others, logging, container, labels, annotations);
    }

    public DeclaredSettings withLogging(Logging other) {
        return new DeclaredSettings(flinkConfig, other, container, labels, annotations);
    }

    public DeclaredSettings withContainer(ContainerSpec other) {
        return new DeclaredSettings(flinkConfig, logging, other, labels, annotations);
    }

    public DeclaredSettings withLabels(Map<String, String> others) {
        return new DeclaredSettings(flinkConfig, logging, container, others, annotations);
    }

    public DeclaredSettings withAnnotations(Map<String, String> others) {
        return new DeclaredSettings(flinkConfig, logging, container, labels, others);
    }

    private static Map<String, String> copyInOrder(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
