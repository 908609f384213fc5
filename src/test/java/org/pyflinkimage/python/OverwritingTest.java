package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

class OverwritingTest {

    private static final String SITE_PACKAGES = "/opt/venv/lib/python3.11/site-packages/";
    private static final RegularFile FILE = FileNode.file("new");
    private static final Origin OTHER = new Origin(LayerKind.PYTHON_PACKAGES, "other");

    private final Overwriting overwriting = new Overwriting(
            new NormalizedName("own"), UnixPath.of(SITE_PACKAGES.substring(0, SITE_PACKAGES.length() - 1)));

    @Test
    void otherBytesOfAnotherDistributionAreNoted() {
        assertThat(settles("a/b.py", FileNode.file("old"), OTHER)).isTrue();

        assertThat(overwriting.problems())
                .singleElement()
                .extracting(Problem::toText)
                .isEqualTo("""
                        [PYF-456] `own` has overwritten 1 files of `other`: %sa/b.py
                          why:    both bring them, and the one that is installed later wins, as with pip
                          try:    leave one of the two out of `<requirements>` (-Dpyflink.requirements)""".formatted(SITE_PACKAGES));
    }

    @Test
    void sameBytesAreNot() {
        assertThat(settles("a/b.py", FileNode.file("new"), OTHER)).isTrue();
        assertThat(overwriting.problems()).isEmpty();
    }

    @Test
    void norAreFilesOfTheDistributionItself() {
        assertThat(settles("a/b.py", FileNode.file("old"), new Origin(LayerKind.PYTHON_PACKAGES, "own")))
                .isTrue();
        assertThat(overwriting.problems()).isEmpty();
    }

    @Test
    void nothingElseMayBeReplaced() {
        assertThat(settles("a/b.py", FileNode.directory(), OTHER)).isFalse();
        assertThat(settles("a/b.py", FileNode.link("x"), OTHER)).isFalse();
        assertThat(settles("a/b.py", FileNode.file("old"), VirtualEnvironment.ORIGIN))
                .isFalse();
        assertThat(settles("a/b.py", FileNode.file("old"), new Origin(LayerKind.FLINK, "other")))
                .isFalse();
        assertThat(overwriting.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, ''", "3, ''", "4, ' and more'", "9, ' and more'"})
    void noMoreThanThreeFilesAreNamed(int count, String end) {
        for (int i = 1; i <= count; i++) {
            settles("a/%s.py".formatted(i), FileNode.file("old"), OTHER);
        }

        String last = SITE_PACKAGES + "a/%s.py".formatted(Math.min(count, 3));
        assertThat(overwriting.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.what())
                        .startsWith("`own` has overwritten %s files of `other`: ".formatted(count))
                        .endsWith(last + end));
    }

    @Test
    void eachOtherDistributionIsNamedOnce() {
        for (String other : List.of("z", "b", "z")) {
            settles("a/%s.py".formatted(other), FileNode.file("old"), new Origin(LayerKind.PYTHON_PACKAGES, other));
        }

        assertThat(overwriting.problems())
                .extracting(Problem::what)
                .satisfiesExactly(
                        what -> assertThat(what).startsWith("`own` has overwritten 1 files of `b`: "),
                        what -> assertThat(what).startsWith("`own` has overwritten 2 files of `z`: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tests/x.py",
                "docs/conf.py",
                "examples/a/b/c.so",
                "scripts/run",
                "LICENSE",
                "README.md",
                "tests",
                "py"
            })
    void whatNobodyImportsIsNotWarnedOf(String path) {
        settles(path, FileNode.file("old"), OTHER);

        assertThat(overwriting.problems()).extracting(Problem::severity).containsExactly(Problem.Severity.NOTE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "numpy/tests/x.py",
                "six.py",
                "fast.so",
                "a.pth",
                "LICENSE/x",
                "../../../bin/tool",
                "../../../tests/x.py"
            })
    void allElseIs(String path) {
        settles("tests/x.py", FileNode.file("old"), OTHER);
        settles(path, FileNode.file("old"), OTHER);

        assertThat(overwriting.problems()).extracting(Problem::severity).containsExactly(Problem.Severity.WARNING);
    }

    private boolean settles(String path, FileNode present, Origin origin) {
        UnixPath place = UnixPath.of(SITE_PACKAGES + "x").resolveLink(path);
        return overwriting.settles(new FileTree.Entry(place, present, origin), FILE);
    }
}
