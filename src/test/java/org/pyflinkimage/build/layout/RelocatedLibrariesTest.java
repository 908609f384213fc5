package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.jar.ClassFile;
import org.pyflinkimage.jar.JarBytes;
import org.pyflinkimage.jar.Service;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.Problem;

/** Images with Kafka's client under another name, as {@code flink-sql-connector-kafka} has it, and what is made for it. */
class RelocatedLibrariesTest extends JarFixture {

    private static final String CLIENT = "org/apache/kafka/common/security/auth/AuthenticateCallbackHandler";
    private static final String LOGIN = "org/apache/kafka/common/security/plain/PlainLoginModule";
    private static final String SHADED = "org/apache/flink/kafka/shaded/";
    private static final String FACTORY = "org/apache/flink/streaming/connectors/kafka/table/KafkaDynamicTableFactory";
    private static final String HANDLER = "software.amazon.msk.auth.iam.IAMClientCallbackHandler";

    @BeforeEach
    void flink() {
        flink(ClassFile.named("org/apache/flink/api/Thing"));
    }

    private void jar(String name, ClassFile... types) {
        jar(name, new JarBytes().with(types));
    }

    private void jar(String name, JarBytes jar) {
        add(LayerKind.CONNECTORS, LIB + name, jar);
    }

    private static JarBytes connector(ClassFile... types) {
        return new JarBytes()
                .service(Service.FACTORY, FACTORY.replace('/', '.'))
                .with(ClassFile.named(FACTORY).giving("factoryIdentifier", "kafka"))
                .with(types);
    }

    private void sqlConnector() {
        image.tiny.addJar("org.apache.flink:flink-sql-connector-kafka:5.0.0-2.2", "x");
        jar("flink-sql-connector-kafka-5.0.0-2.2.jar", relocated());
    }

    private static JarBytes relocated() {
        return connector(
                ClassFile.named(SHADED + CLIENT).anInterface(),
                ClassFile.named(SHADED + LOGIN),
                ClassFile.named(SHADED + "com/google/protobuf/Parser"),
                ClassFile.named("org/apache/flink/connector/kafka/sink/WriterCallback")
                        .implementing(SHADED + "org/apache/kafka/clients/producer/Callback"));
    }

    private void handlers() {
        jar(
                "aws-msk-iam-auth-2.3.0.jar",
                ClassFile.named(HANDLER.replace('.', '/')).implementing(CLIENT));
    }

    private void client() {
        jar("kafka-clients-4.0.0.jar", ClassFile.named(CLIENT).anInterface(), ClassFile.named(LOGIN));
    }

    private void job(String text) {
        source("job.py", text);
    }

    private void jobNaming(String type) {
        job("t.execute_sql(\"CREATE TABLE x (a INT) WITH ('properties.x' = '%s required;')\")\n".formatted(type));
    }

    private String told() {
        Problem problem = problem();
        assertThat(problem.code()).isEqualTo("PYF-960");
        return problem.toText();
    }

    @Test
    void whatIsMadeForALibraryThatIsThereUnderAnotherNameIsTold() {
        sqlConnector();
        handlers();

        assertThat(told())
                .contains(
                        "`aws-msk-iam-auth-2.3.0.jar` needs `org.apache.kafka.common.security.auth.AuthenticateCallbackHandler`, which the image has under another name alone",
                        "`software.amazon.msk.auth.iam.IAMClientCallbackHandler` extends or implements it",
                        "`flink-sql-connector-kafka-5.0.0-2.2.jar` has it as `org.apache.flink.kafka.shaded.org.apache.kafka.common.security.auth.AuthenticateCallbackHandler`",
                        "in place of `flink-sql-connector-kafka-5.0.0-2.2.jar`: `<connector><groupId>org.apache.flink</groupId><artifactId>flink-connector-kafka</artifactId><version>5.0.0-2.2</version><transitive>true</transitive></connector>` in `<connectors>`",
                        "<rules><PYF-960>off</PYF-960></rules>");
    }

    @Test
    void libraryUnderItsOwnNameIsEnoughWhereTheJobNamesNothing() {
        sqlConnector();
        handlers();
        client();

        assertNothingIsSaid();
    }

