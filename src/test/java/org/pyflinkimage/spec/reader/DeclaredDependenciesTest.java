package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.DependenciesText;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;

/** Connectors that come with the jars that they depend on. */
class DeclaredDependenciesTest extends DeclarationFixture {

    private static final String JAR = "org.example:a:1";

    private void connector(String jar, @Nullable String transitive, String... exclusions) {
        declaration.withDependencies(
                List.of(new DependenciesText(jar, Optional.ofNullable(transitive), List.of(exclusions))));
    }

    @Test
    void transitiveOnesKeepTheirOrderAndTheirExclusionsHaveNone() {
        declare(Element.CONNECTORS, "org.example:z:1", JAR, "org.example:single:1");
        connector("org.example:z:1", "TRUE", "h:x", "a:*", "h:x");
        connector(JAR, "true");

        assertThat(spec().transitive())
                .hasToString("[TransitiveConnector[jar=org.example:z:1, exclusions=[a:*, h:x]],"
                        + " TransitiveConnector[jar=org.example:a:1, exclusions=[]]]");
        assertThat(spec().connectors()).hasSize(3);
    }

    @Test
    void notTransitiveIsAsIfNothingWereSaid() {
        declare(Element.CONNECTORS, JAR);
        connector(JAR, "false");

        assertThat(spec().transitive()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            yes   | ''          | PYF-080 | `yes` in `<transitive>` of `org.example:a:1` is neither `true` nor `false`
            ''    | ''          | PYF-080 | `` in `<transitive>` of `org.example:a:1` is neither `true` nor `false`
            none  | h:x         | PYF-081 | `<exclusions>` of `org.example:a:1` leave nothing out
            false | h:x         | PYF-081 | `<exclusions>` of `org.example:a:1` leave nothing out
            true  | h           | PYF-082 | `h` in `<exclusions>` of `org.example:a:1` names no jars
            true  | h:x:1       | PYF-082 | `h:x:1` in `<exclusions>` of `org.example:a:1` names no jars
            true  | 'h:'        | PYF-082 | `h:` in `<exclusions>` of `org.example:a:1` names no jars
            true  | ':x'        | PYF-082 | `:x` in `<exclusions>` of `org.example:a:1` names no jars
            true  | h:x/../y    | PYF-082 | `h:x/../y` in `<exclusions>` of `org.example:a:1` names no jars
            """)
    void mistakeIsTold(@Nullable String transitive, String exclusion, String code, String what) {
        declare(Element.CONNECTORS, JAR);
        if (exclusion.isEmpty()) {
            connector(JAR, transitive);
        } else {
            connector(JAR, transitive, exclusion);
        }

        Problem problem = problem();

        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.what()).isEqualTo(what);
        assertThat(problem.remedies()).hasSize(1);
        assertThat(problem.toText()).contains("`-Dpyflink.connectors` is a list of single jars");
    }

    @Test
    void emptyExclusionIsMalformed() {
        declare(Element.CONNECTORS, JAR);
        connector(JAR, "true", "");

        assertThat(problem().code()).isEqualTo("PYF-082");
    }

    @Test
    void pluginComesAlone() {
        declare(Element.CONNECTORS, "org.apache.flink:flink-s3-fs-hadoop:2.2.1");
        connector("org.apache.flink:flink-s3-fs-hadoop:2.2.1", "true");

        assertThat(problem().toText())
                .contains("PYF-084", "-Dpyflink.connectors=org.apache.flink:flink-s3-fs-hadoop:2.2.1");
    }

    @Test
    void oneConnectorHasOneListOfExclusions() {
        declare(Element.CONNECTORS, JAR);
        connector(JAR, "true", "h:x");
        connector(JAR, "true", "h:y");

        assertThat(problem().code()).isEqualTo("PYF-085");
    }

    @Test
    void coordinatesThatAreNoneAreToldOnce() {
        declare(Element.CONNECTORS, "org.example:a");
        connector("org.example:a", "true", "h:x");

        assertThat(problem().code()).isEqualTo("PYF-066");
    }
}
