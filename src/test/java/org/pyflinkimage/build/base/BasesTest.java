package org.pyflinkimage.build.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.inspect.ForeignImage;
import org.pyflinkimage.inspect.ForeignLayer;
import org.pyflinkimage.inspect.inventory.SampleBase;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;

/** What is thought of bases as they are published, by somebody who wants Flink 2.2.1, Java 17 and Python 3.11 of bookworm. */
class BasesTest extends DockerfileBaseFixture {

    private static final Sha256 SUM = Sha256.of("x");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DEBIAN         | ''
            OLD_DEBIAN     | PYF-910 warning
            UBUNTU         | PYF-910 error
            TESTING        | PYF-910 warning
            DERIVED        | PYF-910 warning
            FLINK          | PYF-910 error, PYF-915 error
            FLINK_WITH_JDK | PYF-922 note, PYF-916 note
            PYTHON         | PYF-919 note
            PYFLINK        | PYF-920 warning
            JAVA8          | PYF-923 warning, PYF-917 note
            DISTROLESS     | PYF-913 error
            ALPINE         | PYF-911 error
            CENTOS         | PYF-910 error, PYF-912 error
            FEDORA         | PYF-910 error
            EMPTY          | PYF-910 error
            """)
    void baseIsJudgedByWhatTheDockerfileDoesWithIt(SampleBase base, String findings) {
        assertThat(summary(problems(base, withWheels()))).isEqualTo(findings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OLD_DEBIAN     | PYF-910 | is Debian GNU/Linux 11 (bullseye), the image's packages are of bookworm | Debian bullseye: Python 3.9 | -Dpyflink.base=debian:bookworm-slim
            OLD_DEBIAN     | PYF-910 | is Debian GNU/Linux 11 (bullseye) | Debian bullseye | -Dpyflink.python=3.9
            EMPTY          | PYF-910 | is a system that does not say which it is | with apt | leave `<base>` (-Dpyflink.base) out
            ALPINE         | PYF-911 | has musl 1.2.5-r0, PyFlink needs glibc | bookworm | -Dpyflink.base=debian:bookworm-slim
            CENTOS         | PYF-912 | has glibc 2.17, the wheels of the image need 2.28 | no package | -Dpyflink.base=debian:bookworm-slim
            DISTROLESS     | PYF-913 | has no `apt-get`, `bash`, `groupadd`, `useradd` | as root | -Dpyflink.base=debian:bookworm-slim
            FLINK          | PYF-915 | has Flink 1.20.0 in /opt/flink, where the image is to have Flink 2.2.1 | over `plugins` the build ends | -Dpyflink.flink=1.20.0
            FLINK_WITH_JDK | PYF-916 | has no Java 17 | Java 11.0.25 (JDK) in /usr/lib/jvm/java-11 | -Dpyflink.java=11
            JAVA8          | PYF-917 | no Java where its `JAVA_HOME` leads: `/usr/lib/jvm/none` | Java 1.8.0_432 (JDK) in /opt/jdk8 | `JAVA_HOME` is a JDK
            JAVA8          | PYF-923 | has Java 1.8.0_432 (JDK) in /opt/jdk8 by the name `/usr/local/bin/java`, the image's is Java 17 | finds the base's first | without `/usr/local/bin/java`
            PYTHON         | PYF-919 | has Python 3.9 in /usr/local, the image gets Python 3.11 | `/usr/local/bin/python3.9` | -Dpyflink.python=3.9
            PYFLINK        | PYF-920 | has PyFlink 1.18.1 in `/usr/local/lib/python3.11/dist-packages`, the image gets PyFlink 2.2.1 | `/usr/bin/python3.11` | `/opt/venv/bin/python`
            """)
    void whatWasFoundAndWhatToDoIsSaid(SampleBase base, String code, String what, String why, String remedy) {
        Problem problem = problems(base, withWheels()).stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow();

        assertThat(problem.what()).contains("127.0.0.1").contains(what);
        assertThat(problem.why()).anySatisfy(line -> assertThat(line).contains(why));
        assertThat(problem.remedies()).anySatisfy(line -> assertThat(line).contains(remedy));
    }

    /** What is compiled looks for its headers where the base's JAVA_HOME leads. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            JAVA8          | PYF-923 warning, PYF-917 error
            FLINK_WITH_JDK | PYF-922 note, PYF-916 note
            DEBIAN         | ''
            """)
    void javaHomeMattersWherePemjaIsCompiled(SampleBase base, String findings) {
        assertThat(summary(problems(base, withPemja()))).isEqualTo(findings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /opt/jre                               | PYF-918 error
            /opt/jdk/                              | ''
            /opt/java/openjdk                      | ''
            /usr/lib/jvm/java-17-openjdk-amd64/    | ''
            relative                               | PYF-917 error
            /opt/link                              | ''
            """)
    void jreIsNoHomeForACompiler(String home, String findings) {
        ImageReference base = debian(
                "{\"Env\":[\"JAVA_HOME=%s\"]}".formatted(home),
                "opt/jre/bin/java",
                "opt/jre/release = JAVA_VERSION=\"17.0.1\"",
                "opt/jdk/bin/java",
                "opt/jdk/bin/javac",
                "opt/jdk/release = JAVA_VERSION=\"17.0.1\"",
                "usr/lib/jvm/java-17-openjdk-amd64/bin/java",
                "usr/lib/jvm/java-17-openjdk-amd64/release = JAVA_VERSION=\"17.0.1\"",
                "opt/link -> /usr/lib/jvm/java-17-openjdk-amd64");

        List<Problem> found = bases().problems(base, withPemja());

        assertThat(summary(found)).isEqualTo(findings);
        assertThat(found)
                .allSatisfy(problem ->
                        assertThat(problem.toText()).contains("the image's `pemja` has no wheel for Python 3.11"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            usr/local/bin/java -> /opt/jdk/bin/java | 11 | PYF-923 warning
            usr/local/bin/java -> /opt/jdk/bin/java | 17 | ''
            usr/bin/java -> /opt/jdk/bin/java       | 11 | PYF-916 note
            """)
    void otherJavaIsInTheWayWhereTheImagesPathBegins(String link, int java, String findings) {
        ImageReference base = debian(
                "{\"Env\":[\"PATH=/usr/local/bin:/usr/sbin:/usr/bin\"]}",
                link,
                "opt/jdk/bin/java",
                "opt/jdk/release = JAVA_VERSION=\"%s.0.1\"".formatted(java));

        assertThat(summary(bases().problems(base, Plans.empty()))).isEqualTo(findings);
    }

    /** From which apt makes no older one, and whose Python is none of Flink's. */
    @Test
    void newerReleaseOfTheSameMakerIsRefused() {
        ImageReference base = image(
                "newer",
                "{}",
                "etc/os-release = ID=debian\nVERSION_CODENAME=trixie\n",
                "usr/lib/libc.so.6 = GNU C Library (GNU libc) stable release version 2.41.\n");

        assertThat(bases().problems(base, Plans.empty())).singleElement().satisfies(problem -> {
            assertThat(summary(List.of(problem))).isEqualTo("PYF-910 error");
            assertThat(problem.toText()).contains("Debian trixie").doesNotContain("-Dpyflink.python");
        });
    }

    @ParameterizedTest
    @CsvSource({"passwd, ''", "tini, PYF-913 error"})
    void commandsThatAPackageBringsNeedNotBeThere(String name, String findings) {
        ImageReference base = ForeignImage.oci(registry, "team/small")
                .layer(
                        ForeignLayer.of(
                                "usr/bin/bash",
                                "usr/bin/apt-get",
                                "etc/os-release = ID=debian\nVERSION_CODENAME=bookworm\n"),
                        "gzip")
                .tagged("1", "amd64");
        Plan plan = Plans.empty();
        Deb deb = new Deb(name, "1", "amd64", new Location(Source.archive("debian"), "d"), SUM, 1);

        assertThat(summary(
                        bases().problems(base, plan.withContents(plan.contents().withDebs(List.of(deb))))))
                .isEqualTo(findings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            opt/flink/lib/flink-dist-2.2.1.jar                                | ''
            opt/flink/lib/flink-dist-2.2.0.jar                                | PYF-915 error
            opt/flink/lib/flink-dist-2.2.1.jar;opt/flink/plugins/a/a.jar      | ''
            opt/flink/lib/flink-dist-2.2.0.jar;opt/flink/plugins/a/a.jar      | PYF-915 error
            opt/flink/lib/flink-dist-2.2.1.jar;opt/flink/conf/flink-conf.yaml | ''
            opt/flink/lib/connector.jar                                       | PYF-915 error
            opt/flink/opt/a.jar                                               | PYF-915 warning
            opt/flink/plugins/                                                | ''
            opt/flink/usrlib/job.py                                           | ''
            srv/flink/lib/flink-dist-2.2.0.jar;opt/flink -> /srv/flink        | PYF-915 error
            """)
    void flinkInTheWayOfTheImagesStops(String files, String findings) {
        ImageReference base = debian("{}", files.split(";", -1));

        assertThat(summary(bases().problems(base, Plans.empty()))).isEqualTo(findings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flink:x:9999:9999::/:/bin/sh  | flink:x:9999:   | ''
            flink:x:9999:9999::/:/bin/sh  | root:x:0:       | ''
            flink:x:1000:1000::/:/bin/sh  | root:x:0:       | PYF-914 error
            other:x:9999:9999::/:/bin/sh  | root:x:0:       | PYF-914 error
            root:x:0:0::/:/bin/sh         | flink:x:1000:   | PYF-914 error
            root:x:0:0::/:/bin/sh         | users:x:9999:   | PYF-914 error
            root:x:0:0::/:/bin/sh         | root:x:0:       | ''
            damaged                       | :::             | ''
            """)
    void nameAndNumberOfTheImagesUserAreFreeOrGoTogether(String user, String group, String findings) {
        ImageReference base = debian("{}", "etc/passwd = " + user, "etc/group = " + group);

        assertThat(summary(bases().problems(base, Plans.empty()))).isEqualTo(findings);
    }

    /** Ubuntu's own suite, with what is derived of it by the codename that it says. */
    @Test
    void derivedSystemMaySayWhoseSuiteItIs() {
        ImageReference base = image(
                "mint", "{}", "etc/os-release = ID=linuxmint\nID_LIKE=\"ubuntu debian\"\nUBUNTU_CODENAME=jammy\n");

        assertThat(summary(bases().problems(base, ofJammy()))).isEmpty();
        assertThat(summary(bases().problems(SampleBase.UBUNTU.in(registry), ofJammy())))
                .isEmpty();
        assertThat(summary(bases().problems(SampleBase.DEBIAN.in(registry), ofJammy())))
                .isEqualTo("PYF-910 error");
    }

    @Test
    void missingPlatformIsTold() {
        Sha256 arm = ForeignImage.oci(registry, "team/arm")
                .layer(ForeignLayer.of("a"), "gzip")
                .untagged("arm64");
        ImageReference base = ForeignImage.oci(registry, "team/arm").index("1", List.of("linux/arm64"), List.of(arm));

        assertThat(bases().problems(base, Plans.empty()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains("[PYF-921] the base `%s` is no image for linux/amd64".formatted(base))
                        .contains("it is for linux/arm64")
                        .contains("-Dpyflink.base", "-Dpyflink.platforms"));
    }

    /** Some programs write no platform: the builder may take it as it is. */
    @Test
    void imageThatNamesNoPlatformIsTheBuildersToJudge() {
        ImageReference base = ForeignImage.oci(registry, "team/a")
                .layer(ForeignLayer.of("a"), "gzip")
                .tagged("1", "unknown");

        assertThat(bases().problems(base, Plans.empty())).isEmpty();
        assertThat(log.details).singleElement().asString().contains("PYF-337");
    }

    @Test
    void baseThatCannotBeReadIsTheBuildersToJudge() {
        ImageReference none = ImageReference.of(registry.name() + "/team/none:1");
        ImageReference hostile = image("hostile", "{}", "../a = 1");
        registry.requireBasic("jane", "s3cret");
        ImageReference closed = SampleBase.ALPINE.in(registry);

        assertThat(bases().problems(none, Plans.empty())).isEmpty();
        assertThat(bases().problems(hostile, Plans.empty())).isEmpty();
        assertThat(bases().problems(closed, Plans.empty())).isEmpty();
        assertThat(log.details)
                .hasSize(3)
                .allSatisfy(line -> assertThat(line)
                        .matches("The base `127\\.0\\.0\\.1.*` is not looked into: .* \\(PYF-33[0-9]\\)"));
        assertThat(log.warnings).isEmpty();
    }

    @Test
    void offlineNobodyIsAsked() {
        Bases bases = new Bases(
                () -> {
                    throw new AssertionError("no registry is asked");
                },
                true,
                log);

        assertThat(bases.problems(SampleBase.ALPINE.in(registry), Plans.empty()))
                .isEmpty();
        assertThat(log.details).singleElement().asString().contains("this build is offline");
    }

    @Test
    void baseOfSeveralCellsIsReadOnce() {
        ImageReference base = SampleBase.PYTHON.in(registry);
        Bases bases = bases();

        bases.problems(base, Plans.empty());
        assertThat(log.details)
                .containsExactly(
                        "The base `%s` has Debian GNU/Linux 12 (bookworm), glibc 2.36, 2 packages, Python 3.9 in /usr/local"
                                .formatted(base));
        int requests = registry.requests.size();
        Combination other = new Combination(
                new FlinkVersion(2, 2, 1), new JavaVersion(17), new PythonMinor(9), Platform.LINUX_AMD64);
        assertThat(bases.problems(base, Plans.of(other, SUM))).isEmpty();
        assertThat(registry.requests).hasSize(requests);
    }

    @ParameterizedTest
    @EnumSource
    void everyErrorHasAWayOut(SampleBase base) {
        assertThat(problems(base, withPemja())).allSatisfy(problem -> {
            assertThat(problem.remedies()).isNotEmpty();
            assertThat(problem.why()).isNotEmpty();
        });
    }

    private List<Problem> problems(SampleBase base, Plan plan) {
        return bases().problems(base.in(registry), plan);
    }

    private static Plan withWheels() {
        return with(
                wheel("numpy-1.26.4-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"),
                wheel("pyarrow-21.0.0-cp311-cp311-manylinux_2_28_x86_64.whl"),
                wheel("old-1-cp311-cp311-manylinux1_x86_64.whl"),
                wheel("six-1.16.0-py2.py3-none-any.whl"));
    }

    private static Plan withPemja() {
        return with(new Sdist(
                NormalizedName.of("pemja"), "0.5.5", "pemja-0.5.5.tar.gz", new Location(Source.PYTHON, "p"), SUM, 1));
    }

    private static Plan with(Distribution... distributions) {
        Plan plan = Plans.empty();
        return plan.withContents(plan.contents().withDistributions(List.of(distributions)));
    }

    private static Wheel wheel(String fileName) {
        String[] parts = fileName.split("-", -1);
        return new Wheel(
                NormalizedName.of(parts[0]), parts[1], fileName, new Location(Source.PYTHON, fileName), SUM, 1);
    }

    private static Plan ofJammy() {
        Plan plan = Plans.empty();
        return new Plan(
                plan.combination(),
                plan.declaration(),
                plan.created(),
                new SystemVersions(
                        SuiteName.parse("jammy"), new GlibcVersion(35), new PythonVersion(new PythonMinor(11), 2)),
                plan.contents());
    }
}
