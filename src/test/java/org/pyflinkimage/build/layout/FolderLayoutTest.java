package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.TinyImage;
import org.pyflinkimage.flink.FlinkHome;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

/** Folders that containers are declared to have. */
class FolderLayoutTest {

    @TempDir
    private Path folder;

    @Test
    void foldersThatNobodyBringsAreFlinks() throws IOException {
        TinyImage tiny = new TinyImage(folder);
        FileTree tree = PartLayoutTest.treeOf(
                tiny,
                TinyImage.spec(tiny.declaration()
                        .with(Element.VOLUMES, List.of("/data/checkpoints", "/opt/flink/lib"))
                        .with(Element.WORKING_DIRECTORY, List.of("/data/work"))),
                tiny.plan());

        for (String path : List.of("/data/checkpoints", "/data/work")) {
            assertThat(tree.find(UnixPath.of(path))).hasValueSatisfying(entry -> {
                assertThat(entry.node()).isEqualTo(FlinkHome.WRITABLE);
                assertThat(entry.origin().kind()).isEqualTo(LayerKind.CONFIGURATION);
            });
        }
        assertThat(tree.find(UnixPath.of("/data")).orElseThrow().node()).isEqualTo(new Directory(0755, Owner.ROOT));
        assertThat(tree.find(UnixPath.of("/opt/flink/lib")).orElseThrow().node())
                .isEqualTo(new Directory(0755, Owner.ROOT));
    }

    /** A file of the image's, below one, and both elements. */
    @Test
    void whatIsAFileOfTheImageIsToldByTheElement() throws IOException {
        TinyImage tiny = new TinyImage(folder);
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> PartLayoutTest.treeOf(
                        tiny,
                        TinyImage.spec(tiny.declaration()
                                .with(Element.VOLUMES, List.of("/docker-entrypoint.sh", "/docker-entrypoint.sh/a/b"))
                                .with(Element.WORKING_DIRECTORY, List.of("/opt/flink/bin/flink"))),
                        tiny.plan()))
                .satisfies(failure -> assertThat(failure.problems())
                        .extracting(Problem::what)
                        .containsExactly(
                                "`/docker-entrypoint.sh` in `<volumes>` is no folder of the image",
                                "`/docker-entrypoint.sh/a/b` in `<volumes>` is no folder of the image",
                                "`/opt/flink/bin/flink` in `<workingDirectory>` is no folder of the image"));
    }
}
