package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.jar.ClassFile;
import org.pyflinkimage.jar.JarBytes;
import org.pyflinkimage.jar.Service;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;

/** Images with Flink's JDBC connector, as its releases lay their classes out, and jobs that connect to databases. */
class MissingDriversTest extends JdbcFixture {

    @Test
    void connectorWithoutAnyDriverIsTold() {
        wholeConnector();

        assertThat(problem().toText())
                .contains(
                        "[PYF-900] `connector-1.0.jar` connects to databases, and no jar brings a driver",
                        "that of your database, beside the others in `<connectors>` (`-Dpyflink.connectors` would replace those), such as"
                                + " `<connector>com.mysql:mysql-connector-j:",
                        "</connector>` for `jdbc:postgresql:`",
                        "<connector>com.oracle.database.jdbc:ojdbc11:",
                        "<rules><PYF-900>off</PYF-900></rules>")
                .doesNotContain("ojdbc8");
    }

    @Test
    void driversAreThoseThatTheJavaReads() {
        image.ofJava("8");
        wholeConnector();

        assertThat(image.problems(Optional.empty()))
                .filteredOn(problem -> problem.code().equals("PYF-900"))
                .singleElement()
                .extracting(Problem::toText, STRING)
                .contains("ojdbc8", "mssql-jdbc:13.6.2.jre8")
                .doesNotContain("ojdbc11", "trino");
    }

    @Test
    void anyDriverMayBeTheOneThatIsMeant() {
        wholeConnector();
        jar(LIB + "driver.jar", new JarBytes().service(Service.DRIVER, "com.example.Driver"));

        assertNothingIsSaid();
    }

    @Test
    void driverOfTheJobsAddressIsNamed() {
        wholeConnector();
        jar(LIB + "driver.jar", new JarBytes().service(Service.DRIVER, "com.example.Driver"));
        source("etl/job.py", "t.execute_sql(\"\"\"... 'url' = 'jdbc:postgresql://db:5432/x'\"\"\")\n");

        assertThat(problem().toText())
                .contains(
                        "[PYF-900] `etl/job.py` connects to `jdbc:postgresql:`, and no jar brings its driver\n",
                        "`ClassNotFoundException: org.postgresql.Driver` or `No suitable driver found for jdbc:postgresql:…`",
                        "<connector>org.postgresql:postgresql:")
                .doesNotContain("ojdbc");
    }

    @Test
    void eachDatabaseIsToldOnce() {
        wholeConnector();
        source("a.sql", "... 'jdbc:mysql://a' ... 'jdbc:mysql://b'\n");
        source("b.sql", "... 'jdbc:mysql://c' ... 'jdbc:oracle:thin:@d'\n");

        assertThat(image.problems(Optional.empty()))
                .extracting(Problem::what)
                .containsExactly(
                        "`a.sql` connects to `jdbc:mysql:`, and no jar brings its driver",
                        "`b.sql` connects to `jdbc:oracle:`, and no jar brings its driver");
    }

    @ParameterizedTest
    @CsvSource({
        "mysql, com.mysql.cj.jdbc.Driver",
        "mysql, com.mysql.jdbc.Driver",
        "mysql, org.mariadb.jdbc.MariaDbConnection",
        "postgresql, org.postgresql.Driver",
        "oracle, oracle.jdbc.OracleDriver",
        "sqlserver, com.microsoft.sqlserver.jdbc.SQLServerDriver",
        "db2, com.ibm.db2.jcc.DB2Driver",
        "derby, org.apache.derby.jdbc.AutoloadedDriver",
        "derby, org.apache.derby.iapi.jdbc.AutoloadedDriver",
        "crate, io.crate.client.jdbc.CrateDriver",
        "trino, io.trino.jdbc.TrinoDriver",
        "oceanbase, com.oceanbase.jdbc.Driver",
        "unknown, com.example.Driver"
    })
    void driverThatIsThereIsKnownByItsClass(String word, String driver) {
        wholeConnector();
        source("job.py", "URL = 'jdbc:" + word + "://db/x'\n");
        driver(driver);
        if (word.equals("unknown")) {
            jar(LIB + "other.jar", new JarBytes().service(Service.DRIVER, driver));
        }

        assertNothingIsSaid();
    }

