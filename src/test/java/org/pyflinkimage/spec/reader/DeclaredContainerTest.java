package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.ContainerSpec;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.Invocation;
import org.pyflinkimage.value.Problem;

/** {@code <ports>}, {@code <volumes>} and {@code <workingDirectory>}. */
class DeclaredContainerTest extends DeclarationFixture {

    @Test
    void nothingIsDeclaredByItself() {
        assertThat(container()).isEqualTo(ContainerSpec.standard());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            9249                | [9249/tcp]
            9249/tcp            | [9249/tcp]
            5005/udp            | [5005/udp]
            9251-9253           | [9251/tcp, 9252/tcp, 9253/tcp]
            7-8/udp             | [7/udp, 8/udp]
            65535               | [65535/tcp]
            80 80/tcp 80/udp 79 | [79/tcp, 80/tcp, 80/udp]
            """)
    void portsAreNumbersAndRanges(String declared, String ports) {
        declare(Element.PORTS, declared.split(" "));

        assertThat(container().ports()).hasToString(ports);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "65536",
                "99999",
                "-1",
                "8081:8081",
                "80-79",
                "0-5",
                "65530-65536",
                "80/sctp",
                "80/",
                "web",
                "１２",
                "80,81"
            })
    void whatIsNoPortIsAProblem(String declared) {
        declare(Element.PORTS, declared);

        assertThat(problem().toText())
                .contains("PYF-062", "`" + declared + "` in `<ports>`")
                .contains("<ports><port>9249</port></ports>` (-Dpyflink.ports=9249)");
    }

    @Test
    void volumesAndWorkingDirectoryAreFolders() {
        declare(Element.VOLUMES, "/data/b/", "/data/a", "/data//b");
        declare(Element.WORKING_DIRECTORY, "/srv/./work");

        assertThat(container().folders().volumes()).hasToString("[/data/a, /data/b]");
        assertThat(container().folders().working()).hasToString("Optional[/srv/work]");
        assertThat(container().folders().all()).hasToString("[/data/a, /data/b, /srv/work]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//",
                "data",
                "./data",
                "/a/../b",
                "C:\\data",
                "/a b",
                "/a:ro",
                "/$HOME",
                "/ä",
                "/a\nb",
                "/a\"b"
            })
    void whatIsNoFolderOfAnImageIsAProblem(String declared) {
        declare(Element.VOLUMES, declared);
        declare(Element.WORKING_DIRECTORY, declared);

        assertThat(problems()).extracting(Problem::code).containsExactly("PYF-063", "PYF-063");
        assertThat(problems().get(0).toText()).contains("-Dpyflink.workingDirectory=/opt/flink/work");
        assertThat(problems().get(1).toText()).contains("-Dpyflink.volumes=/opt/flink/state");
    }

    /** No container of the image can use them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /proc             | the kernel's in every container
            /dev/shm/x        | the kernel's in every container
            /sys/fs           | the kernel's in every container
            /etc/resolv.conf  | whoever runs the container puts a file there
            /root/data      | only `root` gets there, and containers run as 9999:9999
            """)
    void whatContainersCannotUseIsAProblem(String declared, String why) {
        declare(Element.VOLUMES, declared);

        assertThat(problem().toText()).contains("PYF-063", why);
    }

    @Test
    void rootMayUseItsHome() {
        declare(Element.USER, "root");
        declare(Element.VOLUMES, "/root/data", "/devices", "/etc/hosts.d");

        assertThat(container().folders().volumes()).hasToString("[/devices, /etc/hosts.d, /root/data]");
    }

    @Test
    void morePortsThanAnybodyPublishesAreAProblem() {
        declare(Element.PORTS, "1-1000");
        assertThat(container().ports()).hasSize(1000);
        declare(Element.PORTS, "1-1001");

        assertThat(problem().toText()).contains("PYF-062", "`<ports>` names 1001 ports");
    }

    @Test
    void longerPathThanLinuxTakesIsAProblem() {
        declare(Element.VOLUMES, "/" + "a".repeat(256));

        assertThat(problem().code()).isEqualTo("PYF-063");
    }

    @Test
    void onlyOneWorkingDirectory() {
        declaration.with(Element.WORKING_DIRECTORY, List.of("/a", "/b"));

        assertThat(problem().code()).isEqualTo("PYF-008");
    }

    @Test
    void entrypointAndCommandAreWordsAsTheyStand() {
        declaration.withExactly(Element.ENTRYPOINT, List.of("/usr/bin/tini", "--", "/docker-entrypoint.sh"));
        declaration.withExactly(Element.COMMAND, List.of("standalone-job", " two words ", "$X"));

        assertThat(container().invocation().entrypoint())
                .containsExactly("/usr/bin/tini", "--", "/docker-entrypoint.sh");
        assertThat(container().invocation().command()).containsExactly("standalone-job", " two words ", "$X");
        assertThat(container().invocation().runsOwnEntrypoint()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "INHERIT"})
    void entrypointOfTheBaseIsTakenOver(String word) {
        declaration.with(Element.BASE, List.of("registry.example.com/base/flink:2.3.0"));
        declaration.withExactly(Element.ENTRYPOINT, List.of(word));
        declaration.withExactly(Element.COMMAND, List.of("jobmanager"));

        assertThat(container().invocation()).isEqualTo(Invocation.ofBase(List.of("jobmanager")));
        assertThat(container().invocation().runsOwnEntrypoint()).isFalse();
    }

    @Test
    void entrypointOfTheBaseHasNoOtherWords() {
        declaration.with(Element.BASE, List.of("registry.example.com/base/flink:2.3.0"));
        declaration.withExactly(Element.ENTRYPOINT, List.of("base", "jobmanager"));

        assertThat(problem().toText())
                .contains("[PYF-279] `base` in `<entrypoint>`", "`<command>` (-Dpyflink.command)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INHERIT", "base", "none"})
    void entrypointOfNoBaseIsNone(String word) {
        declaration.with(Element.BASE, List.of("scratch"));
        declaration.withExactly(Element.ENTRYPOINT, List.of(word));

        assertThat(problem().toText())
                .contains("[PYF-279] `%s` in `<entrypoint>` is no program".formatted(word))
                .contains("(-Dpyflink.entrypoint=/usr/bin/tini -- /docker-entrypoint.sh)")
                .contains("(-Dpyflink.entrypoint=base)");
    }

    @Test
    void emptyWordIsAProblem() {
        declaration.withExactly(Element.ENTRYPOINT, List.of("/bin/sh", ""));
        declaration.withExactly(Element.COMMAND, List.of(""));

        assertThat(problems()).extracting(Problem::code).containsExactly("PYF-009", "PYF-009");
    }

    private ContainerSpec container() {
        return spec().container();
    }
}
