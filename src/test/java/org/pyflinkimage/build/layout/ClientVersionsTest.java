package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.jar.ClassFile;
import org.pyflinkimage.jar.JarBytes;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.Problem;

/** Images of Flink 2.2.1 with Kafka's client, and another jar with classes of it. */
class ClientVersionsTest extends JarFixture {

    private static final String CONSUMER = "org/apache/kafka/clients/consumer/KafkaConsumer";

    @BeforeEach
    void client() {
        flink(
                ClassFile.named("org/apache/flink/api/Thing"),
                ClassFile.named("org/apache/kafka/clients/Old").method("older", "()V"));
        image.tiny.addJar("org.apache.kafka:kafka-clients:4.1.0", "x");
        add(
                LayerKind.CONNECTORS,
                LIB + "kafka-clients-4.1.0.jar",
                ClassFile.named(CONSUMER).method("close", "()V"),
                ClassFile.named("org/apache/kafka/clients/Old"));
    }

    private void add(LayerKind layer, String path, ClassFile... types) {
        add(layer, path, new JarBytes().with(types));
    }

    @Test
    void secondVersionOfAClientIsTold() {
        add(LayerKind.CONNECTORS, JarImage.CONNECTOR, ClassFile.named(CONSUMER));

        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
            assertThat(problem.toText())
                    .contains(
                            "[PYF-961] `connector-1.0.jar` and `kafka-clients-4.1.0.jar` have a class in different versions",
                            "`org.apache.kafka.clients.consumer.KafkaConsumer`",
                            "leave `<connector>org.example:connector:1.0</connector>` out",
                            "`<connector>org.apache.flink:flink-sql-connector-kafka:5.0.0-2.2</connector>`",
                            "<rules><PYF-961>off</PYF-961></rules>");
        });
    }

    @Test
    void sameVersionTwiceDoesNoHarm() {
        add(LayerKind.CONNECTORS, JarImage.CONNECTOR, ClassFile.named(CONSUMER).method("close", "()V"));

        assertThat(problems()).isEmpty();
    }

    @Test
    void otherLibrariesMayBeThereInManyVersions() {
        add(LayerKind.CONNECTORS, JarImage.CONNECTOR, ClassFile.named("com/lib/Type"));
        add(
                LayerKind.CONNECTORS,
                LIB + "other.jar",
                ClassFile.named("com/lib/Type").method("m", "()V"));

        assertThat(problems()).isEmpty();
    }

    /** Its class loader asks the job first. */
    @Test
    void jobMayHaveAVersionOfItsOwn() {
        add(LayerKind.JOB, "/opt/flink/usrlib/own.jar", ClassFile.named(CONSUMER));

        assertThat(problems()).isEmpty();
    }
}
