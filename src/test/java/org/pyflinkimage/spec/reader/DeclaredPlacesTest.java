package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.DependenciesText;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.PlaceText;
import org.pyflinkimage.value.Problem;

/** Connectors that say where they lie. */
class DeclaredPlacesTest extends DeclarationFixture {

    private static final String JAR = "org.example:a:1";

    private void place(String jar, String place) {
        declaration.withPlaces(List.of(new PlaceText(jar, place)));
    }

    private String placeOf(String jar) {
        return spec().placeOf(MavenCoordinates.parse(jar).orElseThrow()).value();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lib", "opt", "usrlib", "plugins/a", "plugins/metrics-otel_2.1"})
    void jarLiesWhereItsConnectorSays(String place) {
        declare(Element.CONNECTORS, JAR);
        place(JAR, place);

        assertThat(placeOf(JAR)).isEqualTo("/opt/flink/" + place);
    }

    @Test
    void otherJarsLieWhereJarsOfTheirKindDo() {
        declare(Element.CONNECTORS, JAR, "org.apache.flink:flink-s3-fs-hadoop:2.2.1", "org.example:b:1");
        place(JAR, "opt");

        assertThat(placeOf("org.example:b:1")).isEqualTo("/opt/flink/lib");
        assertThat(placeOf("org.apache.flink:flink-s3-fs-hadoop:2.2.1"))
                .isEqualTo("/opt/flink/plugins/flink-s3-fs-hadoop");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                   | plugins/a
            plugins              | plugins/a
            plugins/             | plugins/a
            plugins/../lib       | plugins/a
            plugins/x/y          | plugins/a
            /opt/flink/opt/      | opt
            lib/                 | lib
            libs                 | lib
            userlib              | usrlib
            /etc                 | plugins/a
            """)
    void wrongPlaceIsToldWithTheMeantOne(String place, String meant) {
        declare(Element.CONNECTORS, JAR);
        place(JAR, place);

        Problem problem = problem();

        assertThat(problem.code()).isEqualTo("PYF-087");
        assertThat(problem.remedies().get(0)).startsWith("`<place>" + meant + "</place>`");
    }

    @Test
    void oneJarHasOnePlace() {
        declare(Element.CONNECTORS, JAR);
        place(JAR, "opt");
        place(JAR, "opt");
        assertThat(spec().contents().places()).hasSize(1);

        place(JAR, "lib");

        assertThat(problem().code()).isEqualTo("PYF-088");
    }

    @Test
    void connectorWithItsDependenciesLiesInLib() {
        declare(Element.CONNECTORS, JAR);
        declaration.withDependencies(List.of(new DependenciesText(JAR, Optional.of("true"), List.of())));
        place(JAR, "lib");
        assertThat(placeOf(JAR)).isEqualTo("/opt/flink/lib");
    }

    @Test
    void connectorWithItsDependenciesLiesNowhereElse() {
        declare(Element.CONNECTORS, JAR);
        declaration.withDependencies(List.of(new DependenciesText(JAR, Optional.of("true"), List.of())));
        place(JAR, "plugins/a");

        assertThat(problem().code()).isEqualTo("PYF-089");
    }

    @Test
    void coordinatesThatAreNoneAreToldOnce() {
        declare(Element.CONNECTORS, "org.example:a");
        place("org.example:a", "opt");

        assertThat(problem().code()).isEqualTo("PYF-066");
    }
}
