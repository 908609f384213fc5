package org.pyflinkimage.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.fetch.FoundJar;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

class JarResolverTest {

    @TempDir
    private Path folder;

    @Test
    void jarsAreFixedByTheirSums() throws IOException {
        Path file = Files.writeString(folder.resolve("a.jar"), "four");

        List<Jar> jars = new JarResolver(coordinates -> new FoundJar(file, Source.MAVEN))
                .resolve(List.of(coordinates("org.example:a:1")));

        assertThat(jars).singleElement().satisfies(jar -> {
            assertThat(jar.sha256()).isEqualTo(Sha256.of("four"));
            assertThat(jar.size()).isEqualTo(4);
            assertThat(jar.location().source()).isEqualTo(Source.MAVEN);
            assertThat(jar.location().path()).isEqualTo("org/example/a/1/a-1.jar");
        });
    }

    @Test
    void jarsAreSortedAndEachIsThereOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("a.jar"), "four");
        List<MavenCoordinates> connectors =
                List.of(coordinates("org.example:b:1"), coordinates("org.example:a:1"), coordinates("org.example:b:1"));

        assertThat(new JarResolver(coordinates -> new FoundJar(file, Source.MAVEN)).resolve(connectors))
                .extracting(Jar::title)
                .containsExactly("a", "b");
    }

    @Test
    void jarsThatCannotBeHadAreToldTogether() {
        JarResolver resolver = new JarResolver(coordinates -> {
            throw Problem.environment("PYF-510", coordinates.artifactId()).toException();
        });

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(
                        () -> resolver.resolve(List.of(coordinates("org.example:b:1"), coordinates("org.example:a:1"))))
                .satisfies(
                        e -> assertThat(e.problems()).extracting(Problem::what).containsExactly("a", "b"));
    }

    @Test
    void aFileThatVanishesIsNoAnswer() {
        JarResolver resolver = new JarResolver(coordinates -> new FoundJar(folder.resolve("none.jar"), Source.MAVEN));

        assertThatThrownBy(() -> resolver.resolve(List.of(coordinates("org.example:a:1"))))
                .isInstanceOf(UncheckedIOException.class);
    }

    private static MavenCoordinates coordinates(String text) {
        return MavenCoordinates.parse(text).orElseThrow();
    }
}
