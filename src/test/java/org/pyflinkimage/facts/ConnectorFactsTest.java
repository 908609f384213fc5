package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.flink.FlinkVersion;

class ConnectorFactsTest {

    private final ConnectorFacts facts = Facts.shipped().connectors();

    @ParameterizedTest
    @CsvSource({
        "org.apache.flink:flink-metrics-jmx,  1.20.5, true",
        "org.apache.flink:flink-metrics-jmx,  2.0.1,  true",
        "org.apache.flink:flink-metrics-otel, 1.20.5, false",
        "org.apache.flink:flink-metrics-otel, 2.0.1,  true",
        "org.apache.flink:flink-json,         2.0.1,  false"
    })
    void pluginIsOneSinceAFlink(String jar, String flink, boolean plugin) {
        assertThat(facts.own().isPlugin(jar, version(flink))).isEqualTo(plugin);
    }

    @ParameterizedTest
    @CsvSource({
        "flink-table-planner,  1.20.5, true",
        "flink-table-planner,  2.0.1,  true",
        "flink-cep-scala,      1.20.5, true",
        "flink-cep-scala,      2.0.1,  false",
        "flink-json,           1.20.5, false"
    })
    void suffixStaysUpToAFlink(String artifact, String flink, boolean keeps) {
        assertThat(facts.scala().keeps(artifact, version(flink))).isEqualTo(keeps);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flink-core", "flink-metrics-otel", "flink-sql-connector-kafka", "flink-s3-fs-presto"})
    void artifactsOfEveryListAreKnown(String artifact) {
        assertThat(facts.knows(artifact)).isTrue();
        assertThat(facts.knows(artifact + "-of-somebody")).isFalse();
    }

    @Test
    void hadoopsJarsHaveGroupAndArtifactAndAVersionWhereItIsTheirOwn() {
        ConnectorFacts.Hadoop hadoop = facts.hadoop();

        assertThat(hadoop.whole2()).matches("[^:]+:[^:]+:[^:]+");
        assertThat(hadoop.beside3()).isNotEmpty().allMatch(jar -> jar.matches("[^:]+:[^:]+:[^:]+"));
        assertThat(hadoop.whole3()).isNotEmpty().allMatch(jar -> jar.matches("[^:]+:[^:]+"));
        assertThat(hadoop.parts()).isNotEmpty().doesNotContainAnyElementsOf(hadoop.whole3());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "brought",
                "released",
                "plugins",
                "scala",
                "lines",
                "newest",
                "fat",
                "alike",
                "clients",
                "kinClasses",
                "hadoop",
                "hadoopCallers",
                "connectors",
                "formats",
                "schemes",
                "modules"
            })
    void everyListHasItsSource(String list) {
        assertThat(facts.source(list)).contains("checked 2026-");
    }

    @Test
    void jarsAreKnownByFoldersOfClassesOfWhatIsKnownByName() {
        ConnectorFacts.Kin kin = facts.kin();

        assertThat(kin.fat().values()).containsAll(kin.classes().inside().keySet());
        assertThat(kin.classes().own().keySet())
                .containsExactlyInAnyOrderElementsOf(kin.clients().values());
        assertThat(kin.classes().inside().values()).isNotEmpty().allMatch(folder -> folder.endsWith("/"));
        assertThat(kin.classes().own().values())
                .allSatisfy(folders -> assertThat(folders).isNotEmpty().allMatch(folder -> folder.endsWith("/")));
    }

    @Test
    void versionThatNobodyHasSeenIsNotMadeUp() {
        ConnectorFacts.Versions versions = facts.versions();
        String mysql = "flink-connector-jdbc-mysql";

        assertThat(versions.declared(mysql, version("1.20.5").line()))
                .isEqualTo("`<connector>org.apache.flink:flink-connector-jdbc-mysql:3.3.0-1.20</connector>`");
        assertThat(versions.declared(mysql, version("2.0.2").line()))
                .isEqualTo(
                        "`flink-connector-jdbc-mysql` in a version for Flink 2.0, if there is one; none is known here");
        assertThat(versions.declared(
                        "flink-sql-connector-kafka", version("1.20.5").line()))
                .isEqualTo(
                        "`flink-sql-connector-kafka` in a version for Flink 1.20, if there is one; none is known here");
        assertThat(versions.declaredOrNearest(mysql, version("1.20.5").line()))
                .isEqualTo("`<connector>org.apache.flink:flink-connector-jdbc-mysql:3.3.0-1.20</connector>`");
        assertThat(versions.hasSeen(mysql, "3.3.0-1.20")).isTrue();
        assertThat(versions.hasSeen(mysql, "4.0.0-2.0")).isFalse();
        assertThat(versions.hasSeen("absent", "4.0.0-2.0")).isFalse();
    }

    /** Of another major version nothing fits. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "flink-sql-connector-kafka, 1.20.5, 3.2.0-1.19, 1.19",
                "flink-sql-connector-kafka, 2.3.0, 5.0.0-2.2, 2.2",
                "flink-sql-connector-kafka, 1.15.4, 1.16.1, 1.16",
                "flink-connector-jdbc-mysql, 1.16.3, 3.3.0-1.20, 1.20",
                "flink-connector-jdbc-mysql, 2.3.0, none, none"
            })
    void versionForTheNearestLineIsNamedAsThatOfAnother(String artifact, String flink, String seen, String line) {
        String said =
                facts.versions().declaredOrNearest(artifact, version(flink).line());

        assertThat(said)
                .startsWith("`%s` in a version for Flink %s, if there is one; "
                        .formatted(artifact, version(flink).line()));
        assertThat(said)
                .endsWith(
                        seen == null
                                ? "none is known here"
                                : "known here is `<connector>org.apache.flink:%s:%s</connector>`, for Flink %s"
                                        .formatted(artifact, seen, line));
    }

    private static FlinkVersion version(String text) {
        return FlinkVersion.parse(text).orElseThrow();
    }
}
