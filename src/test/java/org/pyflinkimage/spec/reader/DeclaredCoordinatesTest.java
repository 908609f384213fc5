package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.Problem;

/** Coordinates of jars as people write them, and what they are told. */
class DeclaredCoordinatesTest extends DeclarationFixture {

    private static final Pattern PROPOSED = Pattern.compile("-Dpyflink\\.connectors=([^)]+)");
    private static final String SAMPLE = "org.apache.flink:flink-sql-connector-kafka:4.0.1-2.0";

    private static List<String> proposed(Problem problem) {
        return problem.remedies().stream()
                .flatMap(remedy -> PROPOSED.matcher(remedy).results())
                .map(found -> found.group(1))
                .toList();
    }

    private void published(String... versions) {
        declaration.withPublished((group, artifact, range) -> {
            assertThat(group + ":" + artifact + ":" + range).isEqualTo("g:a:(,)");
            return List.of(versions);
        });
    }

    /** As {@code dependency:tree}, Gradle, Ivy and habit have it; what is proposed is read without a word. */
    @ParameterizedTest
    @CsvSource({
        "g:a:jar:3.4.0-1.20:compile, g:a:3.4.0-1.20, neither a scope nor `@jar`",
        "g:a:1.0:runtime, g:a:1.0, neither a scope nor `@jar`",
        "g:a:jar:all:1.0:test, g:a:jar:all:1.0, neither a scope nor `@jar`",
        "g:a:1.0@jar, g:a:1.0, neither a scope nor `@jar`",
        "g:a:1.0:all, g:a:jar:all:1.0, the version stands last",
        "g:a:1.0:all@jar, g:a:jar:all:1.0, the version stands last",
        "g:a:test-jar:1.0, g:a:jar:tests:1.0, `test-jar` is another kind of file",
        "g:a:test-jar:1.0:compile, g:a:jar:tests:1.0, `test-jar` is another kind of file",
        "g:a:bundle:1.0, g:a:1.0, `bundle` is another kind of file",
        "g:a:pom:1.0, SAMPLE, `pom` is another kind of file",
        "g:a:zip:bin:1.0, SAMPLE, `zip` is another kind of file",
        "g:a:pom, SAMPLE, `pom` is another kind of file",
        "g:a:LATEST:all, SAMPLE, the version stands last",
        "g:a:1:x:y, SAMPLE, the version stands last",
        "lib/udf.jar, local:udf:1, it looks like a file",
        "udf.jar, local:udf:1, it looks like a file",
        "C:\\lib\\my udf.jar, local:my-udf:1, it looks like a file",
        "flink-sql-connector-kafka, SAMPLE, a jar is `group:artifact:version`",
        "g:a:1 0, SAMPLE, a jar is `group:artifact:version`",
        "g:..:1.0, SAMPLE, a jar is `group:artifact:version`"
    })
    void otherFormIsToldHowMavenHasIt(String text, String meant, String reason) {
        declare(Element.CONNECTORS, text);

        Problem problem = problem();

        assertThat(problem.code()).isEqualTo("PYF-023");
        assertThat(problem.what()).isEqualTo("`%s` in `<connectors>` are no coordinates of a jar", text);
        assertThat(problem.why()).anyMatch(why -> why.contains(reason));
        assertThat(proposed(problem)).containsExactly(meant.equals("SAMPLE") ? SAMPLE : meant);
        assertThat(MavenCoordinates.parse(proposed(problem).get(0))).isPresent();
    }

