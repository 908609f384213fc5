package org.pyflinkimage.spec;

import java.util.Optional;

/** The coordinates of a jar in a Maven repository. */
public record MavenCoordinates(String groupId, String artifactId, String version, Optional<String> classifier)
        implements Comparable<MavenCoordinates> {

    private static final String PART = "[A-Za-z0-9_.-]+";

    /** Reads {@code group:artifact:version} or {@code group:artifact:version:classifier}. */
    public static Optional<MavenCoordinates> parse(String text) {
        String[] parts = text.strip().split(":", -1);
        if (parts.length < 3 || parts.length > 4) {
            return Optional.empty();
        }
        for (String part : parts) {
            if (!part.matches(PART)) {
                return Optional.empty();
            }
        }
        return Optional.of(new MavenCoordinates(
                parts[0], parts[1], parts[2], parts.length == 4 ? Optional.of(parts[3]) : Optional.empty()));
    }

    /** The jar's file name in a repository. */
    public String fileName() {
        return artifactId + "-" + version + classifier.map(text -> "-" + text).orElse("") + ".jar";
    }

    /** The jar's path in a repository of Maven's default layout. */
    public String path() {
        return groupId.replace('.', '/') + "/" + artifactId + "/" + version + "/" + fileName();
    }

    @Override
    public int compareTo(MavenCoordinates other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return groupId + ":" + artifactId + ":" + version
                + classifier.map(text -> ":" + text).orElse("");
    }
}
