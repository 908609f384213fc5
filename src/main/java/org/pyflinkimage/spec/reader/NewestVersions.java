package org.pyflinkimage.spec.reader;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.spec.JarLines;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.PublishedVersions;

/**
 * Which versions of a jar to propose: the newest ones made for the declared releases of Flink, where versions tell that.
 *
 * @param flinks the declared releases
 * @param lines what tells which of them a jar is made for
 */
record NewestVersions(PublishedVersions published, SortedSet<FlinkVersion> flinks, JarLines lines) {

    private static final String EVERY = "(,)";
    private static final Pattern RANGE = Pattern.compile("[\\[(].*");
    private static final Pattern UNFINISHED =
            Pattern.compile("(?i).*(SNAPSHOT|[.-](alpha|beta|rc|cr|m|preview|milestone|ea)[.-]?\\d*).*");

    /**
     * What there is.
     *
     * @param newest of all; empty where none is known
     * @param fitting those to propose
     */
    record Answer(Optional<String> newest, List<String> fitting) {}

    /** @param wanted a range of Maven or Gradle, or a word for the newest */
    Answer of(MavenCoordinates jar, String wanted) {
        String beginning = wanted.matches(".*[+*]") ? wanted.substring(0, wanted.length() - 1) : "";
        List<String> all =
                published
                        .of(
                                jar.groupId(),
                                jar.artifactId(),
                                RANGE.matcher(wanted).matches() ? wanted : EVERY)
                        .stream()
                        .filter(version -> version.startsWith(beginning))
                        .toList();
        List<String> finished = all.stream()
                .filter(version -> !UNFINISHED.matcher(version).matches())
                .toList();
        List<String> candidates = finished.isEmpty() ? all : finished;
        return new Answer(last(candidates, version -> true), fitting(jar, candidates));
    }

    private List<String> fitting(MavenCoordinates jar, List<String> candidates) {
        TreeSet<String> fitting = new TreeSet<>();
        for (FlinkVersion flink : flinks) {
            last(candidates, version -> version.equals(flink.toString()) || isFor(flink, jar.withVersion(version)))
                    .ifPresent(fitting::add);
        }
        boolean tellsLine = candidates.stream()
                .anyMatch(version -> lines.of(jar.withVersion(version)).isPresent());
        return fitting.isEmpty() && !tellsLine
                ? last(candidates, version -> true).stream().toList()
                : List.copyOf(fitting);
    }

    private boolean isFor(FlinkVersion flink, MavenCoordinates jar) {
        return lines.of(jar).filter(made -> made.test(flink)).isPresent();
    }

    private static Optional<String> last(List<String> versions, Predicate<String> wanted) {
        return versions.stream().filter(wanted).reduce((one, other) -> other);
    }
}
