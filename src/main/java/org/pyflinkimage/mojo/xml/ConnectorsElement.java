package org.pyflinkimage.mojo.xml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.DependenciesText;
import org.pyflinkimage.spec.PlaceText;

/**
 * {@code <connectors>}: coordinates as texts, or in parts as a {@code <dependency>} has them, so that whatever keeps dependencies up to
 * date finds them: {@code <connector><groupId>...</groupId><artifactId>...</artifactId><version>...</version></connector>}. Such a one
 * may say that it comes with its dependencies: {@code <transitive>true</transitive>}, and {@code <exclusions>}; and where it lies:
 * {@code <place>}.
 *
 * @param coordinates of all, as texts
 * @param dependencies what some of them say of theirs
 * @param places where some of them lie
 */
record ConnectorsElement(List<String> coordinates, List<DependenciesText> dependencies, List<PlaceText> places) {

    ConnectorsElement {
        coordinates = List.copyOf(coordinates);
        dependencies = List.copyOf(dependencies);
        places = List.copyOf(places);
    }

    static ConnectorsElement read(PlexusConfiguration xml, BeanReader beans) {
        if (xml.getChildCount() == 0) {
            return new ConnectorsElement(beans.texts(xml), List.of(), List.of());
        }
        List<DependenciesText> dependencies = new ArrayList<>();
        List<PlaceText> places = new ArrayList<>();
        List<String> coordinates = Arrays.stream(xml.getChildren())
                .map(child -> coordinates(child, beans, dependencies, places))
                .toList();
        return new ConnectorsElement(coordinates, dependencies, places);
    }

    private static String coordinates(
            PlexusConfiguration xml, BeanReader beans, List<DependenciesText> dependencies, List<PlaceText> places) {
        if (xml.getChildCount() == 0) {
            return beans.text(xml);
        }
        Parts parts = beans.fill(new Parts(), xml);
        if (parts.place != null) {
            places.add(new PlaceText(parts.toString(), parts.place.strip()));
        }
        if (parts.transitive != null || parts.exclusions != null) {
            List<String> exclusions = parts.exclusions == null ? List.of() : exclusions(parts.exclusions, beans);
            dependencies.add(new DependenciesText(parts.toString(), Optional.ofNullable(parts.transitive), exclusions));
        }
        return parts.toString();
    }

    private static List<String> exclusions(PlexusConfiguration xml, BeanReader beans) {
        return xml.getChildCount() == 0
                ? beans.texts(xml)
                : Arrays.stream(xml.getChildren())
                        .map(child -> child.getChildCount() == 0
                                ? beans.text(child)
                                : beans.fill(new Excluded(), child).toString())
                        .toList();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The parts of an exclusion, by their names in a {@code <dependency>}. */
    static final class Excluded {
        @Nullable
        String groupId;

        @Nullable
        String artifactId;

        @Override
        public String toString() {
            return orEmpty(groupId) + ":" + orEmpty(artifactId);
        }
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

        @Nullable
        String transitive;

        @Nullable
        PlexusConfiguration exclusions;

        @Nullable
        String place;

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
    }
}
