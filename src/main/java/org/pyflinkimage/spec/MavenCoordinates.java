package org.pyflinkimage.spec;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The coordinates of a jar in a Maven repository. */
public record MavenCoordinates(String groupId, String artifactId, String version, Optional<String> classifier)
        implements Comparable<MavenCoordinates> {

    private static final String JAR = "jar";

    /** Parts become names of folders and files, so that none of them leads to another place. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*+");

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_+-]+(\\.[A-Za-z0-9_+-]+)*+");

    /**
     * Reads what Maven itself writes: {@code group:artifact:version}, {@code group:artifact:jar:version} or {@code
     * group:artifact:jar:classifier:version}.
     *
     * @see <a href="https://maven.apache.org/resolver/maven-resolver-api/apidocs/org/eclipse/aether/artifact/DefaultArtifact.html">
     *     Maven's resolver</a>
     */
    public static Optional<MavenCoordinates> parse(String text) {
        List<String> parts = List.of(text.strip().split(":", -1));
        if (parts.size() < 3
                || parts.size() > 5
                || (parts.size() > 3 && !parts.get(2).equals(JAR))) {
            return Optional.empty();
        }
        MavenCoordinates coordinates = new MavenCoordinates(
                parts.get(0),
                parts.get(1),
                parts.get(parts.size() - 1),
                parts.size() == 5 ? Optional.of(parts.get(3)) : Optional.empty());
        return coordinates.isWellFormed() && !coordinates.version.equals(JAR)
                ? Optional.of(coordinates)
                : Optional.empty();
    }

    private boolean isWellFormed() {
        return Stream.of(groupId, artifactId)
                        .allMatch(name -> NAME.matcher(name).matches())
                && Stream.concat(Stream.of(version), classifier.stream())
                        .allMatch(part -> VERSION.matcher(part).matches());
    }

    /** The same of another version. */
    public MavenCoordinates withVersion(String other) {
        return new MavenCoordinates(groupId, artifactId, other, classifier);
    }

    /** Whether the version is one under work, whose jar is built again and again. */
    public boolean isSnapshot() {
        return version.endsWith("-SNAPSHOT");
    }

    /** The jar's file name in a repository. */
    public String fileName() {
        return artifactId + "-" + version + classifier.map(text -> "-" + text).orElse("") + "." + JAR;
    }

    /** The jar's path in a repository of Maven's default layout. */
    public String path() {
        return groupId.replace('.', '/') + "/" + artifactId + "/" + version + "/" + fileName();
    }

    @Override
    public int compareTo(MavenCoordinates other) {
        return toString().compareTo(other.toString());
    }

    /** In the shortest form that Maven reads. */
    @Override
    public String toString() {
        return Stream.of(
                        Stream.of(groupId, artifactId),
                        classifier.stream().flatMap(text -> Stream.of(JAR, text)),
                        Stream.of(version))
                .flatMap(parts -> parts)
                .collect(Collectors.joining(":"));
    }
}
