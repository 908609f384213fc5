package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in an image, looked at from inside by programs that have no part in building it. */
@ParameterizedClass(name = "{0}")
@EnumSource(BuiltProject.class)
@ExtendWith(LoadedImages.Resolver.class)
@TestInstance(Lifecycle.PER_CLASS)
class ContentIT {

    private static final String PIP = "/mnt/pip.whl";
    private static final String TRUST = "/mnt/trust";

    /** What Debian itself gives another user's rights: passwords, mounts, terminals, mail spools. */
    private static final List<String> SET_USER_ID_IN_DEBIAN = List.of(
            "chage",
            "chfn",
            "chsh",
            "expiry",
            "gpasswd",
            "mount",
            "newgrp",
            "passwd",
            "su",
            "umount",
            "unix_chkpwd",
            "wall");

    @Parameter
    private BuiltProject project;

    private Container container;

    @BeforeParameterizedClassInvocation
    void start(BuiltProject built, LoadedImages images) {
        Path pip = HostPython.pipWheel();
        Path trust = TrustCheck.compile();
        container =
                images.of(built).container().mount(pip, PIP).mount(trust, TRUST).start("sleep", "infinity");
    }

    @AfterParameterizedClassInvocation
    void stop() {
        if (container != null) {
            container.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"python", "python3", "java", "flink", "sh", "bash", "tini"})
    void programIsOnThePath(String program) {
        assertThat(container.exec("sh", "-c", "command -v " + program)).startsWith("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"python", "python3"})
    void pythonIsTheOneAskedFor(String python) {
        assertThat(container.exec(python, "--version"))
                .isEqualTo("Python " + project.plan().required("pythonVersion").asText());
        assertThat(container.exec(python, "-c", "import sys; print(sys.prefix)"))
                .isEqualTo("/opt/venv");
    }

    @Test
    void javaIsTheOneAskedFor() {
        assertThat(container.command("java", "-version").succeed().errors())
                .contains("version \"" + project.java() + ".");
        assertThat(container.exec("sh", "-c", "\"$JAVA_HOME/bin/java\" -version 2>&1"))
                .contains("version \"" + project.java() + ".");
    }

    @Test
    void flinkIsTheOneAskedFor() {
        assertThat(container.exec("flink", "--version")).contains("Version: " + project.flink());
    }

    /** Without Flink's SQL gateway it ends before it reads a statement. */
    @Test
    void sqlClientRunsStatements() {
        assertThat(container.exec(
                        "sh", "-c", "echo 'SHOW DATABASES;' > /tmp/query.sql && sql-client.sh -f /tmp/query.sql"))
                .contains("default_database");
    }

    @Test
    void packagesOfPyFlinkCanBeImported() {
        assertThat(container.exec("python", "-c", "import pyflink, apache_beam, pemja; print('imported')"))
                .isEqualTo("imported");
    }

    @Test
    void installedDistributionsAreThoseOfTheLockFile() {
        List<String> locked = elements("distributions")
                .map(distribution -> distribution.required("name").asText() + " "
                        + distribution.required("version").asText())
                .sorted()
                .toList();

        assertThat(container.python("installed_distributions.py").lines()).containsExactlyElementsOf(locked);
    }

    @Test
    void installedDistributionsFitEachOther() {
        Command.Outcome outcome = container
                .command("env", "PYTHONPATH=" + PIP, "PYTHONDONTWRITEBYTECODE=1", "python", "-m", "pip", "check")
                .run();

        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.output()).contains("No broken requirements found");
    }

    @Test
    void everyInstalledFileIsAsItsRecordSays() {
        assertThat(container.python("verify_records.py", project.sitePackages()))
                .startsWith("verified ");
    }

    @Test
    void packageStatusListsTheLockedPackages() {
        List<String> locked = elements("debs")
                .map(deb -> deb.required("name").asText() + " "
                        + deb.required("version").asText())
                .sorted()
                .toList();

        assertThat(container.python("installed_packages.py").lines()).containsExactlyElementsOf(locked);
    }

    @Test
    void osReleaseNamesTheSuite() {
        assertThat(container.exec("cat", "/etc/os-release"))
                .contains("VERSION_CODENAME=" + project.plan().required("suite").asText());
    }

    @Test
    void noProgramHasRightsThatDebianDoesNotGiveIt() {
        List<String> programs = container
                .execAsRoot("find", "/", "-xdev", "-perm", "/6000", "-type", "f")
                .lines()
                .map(program -> program.substring(program.lastIndexOf('/') + 1))
                .toList();

        assertThat(SET_USER_ID_IN_DEBIAN).containsAll(programs);
    }

    @Test
    void nothingButTheTemporaryFoldersCanBeWrittenByEverybody() {
        assertThat(container
                        .execAsRoot("find", "/", "-xdev", "-perm", "-0002", "!", "-type", "l")
                        .lines())
                .allMatch(path -> path.matches("/(var/|run/|dev/)?(tmp|lock|shm|mqueue)"));
    }

    @Test
    void noSymbolicLinkOfFlinkOrPythonLeadsNowhere() {
        assertThat(container.execAsRoot("find", "/opt", "/usr/bin", "-xdev", "-xtype", "l"))
                .isEmpty();
    }

    @Test
    void javaAndOpenSslTrustTheAuthoritiesOfTheSystem() {
        String count = container.exec("grep", "-c", "BEGIN CERTIFICATE", "/etc/ssl/certs/ca-certificates.crt");
        // Python asks OpenSSL, which looks for an authority when it meets one; so every one is presented to it.
        String verify = "openssl verify -no_check_time /usr/share/ca-certificates/*/*.crt 2>&1 | grep -c ': OK$'";

        assertThat(Integer.parseInt(count)).isGreaterThan(100);
        assertThat(container.exec("java", "-cp", TRUST, TrustCheck.CLASS)).isEqualTo(count);
        assertThat(container.exec("sh", "-c", verify)).isEqualTo(count);
        assertThat(container.exec("python", "-c", "import ssl; print(ssl.get_default_verify_paths().openssl_capath)"))
                .isEqualTo("/usr/lib/ssl/certs");
    }

    @Test
    void flinkLiesInTheImageOnce() {
        String jar = "flink-dist-" + project.flink() + ".jar";

        assertThat(container
                        .execAsRoot("find", "/", "-xdev", "-name", jar, "-type", "f")
                        .lines())
                .containsExactly("/opt/flink/lib/" + jar);
        assertThat(container.exec("readlink", "-f", project.sitePackages() + "/pyflink/lib"))
                .isEqualTo("/opt/flink/lib");
    }

    @Test
    void noFileOfFlinksDistributionIsMissing() {
        assertThat(FlinkFiles.missingIn(container, project.flink())).isEmpty();
    }

    private Stream<JsonNode> elements(String list) {
        return StreamSupport.stream(project.plan().required(list).spliterator(), false);
    }
}
