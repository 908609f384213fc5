package org.pyflinkimage.build.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.DependenciesText;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ProjectDependency;

class JarsOfProjectTest {

    private final Declaration declaration = new Declaration(Path.of("/project"))
            .withProjectDependencies(List.of(
                    jar("com.example:client:1.0", "compile", "com.example:logging"),
                    jar("org.postgresql:postgresql:42.7.3", "runtime"),
                    jar("org.apache.flink:flink-streaming-java:2.3.0", "provided"),
                    jar("org.apache.flink:flink-table-planner_2.12:2.3.0", "compile"),
                    jar("org.slf4j:slf4j-api:2.0.13", "compile"),
                    jar("ch.qos.logback:logback-classic:1.5.6", "compile"),
                    jar("com.example:given:1.0", "provided"),
                    jar("org.junit.jupiter:junit-jupiter:5.11.0", "test")));

    private static ProjectDependency jar(String coordinates, String scope, String... exclusions) {
        return new ProjectDependency(coordinates, scope, List.of(exclusions), false);
    }

    private List<String> connectors() {
        return declaration.values(Element.CONNECTORS);
    }

    @Test
    void nothingIsTakenThatNobodyAskedFor() {
        assertThat(JarsOfProject.declare(declaration)).isEmpty();

        assertThat(connectors()).isEmpty();
        assertThat(declaration.dependencies()).isEmpty();
    }

    /** Flink's own modules and what would fight its logging stay out, whatever their scope. */
    @ParameterizedTest
    @CsvSource({
        "runtime,  com.example:client:1.0 org.postgresql:postgresql:42.7.3",
        "compile,  com.example:client:1.0 com.example:given:1.0",
        "provided, com.example:given:1.0"
    })
    void jarsOfTheScopeAreConnectors(String scope, String expected) {
        declaration.with(Element.INCLUDE_SCOPE, List.of(scope));

        assertThat(JarsOfProject.declare(declaration)).isEmpty();

        assertThat(String.join(" ", connectors())).isEqualTo(expected);
        assertThat(declaration.dependencies())
                .extracting(DependenciesText::connector)
                .containsExactlyElementsOf(connectors());
    }

    @Test
    void theyComeWithWhatTheyDependOnLessTheirExclusions() {
        declaration.with(Element.INCLUDE_SCOPE, List.of("runtime"));

        JarsOfProject.declare(declaration);

        assertThat(declaration.dependencies())
                .first()
                .isEqualTo(new DependenciesText(
                        "com.example:client:1.0", Optional.of("true"), List.of("com.example:logging")));
    }

    @Test
    void connectorOfTheSameCoordinatesCountsInstead() {
        declaration
                .with(Element.INCLUDE_SCOPE, List.of("runtime"))
                .with(Element.CONNECTORS, List.of("com.example:client:1.0"));

        JarsOfProject.declare(declaration);

        assertThat(connectors()).containsExactly("com.example:client:1.0", "org.postgresql:postgresql:42.7.3");
        assertThat(declaration.dependencies())
                .extracting(DependenciesText::connector)
                .containsExactly("org.postgresql:postgresql:42.7.3");
    }

    /** What these depend on may be another tomorrow, and a plugin has inside what it needs. */
    @Test
    void modulesSnapshotsAndPluginsComeAlone() {
        Declaration other = new Declaration(Path.of("/project"))
                .with(Element.INCLUDE_SCOPE, List.of("runtime"))
                .withProjectDependencies(List.of(
                        new ProjectDependency("com.example:udf:1.0-SNAPSHOT", "compile", List.of(), true),
                        jar("org.apache.flink:flink-s3-fs-hadoop:2.3.0", "runtime")));

        JarsOfProject.declare(other);

        assertThat(other.values(Element.CONNECTORS))
                .containsExactly("com.example:udf:1.0-SNAPSHOT", "org.apache.flink:flink-s3-fs-hadoop:2.3.0");
        assertThat(other.dependencies()).isEmpty();
    }

    @Test
    void otherWordIsRefused() {
        declaration.with(Element.INCLUDE_SCOPE, List.of("all"));

        assertThat(JarsOfProject.declare(declaration))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.toText())
                                .contains(
                                        "[PYF-093] `all` in `<includeScope>` is no scope",
                                        "`<dependencies><includeScope>runtime</includeScope></dependencies>` (-Dpyflink.includeScope=runtime)"));
        assertThat(connectors()).isEmpty();
    }
}
