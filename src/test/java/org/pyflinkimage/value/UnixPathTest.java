package org.pyflinkimage.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnixPathTest {

    @ParameterizedTest
    @CsvSource({
        "./usr/bin/, /usr/bin",
        "usr/./bin//x, /usr/bin/x",
        "./, /",
        ".., ",
        "usr/../etc, ",
        "/etc, ",
        "a/..b, /a/..b"
    })
    void entryNamesStayBelowTheRootOrAreRefused(String name, String path) {
        assertThat(UnixPath.ofEntry(name).map(UnixPath::value).orElse(null)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/bin/, /usr/bin",
        "//usr/./bin//x, /usr/bin/x",
        "/usr/../../etc, /etc",
        "/, /",
        "usr/bin, ",
        "./usr, ",
        "'', "
    })
    void writtenPathsStartAtTheRoot(String written, String path) {
        assertThat(UnixPath.ofWritten(written).map(UnixPath::value).orElse(null))
                .isEqualTo(path);
    }

    @Test
    void writtenPathThatLinuxWouldNotTakeIsNone() {
        assertThat(UnixPath.ofWritten("/a".repeat(2047))).isPresent();
        assertThat(UnixPath.ofWritten("/a".repeat(2048))).isEmpty();
        assertThat(UnixPath.ofWritten("/a\0b")).isEmpty();
    }

    @Test
    void entryNameThatLinuxWouldNotTakeIsRefused() {
        assertThat(UnixPath.isTooLongEntry("a".repeat(256))).isTrue();
        assertThat(UnixPath.isTooLongEntry("a/".repeat(2048))).isTrue();
        assertThat(UnixPath.isTooLongEntry("../" + "ä".repeat(127))).isFalse();
        assertThat(UnixPath.ofEntry("a".repeat(255))).isPresent();
        assertThat(UnixPath.ofEntry("a".repeat(256))).isEmpty();
        assertThat(UnixPath.ofEntry("b/" + "ä".repeat(127) + "a")).isPresent();
        assertThat(UnixPath.ofEntry("b/" + "ä".repeat(128))).isEmpty();
        assertThat(UnixPath.ofEntry("a/".repeat(2047))).isPresent();
        assertThat(UnixPath.ofEntry("a/".repeat(2047) + "b")).isEmpty();
        assertThat(UnixPath.ofEntry("ä/".repeat(1364) + "ab")).isPresent();
        assertThat(UnixPath.ofEntry("ä/".repeat(1364) + "abc")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"usr\0bin", "a\nb", "a\r", "\u001b[2J", "a/\t", "\u007f", "\u001f"})
    void entryNameWithControlCharactersIsRefused(String name) {
        assertThat(UnixPath.ofEntry(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "usr", "/usr/", "//usr", "/usr/../x", "/./x", "/a\0b"})
    void onlyNormalizedAbsolutePathsAreAccepted(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> UnixPath.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/bin/sh, dash, /usr/bin/dash",
        "/usr/bin/java, ../../opt/java, /opt/java",
        "/lib, usr/lib, /usr/lib",
        "/a, ../../../etc/passwd, /etc/passwd",
        "/a/b, /etc//./x, /etc/x"
    })
    void linksLeadWhereTheKernelWouldGo(String link, String target, String destination) {
        assertThat(UnixPath.of(link).resolveLink(target)).isEqualTo(UnixPath.of(destination));
    }

    @ParameterizedTest
    @CsvSource({"/opt/flink/lib, /opt/venv/x, ../../flink/lib", "/a/b, /a/b, .", "/a, /, a", "/, /a/b, ../.."})
    void relativePathLeadsFromADirectory(String path, String directory, String relative) {
        assertThat(UnixPath.of(path).relativeTo(UnixPath.of(directory))).isEqualTo(relative);
    }

    @Test
    void directoryIsFollowedByWhatLiesInIt() {
        List<UnixPath> sorted = Stream.of("/usr-x", "/usr/lib", "/usr", "/usr.d", "/usr/bin/x")
                .map(UnixPath::of)
                .sorted()
                .toList();

        assertThat(sorted)
                .extracting(UnixPath::value)
                .containsExactly("/usr", "/usr/bin/x", "/usr/lib", "/usr-x", "/usr.d");
    }

    @Test
    void startsWithLooksAtWholeSegments() {
        assertThat(UnixPath.of("/usr/lib").startsWith(UnixPath.of("/usr"))).isTrue();
        assertThat(UnixPath.of("/usrlib").startsWith(UnixPath.of("/usr"))).isFalse();
        assertThat(UnixPath.of("/x").startsWith(UnixPath.ROOT)).isTrue();
    }
}
