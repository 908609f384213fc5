package org.pyflinkimage.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

/** Symbolic links on the way to a path and at its end; the kernel follows 40 in one path, and refuses the next. */
class FileTreeLinksTest {

    private static final Origin LIBC = new Origin(LayerKind.OPERATING_SYSTEM, "libc6");
    private static final Origin BASH = new Origin(LayerKind.OPERATING_SYSTEM, "bash");

    private final FileTree tree = new FileTree();

    @Test
    void linkAtThePathItselfIsFoundAndFollowedOnDemand() {
        file("/usr/lib/os-release");
        link("/etc/os-release", "../usr/lib/os-release");

        assertThat(tree.find(path("/etc/os-release")).orElseThrow().node())
                .isEqualTo(FileNode.link("../usr/lib/os-release"));
        assertThat(tree.follow(path("/etc/os-release")).orElseThrow().path()).isEqualTo(path("/usr/lib/os-release"));
        assertThat(tree.find(path("/etc/passwd"))).isEmpty();
        assertThat(tree.follow(path("/etc/passwd"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/a/x,        /c/x",
        "/a/sub/y,    /c/sub/y",
        "/b/x,        /c/x",
        "/to-root/c/x, /c/x",
        "/c/up/x,     /c/x",
        "/a,          /a",
        "/,           /",
        "/none/x,     /none/x"
    })
    void directoriesOnTheWayAreFollowed(String asked, String canonical) {
        link("/a", "b");
        link("/b", "/c");
        link("/to-root", "/");
        file("/c/x");
        link("/c/up", "../c");

        assertThat(tree.canonical(path(asked))).isEqualTo(path(canonical));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 39, 40})
    void chainThatTheKernelFollowsIsFollowed(int links) {
        chain(links);

        assertThat(tree.canonical(path("/0/x"))).isEqualTo(path("/end/x"));
        assertThat(tree.find(path("/0/x"))).isPresent();
        assertThat(tree.follow(path("/0")).orElseThrow().path()).isEqualTo(path("/end"));
    }

    @Test
    void longerChainLeadsNowhere() {
        chain(41);

        assertThat(tree.canonical(path("/0/x"))).isEqualTo(path("/40/x"));
        assertThat(tree.find(path("/0/x"))).isEmpty();
        assertThat(tree.follow(path("/0"))).isEmpty();
    }

    @Test
    void linkOnTheWayToALinksTargetCountsToo() {
        for (int i = 0; i < 39; i++) {
            link("/" + i, "/" + (i + 1));
        }
        link("/39", "/way/end");
        link("/way", "/real");
        file("/real/end/x");

        assertThat(tree.find(path("/1/x"))).isPresent();
        assertThat(tree.find(path("/0/x"))).isEmpty();
        assertThat(tree.canonical(path("/0/x"))).isEqualTo(path("/way/end/x"));
    }

    @ParameterizedTest
    @CsvSource({"/round, round", "/round, round/round", "/round, other", "/round, ./other/../round"})
    void circleEnds(String at, String target) {
        link(at, target);
        link("/other", "round");

        assertThat(tree.follow(path(at))).isEmpty();
        assertThat(tree.find(path(at + "/x"))).isEmpty();
    }

    /** Followed each for itself, these are 2^40. */
    @Test
    void linksThatDoubleEachOtherLeadNowhere() {
        link("/s0", ".");
        for (int i = 1; i <= 40; i++) {
            link("/s" + i, "s%1$s/s%1$s".formatted(i - 1));
        }

        assertThat(tree.find(path("/s40/x"))).isEmpty();
        assertThat(tree.follow(path("/s40"))).isEmpty();
        assertThatConflict("/s40/x");
        assertThatConflict("/s40");
    }

    @Test
    void longLinksThatLeadToEachOtherLeadNowhere() {
        file("/d/x");
        link("/l0", "d");
        for (int i = 1; i <= 40; i++) {
            link("/l" + i, "d/../".repeat(200) + "l" + (i - 1));
        }

        assertThat(tree.find(path("/l1/x")).orElseThrow().path()).isEqualTo(path("/d/x"));
        assertThat(tree.follow(path("/l40"))).isEmpty();
        assertThatConflict("/l40/x");
    }

    private void assertThatConflict(String place) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> tree.add(BASH, path(place), FileNode.directory()))
                .withMessageContaining("[PYF-601]")
                .withMessageContaining("comes from `libc6` and, differently, from `bash`");
    }

    /** As Linux has it: not the folder above the link, but the one above where it leads. */
    @Test
    void folderAboveIsThatOfWhereALinkLeads() {
        file("/usr/lib/x");
        file("/usr/bin/y");
        link("/lib", "usr/lib");
        link("/y", "lib/../bin/y");

        assertThat(tree.follow(path("/y")).orElseThrow().path()).isEqualTo(path("/usr/bin/y"));
    }

    @Test
    void directoryOverALinkThatLeadsNowhereOrToAFileIsAConflict() {
        file("/etc/file");
        link("/to-file", "etc/file");
        link("/to-nothing", "missing");

        for (String place : new String[] {"/to-file", "/to-nothing", "/etc/file"}) {
            assertThatExceptionOfType(PyFlinkException.class)
                    .isThrownBy(() -> tree.add(BASH, path(place), FileNode.directory()))
                    .withMessageContaining("`%s` comes from `libc6` and, differently, from `bash`", place);
        }
    }

    @Test
    void nothingIsPutBelowALinkThatLeadsToAFile() {
        file("/etc/file");
        link("/to-file", "etc/file");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> tree.add(BASH, path("/to-file/x"), FileNode.directory()))
                .withMessageContaining("`/etc/file` comes from `libc6`");
    }

    @Test
    void hardLinkTwiceIsOneHardLinkHoweverItsTargetIsWritten() {
        link("/bin", "usr/bin");
        file("/usr/bin/perl");
        hardLink("/bin/perl5", "/bin/perl");
        hardLink("/usr/bin/perl5", "/usr/bin/perl");

        assertThat(tree.find(path("/bin/perl5")).orElseThrow().node())
                .isEqualTo(new HardLink(path("/usr/bin/perl"), 0755, Owner.ROOT));
        assertThat(tree.find(path("/bin/perl5")).orElseThrow().path()).isEqualTo(path("/usr/bin/perl5"));
    }

    /** {@code /0 -> /1 -> ... -> /end}, so many links, and a file in the directory at the end. */
    private void chain(int links) {
        for (int i = 0; i < links; i++) {
            link("/" + i, i == links - 1 ? "/end" : "/" + (i + 1));
        }
        file("/end/x");
    }

    private void file(String path) {
        tree.add(LIBC, path(path), FileNode.file(path));
    }

    private void link(String path, String target) {
        tree.add(LIBC, path(path), FileNode.link(target));
    }

    private void hardLink(String path, String target) {
        tree.add(LIBC, path(path), new HardLink(path(target), 0755, Owner.ROOT));
    }

    private static UnixPath path(String text) {
        return UnixPath.of(text);
    }
}
