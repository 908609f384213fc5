package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.jar.ClassFile;
import org.pyflinkimage.jar.JarBytes;
import org.pyflinkimage.jar.Service;
import org.pyflinkimage.value.Problem;

/** Images with Flink's JDBC connector as it is since 3.3, with a core and dialects in jars of their own. */
class JdbcDialectsTest extends JdbcFixture {

    private static final String CORE = "org/apache/flink/connector/jdbc/core/table/JdbcDynamicTableFactory";

    private void core() {
        image.tiny.addJar("org.apache.flink:flink-connector-jdbc-core:4.0.0-2.0", "x");
        jar(LIB + "flink-connector-jdbc-core-4.0.0-2.0.jar", factory(CORE, "jdbc"));
    }

    @Test
    void dialectInAJarOfItsOwnIsMissedToo() {
        core();
        source("job.py", "'jdbc:postgresql://db/x'\n");

        assertThat(problem().toText())
                .contains(
                        "`job.py` connects to `jdbc:postgresql:`, and no jar brings its driver, nor Flink's dialect for it",
                        "`Could not find any jdbc factory that can handle url`",
                        "</connector>` and `<connector>org.apache.flink:flink-connector-jdbc-postgres:4.0.0-2.0</connector>`");
    }

    @Test
    void dialectAloneIsMissed() {
        core();
        driver("org.postgresql.Driver");
        source("job.py", "'jdbc:postgresql://db/x'\n");

        assertThat(problem().toText())
                .contains("connects to `jdbc:postgresql:`, and no jar brings Flink's dialect for it")
                .doesNotContain("No suitable driver", "<connector>org.postgresql");

        dialect("postgres");
        assertNothingIsSaid();
    }

    @Test
    void dialectComesInTheVersionOfTheConnector() {
        core();
        driver("com.mysql.cj.jdbc.Driver");
        source("job.py", "'jdbc:mysql://db/x'\n");

        assertThat(problem().toText())
                .contains("beside the others in `<connectors>` (`-Dpyflink.connectors` would replace those):"
                        + " `<connector>org.apache.flink:flink-connector-jdbc-mysql:4.0.0-2.0</connector>`"
                        + " (the connector's version; whether a repository has it is not known here)");
    }

    @Test
    void versionOfAConnectorThatNobodyDeclaredIsNotMadeUp() {
        jar(LIB + "flink-connector-jdbc-core-4.0.0-2.0.jar", factory(CORE, "jdbc"));
        driver("com.mysql.cj.jdbc.Driver");
        source("job.py", "'jdbc:mysql://db/x'\n");

        assertThat(problem().toText())
                .contains(
                        "`flink-connector-jdbc-mysql` in a version for Flink 2.2, if there is one; none is known here")
                .doesNotContain("flink-connector-jdbc-mysql:");
    }

    /** The real jars end so. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            crate     | io.crate.client.jdbc.CrateDriver | cratedb postgres       | postgres
            oceanbase | com.oceanbase.jdbc.Driver        | oceanbase mysql oracle | mysql
            """)
    void dialectsThatAnotherBuildsUponAreMissedToo(String word, String driver, String dialects, String first) {
        core();
        driver(driver);
        source("job.py", "'jdbc:" + word + "://db/x'\n");
        List<String> needed = List.of(dialects.split(" "));
        assertThat(problem().toText())
                .contains("no jar brings Flink's dialect for it\n")
                .contains(needed.stream()
                        .map(one ->
                                "<connector>org.apache.flink:flink-connector-jdbc-" + one + ":4.0.0-2.0</connector>")
                        .toList());

        dialect(needed.get(0));
        assertThat(problem().toText())
                .contains(
                        "no jar brings all that Flink's dialect for it builds upon\n",
                        "`NoClassDefFoundError: org/apache/flink/connector/jdbc/" + first + "/…`")
                .doesNotContain("-" + needed.get(0) + ":4.0.0-2.0<");

        needed.forEach(this::dialect);
        assertNothingIsSaid();
    }

    /** Whatever its address says, or who says it. */
    @Test
    void dialectIsNothingWithoutTheOneThatItBuildsUpon() {
        core();
        dialect("cratedb");

        assertThat(problem().toText())
                .contains(
                        "[PYF-900] `flink-connector-jdbc-cratedb-4.0.0-2.0.jar` has Flink's dialect for `jdbc:crate:`,"
                                + " and no jar brings its driver, nor all that Flink's dialect for it builds upon\n",
                        "<connector>io.crate:crate-jdbc:",
                        "<connector>org.apache.flink:flink-connector-jdbc-postgres:4.0.0-2.0</connector>");
    }

    @Test
    void dialectIsNothingWithoutTheConnector() {
        image.tiny.addJar("org.apache.flink:flink-connector-jdbc-postgres:4.0.0-2.0", "x");
        dialect("postgres");
        driver("org.postgresql.Driver");

        assertThat(problem().toText())
                .contains(
                        "[PYF-900] `flink-connector-jdbc-postgres-4.0.0-2.0.jar` has Flink's dialect for `jdbc:postgresql:`,"
                                + " and no jar brings the connector\n",
                        "`Could not find any factory for identifier 'jdbc'`",
                        "<connector>org.apache.flink:flink-connector-jdbc-core:4.0.0-2.0</connector>")
                .doesNotContain("No suitable driver");
    }

