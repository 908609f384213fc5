package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.JarPattern;

class KeptOutJarsTest {

    private static Optional<String> why(String jar) {
        String[] parts = jar.split(":", -1);
        return KeptOutJars.shipped().stream()
                .filter(fact -> fact.jars().stream()
                        .anyMatch(text -> JarPattern.parse(text).orElseThrow().matches(parts[0], parts[1])))
                .map(KeptOutJars::why)
                .findFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "org.apache.flink:flink-core,                          true",
        "org.apache.flink:flink-streaming-java_2.12,           true",
        "org.apache.flink:flink-table-api-java-bridge,         true",
        "org.apache.flink:flink-shaded-guava,                  true",
        "org.apache.flink:flink-shaded-zookeeper-3,            true",
        "org.apache.flink:flink-connector-base,                true",
        "org.apache.flink:flink-test-utils-junit,              true",
        "org.apache.flink:flink-connector-kafka,               false",
        "org.apache.flink:flink-hadoop-compatibility_2.12,     false",
        "org.apache.flink:flink-shaded-hadoop-2-uber,          false",
        "org.apache.flink:flink-avro,                          false",
        "org.apache.flink:flink-metrics-dropwizard,            false",
        "org.slf4j:slf4j-api,                                  true",
        "org.slf4j:slf4j-reload4j,                             true",
        "org.slf4j:log4j-over-slf4j,                           true",
        "org.slf4j:jcl-over-slf4j,                             false",
        "org.apache.logging.log4j:log4j-slf4j2-impl,           true",
        "log4j:log4j,                                          true",
        "ch.qos.logback:logback-classic,                       true",
        "ch.qos.reload4j:reload4j,                             true",
        "commons-logging:commons-logging,                      false",
        "commons-cli:commons-cli,                              true",
        "org.apache.commons:commons-lang3,                     true",
        "org.apache.commons:commons-configuration2,            false",
        "com.google.code.findbugs:jsr305,                      true",
        "jdk.tools:jdk.tools,                                  true",
        "com.esotericsoftware.kryo:kryo,                       true",
        "com.fasterxml.woodstox:woodstox-core,                 false",
        "com.google.guava:guava,                               false"
    })
    void jarOfFlinkAndOtherLoggingStayOut(String jar, boolean out) {
        assertThat(why(jar).isPresent()).isEqualTo(out);
    }

    /** What is refused as a connector does not come with one. */
    @Test
    void allThatFlinkBringsIsAmongThem() {
        ConnectorFacts.Own own = Facts.shipped().connectors().own();

        assertThat(Stream.concat(own.brought().stream(), own.plugins().stream()))
                .allSatisfy(jar -> assertThat(why(jar)).isPresent());
    }

    @Test
    void eachIsAPattern() {
        assertThat(KeptOutJars.shipped())
                .isNotEmpty()
                .allSatisfy(fact -> assertThat(fact.source()).isNotEmpty())
                .flatMap(KeptOutJars::jars)
                .allSatisfy(text -> assertThat(JarPattern.parse(text)).isPresent())
                .doesNotHaveDuplicates();
    }
}
