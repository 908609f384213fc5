package org.pyflinkimage.spec.reader;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.JarLines;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.Problem;

/** The texts of {@code <connectors>}: each is one version of one jar, or a problem that says how it is written. */
final class ConnectorReader {

    private static final String FORMS =
            "a jar is `group:artifact:version`, one with a classifier `group:artifact:jar:classifier:version`";
    private static final String SAMPLE = "org.apache.flink:flink-sql-connector-kafka:4.0.1-2.0";

    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9_.-]+");

    private final Reading reading;
    private final NewestVersions newest;

    /**
     * A reader.
     *
     * @param flinks the declared releases, which versions are proposed for
     * @param lines what tells which of them a jar is made for
     */
    ConnectorReader(Reading reading, Collection<FlinkVersion> flinks, JarLines lines) {
        this.reading = reading;
        this.newest = new NewestVersions(reading.declaration().published(), new TreeSet<>(flinks), lines);
    }

    Optional<MavenCoordinates> read(String text) {
        CoordinatesText written = CoordinatesText.parse(text);
        Optional<MavenCoordinates> coordinates = written.exact();
        if (coordinates.isEmpty()) {
            reading.report(written.lacksVersion() ? changing(written) : malformed(written));
        }
        return coordinates;
    }

    private Problem changing(CoordinatesText written) {
        Problem problem = Problem.declaration("PYF-066", whatOf(written))
                .why("one version is judged, locked and built: what is the newest today is not so tomorrow");
        MavenCoordinates jar = written.artifact().orElseThrow();
        NewestVersions.Answer answer = newest.of(jar, written.version());
        Problem told = answer.newest()
                .map(version ->
                        problem.why("the newest that your repositories have of these is `%s`".formatted(version)))
                .orElse(problem);
        if (answer.fitting().isEmpty()) {
            return told.remedy("the version that you mean: " + Element.CONNECTORS.with(jar.withVersion("VERSION")));
        }
        for (String version : answer.fitting()) {
            told = told.remedy(Element.CONNECTORS.with(jar.withVersion(version)));
        }
        return told;
    }

    private static String whatOf(CoordinatesText written) {
        return written.version().isEmpty()
                ? "`%s` in `<connectors>` has no version".formatted(written.text())
                : "`%s` of `%s` in `<connectors>` is not one version".formatted(written.version(), written.text());
    }

    private static Problem malformed(CoordinatesText written) {
        Problem problem = Problem.declaration(
                "PYF-023", "`%s` in `<connectors>` are no coordinates of a jar".formatted(written.text()));
        Problem told = written.mistake().map(problem::why).orElse(problem).why(FORMS);
        if (written.text().contains("${")) {
            return told;
        }
        return written.isFile()
                ? withPlaceOf(written.text().replace('\\', '/'), told)
                : told.remedy(Element.CONNECTORS.with(
                        written.corrected().map(MavenCoordinates::toString).orElse(SAMPLE)));
    }

    /** A jar that no repository has is given coordinates, or is a file of the job. */
    private static Problem withPlaceOf(String file, Problem problem) {
        String name = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.jar$", "");
        MavenCoordinates given =
                new MavenCoordinates("local", OTHER.matcher(name).replaceAll("-"), "1", Optional.empty());
        return problem.remedy(
                        "give it coordinates, `mvn install:install-file -Dfile=%s -DgroupId=%s -DartifactId=%s -Dversion=%s -Dpackaging=jar`, and name those: %s"
                                .formatted(
                                        file,
                                        given.groupId(),
                                        given.artifactId(),
                                        given.version(),
                                        Element.CONNECTORS.with(given)))
                .remedy("or where it lies among the files of the job: " + Element.JARS.with(file));
    }
}
