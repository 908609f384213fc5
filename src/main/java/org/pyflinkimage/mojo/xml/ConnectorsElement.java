package org.pyflinkimage.mojo.xml;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * {@code <connectors>}: coordinates as texts, or in parts as a {@code <dependency>} has them, so that whatever keeps dependencies up to
 * date finds them: {@code <connector><groupId>...</groupId><artifactId>...</artifactId><version>...</version></connector>}.
 */
final class ConnectorsElement {

    private ConnectorsElement() {}

    /** Coordinates as texts. */
    static List<String> read(PlexusConfiguration xml, BeanReader beans) {
        return xml.getChildCount() == 0
                ? beans.texts(xml)
                : Arrays.stream(xml.getChildren())
                        .map(child -> coordinates(child, beans))
                        .toList();
    }

    private static String coordinates(PlexusConfiguration xml, BeanReader beans) {
        return xml.getChildCount() == 0
                ? beans.text(xml)
                : beans.fill(new Parts(), xml).toString();
    }

    /** The parts of coordinates, by their names in a {@code <dependency>}. */
    static final class Parts {
        @Nullable
        String groupId;

        @Nullable
        String artifactId;

        @Nullable
        String version;

        @Nullable
        String type;

        @Nullable
        String classifier;

        /** As Maven writes them. */
        @Override
        public String toString() {
            boolean plain = classifier == null && (type == null || type.equals("jar"));
            return Stream.of(
                            Stream.of(orEmpty(groupId), orEmpty(artifactId)),
                            plain ? Stream.<String>of() : Stream.of(type == null ? "jar" : type),
                            Stream.ofNullable(classifier),
                            Stream.ofNullable(version))
                    .flatMap(parts -> parts)
                    .collect(Collectors.joining(":"));
        }

        private static String orEmpty(@Nullable String text) {
            return text == null ? "" : text;
        }
    }
}
