package org.pyflinkimage.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.value.UnixPath;

class FileNodeTest {

    private static final UnixPath PATH = UnixPath.of("/x");

    @ParameterizedTest
    @ValueSource(ints = {0, 0644, 01777, 04755, 07777})
    void permissionBitsAreThoseOfTheKernel(int mode) {
        assertThat(new Directory(mode, Owner.ROOT).mode()).isEqualTo(mode);
        assertThat(new RegularFile(mode, Owner.ROOT, Content.of("")).mode()).isEqualTo(mode);
        assertThat(new HardLink(PATH, mode, Owner.ROOT).mode()).isEqualTo(mode);
    }

    @ParameterizedTest
    @CsvSource({"010000, 10000", "0100644, 100644", "-1, 37777777777"})
    void bitsOfAKindOfFileAreNoPermissions(String text, String named) {
        int mode = Integer.decode(text);
        String message = "not permission bits: " + named;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Directory(mode, Owner.ROOT))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RegularFile(mode, Owner.ROOT, Content.of("")))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HardLink(PATH, mode, Owner.ROOT))
                .withMessage(message);
    }

    @Test
    void symbolicLinkMayLeadAnywhereAndHasNoModeOfItsOwn() {
        for (String target : new String[] {"x", "../x", "/x", "missing/../..", " "}) {
            SymbolicLink link = FileNode.link(target);

            assertThat(link.target()).isEqualTo(target);
            assertThat(link.mode()).isEqualTo(0777);
            assertThat(link.owner()).isEqualTo(Owner.ROOT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "\0x", "x\0"})
    void textThatNoLinkCanHoldIsRefused(String target) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileNode.link(target))
                .withMessage("not a link target: " + target);
    }

    @Test
    void whatRootPutsDownEverybodyMayRead() {
        Content content = Content.of("text");

        assertThat(FileNode.directory()).isEqualTo(new Directory(0755, new Owner(0, 0)));
        assertThat(FileNode.file(content)).isEqualTo(new RegularFile(0644, new Owner(0, 0), content));
        assertThat(FileNode.file("text")).isEqualTo(FileNode.file(content));
        assertThat(FileNode.program(content)).isEqualTo(new RegularFile(0755, new Owner(0, 0), content));
    }

    @Test
    void ownerIsWrittenAsUserAndGroup() {
        assertThat(new Owner(9999, 42)).hasToString("9999:42");
    }

    @Test
    void layersAreTitledFromWhatChangesLeastToWhatChangesMost() {
        assertThat(LayerKind.values())
                .extracting(LayerKind::title)
                .containsExactly(
                        "base",
                        "operating system",
                        "state of the system",
                        "Python of the system",
                        "Java",
                        "Python",
                        "pip",
                        "Python packages",
                        "Flink",
                        "parts of Flink",
                        "PyFlink",
                        "connectors",
                        "changing jars",
                        "configuration",
                        "extra files",
                        "job");
    }
}