    @Test
    void driverIsMissedWithTheConnector() {
        dialect("mysql");
        driver("org.postgresql.Driver");
        assertThat(problem().toText()).contains("no jar brings the connector\n");

        source("job.py", "'jdbc:mysql://db/x'\n");
        assertThat(problem().toText())
                .contains("no jar brings the connector, nor its driver\n", "<connector>com.mysql:mysql-connector-j:");
    }

    /** It has all dialects inside, and looks for no other. */
    @Test
    void dialectBesideTheConnectorAsItWasIsTooMuchAtMost() {
        wholeConnector();
        dialect("cratedb");
        driver("io.crate.client.jdbc.CrateDriver");

        assertNothingIsSaid();
    }

    @Test
    void driversAreThoseOfTheDialects() {
        core();
        dialect("postgres");

        assertThat(problem().toText())
                .contains("no jar brings a driver", ", such as `<connector>org.postgresql:postgresql:")
                .doesNotContain("mysql", "-postgres:");
    }

    @Test
    void connectorWithoutAnythingNeedsBoth() {
        core();

        assertThat(problem().toText())
                .contains(
                        "no jar brings a driver",
                        "</connector>` and `<connector>org.apache.flink:flink-connector-jdbc-postgres:4.0.0-2.0</connector>` for `jdbc:postgresql:`");
    }

    @Test
    void driverThatNoJavaOfTheImageReadsIsNotNamed() {
        image.ofJava("8");
        core();
        dialect("trino");

        assertThat(image.problems(Optional.empty()))
                .filteredOn(problem -> problem.code().equals("PYF-900"))
                .singleElement()
                .extracting(Problem::toText, STRING)
                .contains("that of your database, beside the others")
                .doesNotContain("such as");
    }

    /** Nobody says an address: it may be given at run time. */
    @ParameterizedTest
    @CsvSource({"org.postgresql.Driver, 1", "org.apache.derby.jdbc.AutoloadedDriver, 0", "com.example.Own, 0"})
    void connectorWithADriverAloneNeedsItsDialect(String driver, int problems) {
        core();
        jar(
                LIB + "driver.jar",
                new JarBytes().service(Service.DRIVER, driver).with(ClassFile.named(driver.replace('.', '/'))));

        assertThat(image.problems(Optional.empty()))
                .hasSize(problems)
                .allSatisfy(problem -> assertThat(problem.toText())
                        .contains(
                                "`flink-connector-jdbc-core-4.0.0-2.0.jar` has the driver for `jdbc:postgresql:` beside it,"
                                        + " and no jar brings Flink's dialect for it",
                                "<connector>org.apache.flink:flink-connector-jdbc-postgres:4.0.0-2.0</connector>"));
    }

    private void dialect(String word) {
        jar(
                LIB + "flink-connector-jdbc-" + word + "-4.0.0-2.0.jar",
                new JarBytes().with(ClassFile.named("org/apache/flink/connector/jdbc/" + word + "/database/Factory")));
    }

    @ParameterizedTest
    @CsvSource({
        "org.apache.flink.connector.jdbc.core.database.JdbcFactory, com.example.Own, 0",
        "org.apache.flink.connector.jdbc.dialect.JdbcDialectFactory, com.example.Own, 0",
        "org.apache.flink.connector.jdbc.core.database.JdbcFactory, org.apache.flink.connector.jdbc.core.Own, 1",
        "com.example.Other, com.example.Own, 1"
    })
    void ownDialectMayBeTheOneThatIsMeant(String contract, String implementation, int problems) {
        core();
        driver("org.postgresql.Driver");
        source("job.py", "'jdbc:postgresql://db/x'\n");
        jar(LIB + "own.jar", new JarBytes().service(contract, implementation));

        assertThat(image.problems(Optional.empty())).hasSize(problems);
    }

    /** It connects by its driver alone. */
    @Test
    void connectorThatIsForOneDatabaseNeedsNoDialect() {
        jar(JarImage.CONNECTOR, factory("a/MySql", "mysql-cdc"));
        core();
        dialect("postgres");
        jar(
                LIB + "drivers.jar",
                new JarBytes()
                        .with(ClassFile.named("org/postgresql/Driver"))
                        .with(ClassFile.named("com/mysql/cj/jdbc/Driver")));
        source("job.py", "'connector' = 'mysql-cdc' ... 'jdbc:postgresql://db/x'\n");

        assertNothingIsSaid();
    }

    @Test
    void derbysDialectIsInTheConnector() {
        core();
        driver("org.apache.derby.jdbc.AutoloadedDriver");
        source("job.py", "'jdbc:derby:memory:x'\n");

        assertNothingIsSaid();
    }
}