    /** MariaDB's driver takes addresses of MySQL since 3.0 only where they ask for it. */
    @ParameterizedTest
    @CsvSource({"jdbc:mysql://db/x?permitMysqlScheme, 0", "jdbc:mysql://db/x, 1"})
    void driverThatHasToBeAskedIsThereWhereItIsAsked(String address, int problems) {
        wholeConnector();
        source("job.py", "URL = '" + address + "'\n");
        driver("org.mariadb.jdbc.Driver");

        assertThat(image.problems(Optional.empty())).hasSize(problems);
    }

    /** What connects may be a library of Python that has a JVM of its own. */
    @Test
    void addressAloneIsNoConnectionOfFlinks() {
        jar(JarImage.CONNECTOR, factory("a/Other", "other"));
        source("job.py", "'jdbc:postgresql://db/x'\n");

        assertNothingIsSaid();
    }

    @Test
    void driverInAPluginIsNotFoundByTheConnector() {
        wholeConnector();
        jar("/opt/flink/plugins/db/driver.jar", new JarBytes().with(ClassFile.named("org/postgresql/Driver")));

        assertThat(problem().toText()).contains("no jar brings a driver");
    }

    @Test
    void jobsOwnDriverCounts() {
        wholeConnector();
        image.add(
                LayerKind.JOB,
                "/opt/flink/usrlib/driver.jar",
                new JarBytes().with(ClassFile.named("org/postgresql/Driver")).bytes());
        source("job.py", "'jdbc:postgresql://db/x'\n");

        assertNothingIsSaid();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# 'jdbc:postgresql://db/x'",
                "  -- 'jdbc:postgresql://db/x'",
                "url = 'myjdbc:postgresql://db/x'",
                "url = f'jdbc:{kind}://db/x'"
            })
    void whatIsNoAddressIsNone(String line) {
        driver("com.mysql.cj.jdbc.Driver");
        wholeConnector();
        source("job.py", line + "\n");

        assertNothingIsSaid();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env.add_jars('file:///mnt/driver.jar')",
                "env.add_classpaths('file:///mnt/driver.jar')",
                "config.set_string('pipeline.jars', x)",
                "config.set_string('pipeline.classpaths', x)",
                "ADD JAR '/mnt/driver.jar'"
            })
    void jobThatBringsJarsFromElsewhereMayBringADriver(String line) {
        wholeConnector();
        source("job.py", line + "\nurl = 'jdbc:postgresql://db/x'\n");

        assertNothingIsSaid();
    }

    @Test
    void connectorThatIsForOneDatabaseNeedsItsDriver() {
        jar(JarImage.CONNECTOR, factory("a/MySql", "mysql-cdc"));

        assertThat(problem().toText())
                .contains(
                        "[PYF-900] `mysql-cdc` of `connector-1.0.jar` connects to a database, and no jar brings its driver",
                        "<connector>com.mysql:mysql-connector-j:");

        driver("com.mysql.cj.jdbc.Driver");
        assertNothingIsSaid();
    }

    @Test
    void nothingIsSaidWhereAJarCannotBeRead() {
        wholeConnector();
        image.add(LayerKind.CONNECTORS, LIB + "driver.jar", new byte[] {1, 2, 3});

        assertNothingIsSaid();
    }

    @Test
    void sourcesAreNotReadWhereThereAreNoOtherJars() {
        Content absent = new Content.Stored(folder.resolve("absent"), 0, 1, "absent");
        image.add(LayerKind.JOB, "/opt/flink/usrlib/job.py", absent);

        assertNothingIsSaid();
    }

    @Test
    void whatIsKeptIsOfTheJobsAddresses() {
        Optional<Sha256> code = Optional.of(Sha256.of("this plugin"));
        wholeConnector();
        driver("com.mysql.cj.jdbc.Driver");
        assertThat(image.problems(code)).isEmpty();

        source("job.py", "'jdbc:postgresql://db/x'\n");

        assertThat(image.problems(code)).hasSize(1);
    }
}
