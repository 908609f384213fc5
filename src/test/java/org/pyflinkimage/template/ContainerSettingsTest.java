package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.ContainerPort;
import org.pyflinkimage.spec.ContainerSpec;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.DeclaredSettings;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Invocation;
import org.pyflinkimage.spec.Invocations;
import org.pyflinkimage.spec.JobAttachments;
import org.pyflinkimage.spec.JobEntry;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.spec.Switch;
import org.pyflinkimage.value.UnixPath;

class ContainerSettingsTest {

    @Test
    void startsAsTheOfficialImagesDo() {
        ContainerSettings settings = ContainerSettings.of(Specs.spec("2.3.0"));

        assertThat(settings.entrypoint()).containsExactly("/docker-entrypoint.sh");
        assertThat(settings.command()).containsExactly("help");
        assertThat(settings.user()).hasToString("9999:9999");
        assertThat(settings.ports()).hasToString("[6123/tcp, 8081/tcp]");
        assertThat(settings.workingDirectory().value()).isEqualTo("/opt/flink");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                              | ''             | /docker-entrypoint.sh            | help
            ''                              | standalone-job | /docker-entrypoint.sh            | standalone-job
            tini -- /docker-entrypoint.sh   | ''             | tini -- /docker-entrypoint.sh    | help
            /usr/bin/python3 -m app         | ''             | /usr/bin/python3 -m app          | ''
            /usr/bin/python3 -m app         | --port 1       | /usr/bin/python3 -m app          | --port 1
            """)
    void declaredEntrypointAndCommandTakeTheirPlaces(String entrypoint, String command, String runs, String with) {
        ImageSpec plain = Specs.spec("2.3.0");
        ContainerSettings settings =
                ContainerSettings.of(Invocations.running(plain, new Invocation(words(entrypoint), words(command))));

        assertThat(settings.entrypoint()).containsExactlyElementsOf(words(runs));
        assertThat(settings.command()).containsExactlyElementsOf(words(with));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    @Test
    void pathHasThePythonOfTheVirtualEnvironmentFirst() {
        Map<String, String> environment =
                ContainerSettings.of(Specs.spec("2.3.0")).environment();

        assertThat(environment.get("PATH"))
                .startsWith("/opt/venv/bin:/usr/local/bin:/opt/flink/bin:/opt/java/openjdk/bin:")
                .contains(":/usr/bin:");
        assertThat(environment)
                .containsEntry("FLINK_HOME", "/opt/flink")
                .containsEntry("JAVA_HOME", "/opt/java/openjdk")
                .containsEntry("LANG", "C.UTF-8")
                .containsEntry("PYTHONPYCACHEPREFIX", "/tmp/pycache");
    }

    @Test
    void uponABaseItsSettingsComeFirstAndTheImagesWin() {
        BaseSettings base = new BaseSettings(
                new TreeMap<>(Map.of(
                        "PATH", "/own/bin::/usr/bin:/own/sbin", "LANG", "de_DE", "OWN", "yes", "JAVA_HOME", "/gone")),
                new TreeSet<>(List.of(ContainerPort.tcp(5005))),
                new TreeSet<>(List.of(UnixPath.of("/data"))),
                UnixPath.of("/usr/lib/jvm/java"),
                List.of("/team.sh"),
                List.of("serve"),
                UnixPath.of("/app"));

        ContainerSettings settings = ContainerSettings.of(Specs.spec("2.3.0"), base);

        assertThat(settings.environment())
                .containsEntry("OWN", "yes")
                .containsEntry("LANG", "C.UTF-8")
                .containsEntry("JAVA_HOME", "/usr/lib/jvm/java")
                .containsEntry(
                        "PATH",
                        "/opt/venv/bin:/usr/local/bin:/opt/flink/bin:/usr/lib/jvm/java/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin"
                                + ":/own/bin:/own/sbin");
        assertThat(settings.ports()).hasToString("[5005/tcp, 6123/tcp, 8081/tcp]");
        assertThat(settings.volumes()).hasToString("[/data]");
        assertThat(settings.entrypoint()).containsExactly("/docker-entrypoint.sh");
        assertThat(settings.command()).containsExactly("help");
        assertThat(settings.workingDirectory()).hasToString("/opt/flink");
    }

    @Test
    void entrypointOfTheBaseHasItsCommandUnlessOneIsDeclared() {
        BaseSettings base = new BaseSettings(
                new TreeMap<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                UnixPath.of("/usr/lib/jvm/java"),
                List.of("/team.sh", "--now"),
                List.of("serve"),
                UnixPath.of("/app"));
        ImageSpec plain = Specs.spec("2.3.0");

        ContainerSettings undeclared =
                ContainerSettings.of(Invocations.running(plain, Invocation.ofBase(List.of())), base);
        ContainerSettings declared =
                ContainerSettings.of(Invocations.running(plain, Invocation.ofBase(List.of("jobmanager"))), base);

        assertThat(undeclared.entrypoint()).containsExactly("/team.sh", "--now");
        assertThat(undeclared.command()).containsExactly("serve");
        assertThat(undeclared.workingDirectory()).hasToString("/app");
        assertThat(declared.entrypoint()).containsExactly("/team.sh", "--now");
        assertThat(declared.command()).containsExactly("jobmanager");
    }

    @ParameterizedTest
    @CsvSource({"1.16.3, ON, true", "1.17.1, ON, true", "1.17.1, OFF, false", "1.18.1, ON, false", "2.3.0, ON, false"})
    void theWarningThatOldFlinksTakeForPipsVersionIsSilent(String flink, Switch pip, boolean silent) {
        ImageSpec spec = Specs.spec(flink);
        DeclaredPython python = spec.python().withPip(pip);

        Map<String, String> environment = ContainerSettings.of(
                        spec.with(spec.contents().withPython(python)))
                .environment();

        assertThat(environment.get("PYTHONWARNINGS"))
                .isEqualTo(
                        silent
                                ? "ignore:pkg_resources is deprecated as an API,ignore:setup.py install is deprecated"
                                : null);
    }

    @Test
    void declaredVariablesAndUserComeBeforeTheBuildsOwn() {
        ContainerSpec container =
                new ContainerSpec(Map.of("TZ", "UTC", "LANG", "de_DE.UTF-8"), ContainerUser.parse("12345:0"));
        ImageSpec spec = Specs.spec("2.3.0").with(DeclaredSettings.standard().withContainer(container));

        ContainerSettings settings = ContainerSettings.of(spec);

        assertThat(settings.user()).hasToString("12345:0");
        assertThat(settings.environment())
                .containsEntry("TZ", "UTC")
                .containsEntry("LANG", "de_DE.UTF-8")
                .containsEntry("FLINK_HOME", "/opt/flink");
    }

    @Test
    void declaredPortsComeBesideFlinks() {
        ContainerSettings settings = ContainerSettings.of(Specs.withFolders("2.3.0"));

        assertThat(settings.ports()).hasToString("[5005/udp, 6123/tcp, 8081/tcp, 9249/tcp]");
        assertThat(settings.volumes()).hasToString("[/data/a, /data/b]");
        assertThat(settings.workingDirectory()).hasToString("/srv/work");
    }

    @Test
    void modulesOfTheJobAreFoundByWorkers() {
        assertThat(pythonPath(Optional.empty())).isEqualTo("/opt/flink/usrlib");
        assertThat(pythonPath(Specs.job("main.py"))).isEqualTo("/opt/flink/usrlib");
        assertThat(pythonPath(Specs.job("jobs/daily/main.py")))
                .isEqualTo("/opt/flink/usrlib/jobs/daily:/opt/flink/usrlib");
        assertThat(pythonPath(Specs.job("x.py").map(job -> job.with(new JobEntry.Module("src.app", "src/app.py")))))
                .isEqualTo("/opt/flink/usrlib");
        assertThat(pythonPath(Specs.job("a/x.py")
                        .map(job -> job.with(
                                new JobAttachments(List.of("l/b.zip", "own"), List.of(), List.of("l/c.jar"))))))
                .isEqualTo("/opt/flink/usrlib/a:/opt/flink/usrlib:/opt/flink/usrlib/l/b.zip:/opt/flink/usrlib/own");
    }

    @Test
    void labelsNameTheVersionsAndDeclaredOnesWin() {
        ImageSpec spec = Specs.spec("1.17.1");

        SortedMap<String, String> labels = ImageLabels.of(spec, Specs.plan(spec));

        assertThat(labels)
                .containsEntry("org.opencontainers.image.title", "word-count")
                .containsEntry("org.opencontainers.image.version", "1.17.1-java11")
                .containsEntry("org.opencontainers.image.created", "2026-11-01T12:00:00Z")
                .containsEntry("org.pyflinkimage.flink", "1.17.1")
                .containsEntry("org.pyflinkimage.java", "11")
                .containsEntry("org.pyflinkimage.python", "3.9.2");
        assertThat(ImageLabels.annotations(spec, labels))
                .containsKey("org.opencontainers.image.title")
                .allSatisfy((name, value) -> assertThat(name).startsWith("org.opencontainers.image."));
    }

    @Test
    void declaredAnnotationsWinAndLabelsStayAsTheyAre() {
        ImageSpec plain = Specs.spec("1.17.1");
        ImageSpec spec = plain.with(plain.settings()
                .withAnnotations(Map.of("org.opencontainers.image.title", "Words", "com.example.team", "data")));
        SortedMap<String, String> labels = ImageLabels.of(spec, Specs.plan(spec));

        assertThat(labels)
                .containsEntry("org.opencontainers.image.title", "word-count")
                .doesNotContainKey("com.example.team");
        assertThat(ImageLabels.annotations(spec, labels))
                .containsEntry("org.opencontainers.image.title", "Words")
                .containsEntry("org.opencontainers.image.version", "1.17.1-java11")
                .containsEntry("com.example.team", "data");
    }

    private static String pythonPath(Optional<JobSpec> job) {
        ImageSpec spec = Specs.spec("2.3.0", Map.of(), job);
        return ContainerSettings.of(spec).environment().get("PYTHONPATH");
    }
}