    @Test
    void jarThatNoRepositoryHasIsInstalledOrAFileOfTheJob() {
        declare(Element.CONNECTORS, "lib/udf.jar");

        assertThat(problem().remedies())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .contains(
                                        "`mvn install:install-file -Dfile=lib/udf.jar -DgroupId=local -DartifactId=udf"
                                                + " -Dversion=1 -Dpackaging=jar`"),
                        second -> assertThat(second).endsWith(Element.JARS.with("lib/udf.jar")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "g:a:LATEST",
                "g:a:latest",
                "g:a:RELEASE",
                "g:a:jar:RELEASE",
                "g:a:latest.release",
                "g:a:latest.integration",
                "g:a:newest",
                "g:a:+",
                "g:a:*",
                "g:a:1.+",
                "g:a:RELEASE:compile",
                "g:a:RELEASE@jar"
            })
    void wordForAVersionIsNone(String text) {
        published("1.0", "1.1", "1.2-SNAPSHOT", "1.2-rc1", "1.2.0-beta-2", "1.3-M1");
        declare(Element.CONNECTORS, text);

        Problem problem = problem();

        assertThat(problem.code()).isEqualTo("PYF-066");
        assertThat(problem.what()).endsWith("of `%s` in `<connectors>` is not one version".formatted(text));
        assertThat(problem.why()).contains("the newest that your repositories have of these is `1.1`");
        assertThat(proposed(problem)).containsExactly("g:a:1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"g:a", "g:a:", "g:a:jar", "g:a:jar:"})
    void noVersionIsNone(String text) {
        published("1.0");
        declare(Element.CONNECTORS, text);

        assertThat(problem().what()).isEqualTo("`%s` in `<connectors>` has no version", text);
        assertThat(proposed(problem())).containsExactly("g:a:1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1.0,2.0)", "(,2.0]", "[1.0]"})
    void rangeIsAskedForAsMavenHasIt(String range) {
        declaration.withPublished((group, artifact, asked) -> asked.equals(range) ? List.of("1.5") : List.of("3.0"));
        declare(Element.CONNECTORS, "g:a:jar:all:" + range);

        assertThat(problem().code()).isEqualTo("PYF-066");
        assertThat(proposed(problem())).containsExactly("g:a:jar:all:1.5");
    }

    @Test
    void beginningOfAVersionIsKept() {
        published("1.0", "1.9", "2.0");
        declare(Element.CONNECTORS, "g:a:1.+");

        assertThat(proposed(problem())).containsExactly("g:a:1.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Made for a line of Flink each: only what is made for the declared ones is proposed.
                "3.3.0-1.20 3.4.0-1.20 4.0.1-2.0 | 1.20.5 | 3.4.0-1.20 | 4.0.1-2.0",
                "3.3.0-1.20 4.0.1-2.0 4.1.0-2.2 | 1.20.5 2.2.1 | 3.3.0-1.20 4.1.0-2.2 | 4.1.0-2.2",
                "3.3.0-1.20 4.0.1-2.0 | 1.17.1 | VERSION | 4.0.1-2.0",
                // Released with Flink.
                "1.20.4 1.20.5 2.2.1 | 1.20.5 | 1.20.5 | 2.2.1",
                // Of others.
                "42.7.3 42.7.10 | 1.20.5 | 42.7.10 | 42.7.10",
                // Nothing but what is not finished.
                "1.0-rc1 1.0-rc2 | 1.20.5 | 1.0-rc2 | 1.0-rc2"
            })
    void newestThatFitsIsProposed(String published, String flinks, String proposed, String newest) {
        published(published.split(" "));
        declare(Element.FLINK, flinks.split(" "));
        declare(Element.CONNECTORS, "g:a:LATEST");

        assertThat(proposed(problem()))
                .containsExactly(List.of(proposed.split(" ")).stream()
                        .map("g:a:"::concat)
                        .toArray(String[]::new));
        assertThat(problem().why()).anyMatch(why -> why.endsWith("`" + newest + "`"));
    }

    @Test
    void whereNobodyKnowsTheRestIsSaid() {
        declare(Element.CONNECTORS, "g:a:LATEST");

        assertThat(problem().why()).hasSize(1);
        assertThat(problem().remedies())
                .containsExactly(
                        "the version that you mean: "
                                + "`<connectors><connector>g:a:VERSION</connector></connectors>` (-Dpyflink.connectors=g:a:VERSION)");
    }

    /** Every form of the grammar with every kind of part: read as it was meant, or refused, and never as something else. */
    @Test
    void whatIsReadIsWhatMavenReads() {
        List<String> parts = List.of("jar", "1.0", "all", "RELEASE", "compile", "pom", "2.0-SNAPSHOT", "tests");
        for (String third : parts) {
            for (String fourth : parts) {
                for (String fifth : parts) {
                    assertMeansTheSameToMaven("g:a:" + third);
                    assertMeansTheSameToMaven("g:a:" + third + ":" + fourth);
                    assertMeansTheSameToMaven("g:a:" + third + ":" + fourth + ":" + fifth);
                }
            }
        }
    }

    private static void assertMeansTheSameToMaven(String text) {
        Matcher maven = Pattern.compile("([^:]+):([^:]+)(?::([^:]*)(?::([^:]+))?)?:([^:]+)")
                .matcher(text);
        assertThat(maven.matches()).isTrue();
        Optional<MavenCoordinates> read = CoordinatesText.parse(text).exact();
        read.ifPresent(jar -> {
            assertThat(maven.group(3)).as(text).isIn(null, "jar");
            assertThat(jar)
                    .as(text)
                    .isEqualTo(new MavenCoordinates(
                            maven.group(1), maven.group(2), maven.group(5), Optional.ofNullable(maven.group(4))));
            assertThat(jar.version()).isNotIn("jar", "RELEASE", "pom");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "g:a:${kafka.version}, the property `kafka.version` there, `<properties><kafka.version>...</kafka.version></properties>`",
        "g:a:${env.KAFKA},     the variable `KAFKA` there,         set the variable"
    })
    void propertyThatNothingDefinesIsNamed(String text, String reason, String remedy) {
        declare(Element.CONNECTORS, text);

        Problem problem = problem();

        assertThat(problem.why()).anyMatch(why -> why.contains(reason));
        assertThat(problem.remedies()).singleElement().asString().startsWith(remedy);
    }
}