    @Test
    void libraryThatNoConnectorUsesDoesNotHelpWhatTheJobNames() {
        sqlConnector();
        handlers();
        client();
        jobNaming(HANDLER);

        assertThat(told())
                .contains(
                        "`job.py` names `%s` of `aws-msk-iam-auth-2.3.0.jar`, and `flink-sql-connector-kafka-5.0.0-2.2.jar` has what that is made for under another name"
                                .formatted(HANDLER),
                        "<artifactId>flink-connector-kafka</artifactId><version>5.0.0-2.2</version>");
    }

    /** Which of two connectors a job asks is not known. */
    @Test
    void connectorBesideItMayUseTheLibraryItself() {
        sqlConnector();
        handlers();
        client();
        jar("own.jar", ClassFile.named("org/apache/flink/own/Handler").implementing(CLIENT));
        jobNaming(HANDLER);

        assertNothingIsSaid();
    }

    @Test
    void classThatTheJobNamesIsToldWithTheNameThatItHas() {
        sqlConnector();
        jobNaming(LOGIN.replace('/', '.'));

        assertThat(told())
                .contains(
                        "`job.py` names `org.apache.kafka.common.security.plain.PlainLoginModule`, which the image has under another name alone",
                        "`No LoginModule found`",
                        "name it as it is there: `org.apache.flink.kafka.shaded.org.apache.kafka.common.security.plain.PlainLoginModule`");
    }

    /** Formats and connectors that read the logs of databases have Kafka's client inside, too. */
    @Test
    void nameInTheConnectorForTheLibraryIsTold() {
        jar("flink-sql-avro.jar", ClassFile.named("org/apache/flink/avro/shaded/" + LOGIN));
        sqlConnector();
        jobNaming(LOGIN.replace('/', '.'));

        assertThat(told()).contains("name it as it is there: `org.apache.flink.kafka.shaded.org.apache.kafka.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.flink.kafka.shaded.org.apache.kafka.common.security.plain.PlainLoginModule",
                "com.example.Gone",
                "security.plain.PlainLoginModule"
            })
    void otherNamesAreNotTold(String name) {
        sqlConnector();
        jobNaming(name);

        assertNothingIsSaid();
    }

    @Test
    void classUnderItsOwnNameMayBeNamed() {
        sqlConnector();
        client();
        jobNaming(LOGIN.replace('/', '.'));

        assertNothingIsSaid();
    }

    @Test
    void jobMayBringTheLibraryFromElsewhere() {
        sqlConnector();
        handlers();
        job("env.add_jars('file:///tmp/kafka-clients.jar')\n");

        assertNothingIsSaid();
    }

    /** A driver of a database can do without it, and the connector's client library has it for itself. */
    @Test
    void whatTheClientLibraryNeedsItselfIsNotTold() {
        sqlConnector();
        jar("driver.jar", ClassFile.named("com/mysql/X").implementing("com/google/protobuf/Parser"));

        assertNothingIsSaid();
    }

    /** Connectors that read the logs of databases, and formats, have Kafka's client inside too. */
    @Test
    void otherJarsHaveInsideWhatServesThemselves() {
        handlers();
        jar(
                "flink-cdc.jar",
                ClassFile.named("org/apache/flink/cdc/shaded/" + CLIENT),
                ClassFile.named("org/apache/flink/cdc/A").implementing("org/apache/flink/cdc/shaded/" + CLIENT));

        assertNothingIsSaid();
    }

    /** What a jar can do without: most optional libraries are nowhere in an image. */
    @Test
    void whatIsThereUnderNoNameMayBeOptional() {
        handlers();

        assertNothingIsSaid();
    }

    @Test
    void jarThatCannotBeReadMayHaveIt() {
        sqlConnector();
        handlers();
        image.add(LayerKind.CONNECTORS, LIB + "damaged.jar", new byte[] {1, 2, 3});

        assertNothingIsSaid();
    }

