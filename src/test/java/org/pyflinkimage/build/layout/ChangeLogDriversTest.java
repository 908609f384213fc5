package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.jar.ClassFile;
import org.pyflinkimage.jar.JarBytes;
import org.pyflinkimage.jar.Service;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.Problem;

/** Connectors of Flink CDC, which read the logs of databases, and the drivers of those that cannot bring theirs. */
class ChangeLogDriversTest extends JarFixture {

    private static final String SOURCES = "org/apache/flink/table/factories/DynamicTableSourceFactory";

    @BeforeEach
    void flink() {
        flink(ClassFile.named("org/apache/flink/api/Thing"));
    }

    private void connector(String identifier) {
        connector(new JarBytes()
                .service(Service.FACTORY, "a.Reading")
                .with(ClassFile.named("a/Reading").implementing(SOURCES).giving("factoryIdentifier", identifier)));
    }

    private void driver(String type) {
        add(LayerKind.CONNECTORS, LIB + "driver.jar", new JarBytes().with(ClassFile.named(type.replace('.', '/'))));
    }

    @ParameterizedTest
    @CsvSource({
        "mysql-cdc, com.mysql:mysql-connector-j:",
        "oceanbase-cdc, com.mysql:mysql-connector-j:",
        "oracle-cdc, com.oracle.database.jdbc:ojdbc",
        "db2-cdc, com.ibm.db2:jcc:"
    })
    void thoseWithoutADriverInsideAreTold(String connector, String jar) {
        connector(connector);

        assertThat(image.problems(Optional.empty()))
                .singleElement()
                .extracting(Problem::toText)
                .asString()
                .contains("[PYF-900] `%s` of `connector-1.0.jar` connects to a database".formatted(connector), jar);
    }

    @ParameterizedTest
    @CsvSource({"postgres-cdc", "sqlserver-cdc", "mongodb-cdc", "tidb-cdc", "vitess-cdc"})
    void thoseWithEverythingInsideAreNot(String connector) {
        connector(connector);

        assertThat(image.problems(Optional.empty())).isEmpty();
    }

    @Test
    void driverOfOceanBaseIsOneWhereTheJobNamesIt() {
        connector("oceanbase-cdc");
        driver("com.oceanbase.jdbc.Driver");
        assertThat(image.problems(Optional.empty())).hasSize(1);

        image.add(
                LayerKind.JOB,
                "/opt/flink/usrlib/job.sql",
                "'jdbc.driver' = 'com.oceanbase.jdbc.Driver'\n".getBytes(StandardCharsets.UTF_8));
        assertThat(image.problems(Optional.empty())).isEmpty();
    }
}
