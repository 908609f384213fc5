package org.pyflinkimage.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

class LockFileTest {

    private static final Sha256 QUESTION = Sha256.of("question");
    private static final Sha256 OTHER_QUESTION = Sha256.of("other question");
    private static final URI FOLDER = URI.create("file:///projects/project/");

    private static Combination cell(int minor) {
        return new Combination(
                new FlinkVersion(2, minor, 0), new JavaVersion(17), new PythonMinor(11), Platform.LINUX_AMD64);
    }

    /** A plan with one jar from that source. */
    private static Plan plan(int minor, Sha256 question, String source) {
        Jar jar = new Jar(
                new MavenCoordinates("org.example", "connector", "1.0", Optional.empty()),
                new Location(Source.parse(source), "connector.jar"),
                Sha256.of("jar"),
                1);
        return Plans.of(cell(minor), question)
                .withContents(PlannedContents.none().withJars(List.of(jar)));
    }

    private static LockFile lock(Map<String, String> sources, Plan... plans) {
        return new LockFile(
                Sources.of(sources.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> URI.create(entry.getValue())))),
                List.of(plans));
    }

    @Test
    void planIsFoundByItsCombination() {
        Plan first = plan(1, QUESTION, "debian");
        Plan second = plan(2, QUESTION, "debian");
        LockFile lock = lock(Map.of("debian", "http://127.0.0.1/debian/"), first, second);

        assertThat(lock.plan(cell(2))).contains(second);
        assertThat(lock.plan(cell(1))).contains(first);
        assertThat(lock.plan(cell(3))).isEmpty();
        assertThat(LockFile.empty().plan(cell(1))).isEmpty();
    }

    @Test
    void newerPlansTakeThePlacesOfOlderOnesAndNewOnesStandAtTheEnd() {
        Plan kept = plan(1, QUESTION, "python");
        Plan replaced = plan(2, QUESTION, "debian");
        Plan newer = plan(2, OTHER_QUESTION, "debian-2");
        Plan added = plan(3, QUESTION, "python");
        LockFile old =
                lock(Map.of("debian", "http://127.0.0.1/debian/", "python", "http://127.0.0.1/old/"), replaced, kept);

        LockFile both = old.with(
                lock(Map.of("debian-2", "http://127.0.0.1/second/", "python", "http://127.0.0.1/new/"), added, newer));

        assertThat(both.plans()).containsExactly(newer, kept, added);
        assertThat(both.sources())
                .isEqualTo(Sources.of(Map.of(
                        "debian-2", URI.create("http://127.0.0.1/second/"),
                        "python", URI.create("http://127.0.0.1/new/"))));
    }

    @Test
    void addressIsThatOfTheSourceAndThePath() {
        LockFile lock = lock(Map.of("debian", "http://127.0.0.1/debian/"));

        assertThat(lock.address(new Location(Source.parse("debian"), "pool/a.deb")))
                .isEqualTo(URI.create("http://127.0.0.1/debian/pool/a.deb"));
        assertThat(lock.address(new Location(Source.MAVEN, "org/a.jar"))).isEqualTo(URI.create("org/a.jar"));
    }

    @Test
    void sourcesBelowTheLockFileAreWrittenFromThere() {
        LockFile absolute = lock(Map.of(
                "debian", "http://127.0.0.1/debian/",
                "python", "file:///projects/project/wheels/",
                "python-2", "file:///projects/project/",
                "python-3", "file:///projects/other/"));
        LockFile relative = lock(Map.of(
                "debian", "http://127.0.0.1/debian/",
                "python", "wheels/",
                "python-2", "./",
                "python-3", "file:///projects/other/"));

        assertThat(absolute.relativeTo(FOLDER)).isEqualTo(relative);
        assertThat(relative.absoluteFrom(FOLDER)).isEqualTo(absolute);
    }
}