    /** A connector is known by its bytes: in a jar of another name, of whomever, and in one that has much else inside. */
    @ParameterizedTest
    @CsvSource({
        "CONNECTORS, lib/kafka.jar,             true",
        "EXTRA,      lib/kafka.jar,             true",
        "BASE,       lib/kafka.jar,             true",
        "BASE,       usrlib/kafka.jar,          true",
        "JOB,        usrlib/fat.jar,            true",
        "BASE,       plugins/kafka/kafka.jar,   false",
        "EXTRA,      opt/kafka.jar,             false",
    })
    void connectorIsTheSameWhereverItComesFrom(LayerKind layer, String path, boolean isTold) {
        add(layer, "/opt/flink/" + path, relocated().with(ClassFile.named("com/acme/Much")));
        handlers();

        if (isTold) {
            assertThat(told())
                    .contains(
                            "`aws-msk-iam-auth-2.3.0.jar` needs `org.apache.kafka.common.security.auth.AuthenticateCallbackHandler`",
                            "in place of the connector in `%s`: `<connector><groupId>org.apache.flink</groupId><artifactId>flink-connector-kafka</artifactId><version>5.0.0-2.2</version><transitive>true</transitive></connector>`"
                                    .formatted(path.substring(path.lastIndexOf('/') + 1)));
        } else {
            assertNothingIsSaid();
        }
    }

    /** A job's jar may have several connectors inside. */
    @Test
    void wayOutIsTheConnectorThatHasTheLibrary() {
        add(
                LayerKind.JOB,
                "/opt/flink/usrlib/fat.jar",
                relocated().with(ClassFile.named("org/apache/flink/elasticsearch7/shaded/org/elasticsearch/A")));
        handlers();

        assertThat(told())
                .contains("<artifactId>flink-connector-kafka</artifactId>")
                .doesNotContain("elasticsearch7");
    }

    /** What else a job's jar has under other names serves itself. */
    @Test
    void ofAJarWithAConnectorInsideNothingElseIsTheConnectors() {
        String shaded = "com/acme/shaded/com/google/protobuf/Parser";
        add(
                LayerKind.JOB,
                "/opt/flink/usrlib/fat.jar",
                relocated()
                        .with(ClassFile.named(shaded))
                        .with(ClassFile.named("com/acme/Message").implementing(shaded)));
        jar("driver.jar", ClassFile.named("com/mysql/X").implementing("com/google/protobuf/Parser"));

        assertNothingIsSaid();
    }

    /** So is what is made for its library. */
    @ParameterizedTest
    @CsvSource({
        "EXTRA, lib/handlers.jar,               true",
        "BASE,  lib/handlers.jar,               true",
        "JOB,   usrlib/handlers.jar,            true",
        "BASE,  plugins/handlers/handlers.jar,  false",
    })
    void whatIsMadeForTheLibraryMayComeFromAnywhere(LayerKind layer, String path, boolean isTold) {
        sqlConnector();
        add(
                layer,
                "/opt/flink/" + path,
                new JarBytes().with(ClassFile.named(HANDLER.replace('.', '/')).implementing(CLIENT)));

        assertThat(problems()).hasSize(isTold ? 1 : 0);
    }

    /** A jar of the job with a connector, its client and what is made for that goes by itself. */
    @Test
    void fatJarMayUseTheLibraryItself() {
        sqlConnector();
        add(
                LayerKind.JOB,
                "/opt/flink/usrlib/fat.jar",
                new JarBytes()
                        .with(ClassFile.named("org/apache/flink/connector/own/Source"))
                        .with(ClassFile.named(CLIENT).anInterface())
                        .with(ClassFile.named(HANDLER.replace('.', '/')).implementing(CLIENT)));
        jobNaming(HANDLER);

        assertNothingIsSaid();
    }

    /** The name of a jar of an extra directory says nothing of what it is. */
    @Test
    void otherBytesUnderTheNameOfAConnectorAreNone() {
        image.tiny.addJar("org.apache.flink:flink-sql-connector-kafka:5.0.0-2.2", "x");
        add(
                LayerKind.EXTRA,
                LIB + "flink-sql-connector-kafka-5.0.0-2.2.jar",
                connector(
                        ClassFile.named("com/acme/shaded/" + CLIENT).anInterface(),
                        ClassFile.named("org/apache/flink/acme/A").implementing("com/acme/shaded/" + CLIENT)));
        handlers();

        assertNothingIsSaid();
    }
}
