package org.pyflinkimage.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.fetch.ClosureQuestion;
import org.pyflinkimage.fetch.FoundClosure;
import org.pyflinkimage.fetch.FoundJar;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.rules.Specs;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.DistributionParts;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.JarPattern;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.TransitiveConnector;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

class ClosureJarsTest {

    @TempDir
    private Path folder;

    private final KeptLog log = new KeptLog();
    private final List<ClosureQuestion> asked = new ArrayList<>();
    private final List<JarPattern> excluded = new ArrayList<>();

    /** Every connector depends on two jars, and on a logging library that is left out. */
    private final JarSource source = new JarSource() {
        @Override
        public FoundJar jar(MavenCoordinates coordinates) {
            throw new AssertionError(coordinates);
        }

        @Override
        public FoundClosure closure(ClosureQuestion question) {
            asked.add(question);
            return new FoundClosure(
                    new TreeMap<>(Map.of(coordinates("z:b:1"), file("b"), coordinates("a:c:2"), file("c"))),
                    new TreeMap<>(Map.of("log4j:log4j:1.2.17", "it would fight Flink's")),
                    excluded);
        }
    };

    private static MavenCoordinates coordinates(String text) {
        return MavenCoordinates.parse(text).orElseThrow();
    }

    private FoundJar file(String text) {
        try {
            return new FoundJar(Files.writeString(folder.resolve(text), text), Source.MAVEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImageSpec spec(DeclaredContents contents) {
        return Specs.spec(Specs.cell("2.2.1", 17, "3.11")).with(contents);
    }

    private static ImageSpec transitive(String... exclusions) {
        List<JarPattern> patterns = Stream.of(exclusions)
                .map(text -> JarPattern.parse(text).orElseThrow())
                .toList();
        return spec(DeclaredContents.none()
                .withConnectors(List.of(coordinates("g:a:1"), coordinates("g:other:1")))
                .withTransitive(List.of(new TransitiveConnector(coordinates("g:a:1"), patterns)))
                .withParts(DistributionParts.of("sql-gateway")));
    }

    @Test
    void jarsAreLockedInTheOrderOfTheirCoordinates() {
        List<Jar> jars = new ClosureJars(source, log).resolve(transitive());

        assertThat(jars).extracting(jar -> jar.coordinates().toString()).containsExactly("a:c:2", "z:b:1");
        assertThat(jars.get(0).sha256()).isEqualTo(Sha256.of("c"));
        assertThat(jars.get(0).location().path()).isEqualTo("a/c/2/c-2.jar");
    }

    @Test
    void withoutATransitiveConnectorNobodyIsAsked() {
        ImageSpec spec = spec(DeclaredContents.none().withConnectors(List.of(coordinates("g:a:1"))));

        assertThat(new ClosureJars(source, log).resolve(spec)).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void connectorsAndPartsAreNotBroughtAgainNorWhatFlinkHas() {
        new ClosureJars(source, log).resolve(transitive());

        assertThat(asked.get(0).declared())
                .extracting(MavenCoordinates::toString)
                .containsExactly("g:a:1", "g:other:1", "org.apache.flink:flink-sql-gateway:2.2.1");
        assertThat(asked.get(0).brought())
                .anySatisfy(each -> assertThat(each.jars()).hasToString("org.apache.flink:flink-core"));
    }

    @Test
    void whatIsLeftOutIsToldToThoseWhoLookForIt() {
        new ClosureJars(source, log).resolve(transitive());

        assertThat(log.details).containsExactly("Without `log4j:log4j:1.2.17`: it would fight Flink's");
        assertThat(log.notes).isEmpty();
    }

    @Test
    void exclusionThatLeavesNothingOutIsTold() {
        excluded.add(JarPattern.parse("h:x").orElseThrow());

        List<Problem> problems = catchThrowableOfType(
                        PyFlinkException.class, () -> new ClosureJars(source, log).resolve(transitive("h:x", "h:y")))
                .problems();

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).toText())
                .contains(
                        "[PYF-083] the exclusion `h:y` of `g:a:1` leaves nothing out", "`<exclusion>h:y</exclusion>`");
    }
}
