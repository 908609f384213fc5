package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pyflinkimage.jar.ClassFile;
import org.pyflinkimage.jar.JarBytes;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;

/** Images of Flink 2.2.1 with Kafka's client, and another jar with classes of it. */
class ClientVersionsTest extends JarFixture {

    private static final String HOME = "/opt/flink/";
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
                            "[PYF-961] `connector-1.0.jar` and `kafka-clients-4.1.0.jar` have a class of `kafka-clients` in different versions",
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

    /** A class loader that does not see the client may have its own. How it is called, and who brings it, does not count. */
    @ParameterizedTest
    @CsvSource({
        "CONNECTORS, lib/own-1.0.jar,            true",
        "EXTRA,      lib/own-1.0.jar,            true",
        "BASE,       lib/own-1.0.jar,            true",
        "CONNECTORS, usrlib/own-1.0.jar,         false",
        "JOB,        usrlib/own-1.0.jar,         false",
        "EXTRA,      usrlib/own-1.0.jar,         false",
        "BASE,       usrlib/own-1.0.jar,         false",
        "CONNECTORS, plugins/own/own-1.0.jar,    false",
        "BASE,       plugins/own/own-1.0.jar,    false",
        "EXTRA,      opt/own-1.0.jar,            false",
    })
    void clientIsTheSameWhereverItComesFrom(LayerKind layer, String path, boolean isTold) {
        add(layer, HOME + path, ClassFile.named(CONSUMER));

        assertThat(problems()).extracting(Problem::code).isEqualTo(isTold ? List.of("PYF-961") : List.of());
    }

    /** {@code <jars>} lie in {@code usrlib}, and have a link in {@code lib}. */
    @Test
    void attachedJarIsOfFlinksClassPathToo() {
        Optional<Sha256> code = Optional.of(Sha256.of("this plugin"));
        add(LayerKind.JOB, HOME + "usrlib/own.jar", ClassFile.named(CONSUMER));
        assertThat(image.problems(code)).isEmpty();

        image.link(LIB + "own.jar", "../usrlib/own.jar");

        assertThat(image.problems(code))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains(
                                "`kafka-clients-4.1.0.jar` and `own.jar` have a class of `kafka-clients` in different versions",
                                "leave `own.jar` out of the job: by `<jars>` (-Dpyflink.jars), or an `<exclude>`"
                                        + " (-Dpyflink.excludes), or build it without `kafka-clients` inside"));
    }

    /** Two jars of one class loader, neither of which sees the client in {@code lib}. */
    @ParameterizedTest
    @CsvSource({
        "JOB,        usrlib/a.jar,      usrlib/b.jar,       true",
        "BASE,       usrlib/a.jar,      usrlib/b.jar,       true",
        "CONNECTORS, plugins/x/a.jar,   plugins/x/b.jar,    true",
        "BASE,       plugins/x/a.jar,   plugins/x/b.jar,    true",
        "CONNECTORS, plugins/x/a.jar,   plugins/y/b.jar,    false",
        "JOB,        usrlib/a.jar,      plugins/x/b.jar,    false",
    })
    void eachClassLoaderHasOneVersion(LayerKind layer, String one, String other, boolean isTold) {
        add(layer, HOME + one, ClassFile.named(CONSUMER));
        add(layer, HOME + other, ClassFile.named(CONSUMER).method("other", "()V"));

        assertThat(problems()).extracting(Problem::code).isEqualTo(isTold ? List.of("PYF-961") : List.of());
    }

    /** {@code mongodb-driver-core} has classes below the folder of {@code mongodb-driver-sync}, and is another library. */
    @ParameterizedTest
    @CsvSource({
        "com/mongodb/client/model/Filters,              false",
        "com/mongodb/client/result/UpdateResult,        false",
        "com/mongodb/client/internal/MongoClientImpl,   true",
    })
    void clientIsNotWhatItNeedsItself(String type, boolean isTold) {
        add(LayerKind.CONNECTORS, LIB + "a.jar", ClassFile.named(type));
        add(LayerKind.CONNECTORS, LIB + "b.jar", ClassFile.named(type).method("b", "()V"));

        assertThat(problems()).extracting(Problem::code).isEqualTo(isTold ? List.of("PYF-961") : List.of());
    }

    /** Flink's own plugins are not read: what comes beside one of them is held against its like alone. */
    @ParameterizedTest
    @EnumSource(names = {"CONNECTORS", "EXTRA"})
    void jarsMayComeBesideAPluginOfFlinks(LayerKind layer) {
        add(LayerKind.FLINK, HOME + "plugins/x/flink-x-2.2.1.jar", ClassFile.named(CONSUMER));
        add(layer, HOME + "plugins/x/a.jar", ClassFile.named(CONSUMER).method("a", "()V"));
        assertNothingIsSaid();

        add(layer, HOME + "plugins/x/b.jar", ClassFile.named(CONSUMER).method("b", "()V"));
        assertThat(problem().toText()).contains("[PYF-961] `a.jar` and `b.jar`");
    }

    /** A jar of many libraries is another version of those that it has of the client, and of nothing else. */
    @Test
    void otherLibrariesOfAFatJarAreNotTheClients() {
        ClassFile[] others = {
            ClassFile.named("com/lib/Type"), ClassFile.named("org/apache/kafka/streams/KafkaStreams"),
        };
        ClassFile[] same = {ClassFile.named(CONSUMER).method("close", "()V")};
        add(
                LayerKind.CONNECTORS,
                LIB + "other.jar",
                ClassFile.named("com/lib/Type").method("m", "()V"),
                ClassFile.named("org/apache/kafka/streams/KafkaStreams").method("m", "()V"),
                ClassFile.named("org/apache/flink/acme/Source"));
        add(LayerKind.EXTRA, LIB + "fat.jar", new JarBytes().with(others).with(same));
        assertThat(problems()).isEmpty();

        add(
                LayerKind.EXTRA,
                LIB + "fatter.jar",
                new JarBytes().with(others).with(ClassFile.named("com/rabbitmq/client/Channel")));
        add(
                LayerKind.EXTRA,
                LIB + "fattest.jar",
                new JarBytes()
                        .with(ClassFile.named("com/lib/Type").method("another", "()V"))
                        .with(ClassFile.named("com/rabbitmq/client/Channel").method("m", "()V")));

        assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains(
                                "[PYF-961] `fatter.jar` and `fattest.jar` have a class of `amqp-client` in different versions",
                                "leave `fatter.jar` out of `<extraDirectories>` (-Dpyflink.extraDirectories), or build it without `amqp-client` inside; or leave `fattest.jar`")
                        .doesNotContain("under other names"));
    }

    /** By its bytes, the connector with Pulsar's client inside has it under its own name. */
    @Test
    void connectorThatHasTheLibraryUnderItsOwnNameIsNoWayOut() {
        add(LayerKind.CONNECTORS, LIB + "pulsar-client-all-3.0.0.jar", ClassFile.named("org/apache/pulsar/client/A"));
        connector(new JarBytes()
                .with(ClassFile.named("org/apache/pulsar/client/A").method("m", "()V")));

        assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains("`pulsar-client-all`")
                        .doesNotContain("under other names"));
    }
}
