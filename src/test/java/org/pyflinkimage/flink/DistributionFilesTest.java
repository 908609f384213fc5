package org.pyflinkimage.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/** The distribution in an image has all files of the official one, for each line of Flink. */
class DistributionFilesTest {

    private static final UnixPath SITE_PACKAGES = UnixPath.of("/opt/venv/lib/python3.9/site-packages");
    private static final Origin PACKAGES = new Origin(LayerKind.PYTHON_PACKAGES, "apache-flink");

    static List<String> lines() {
        return DistributionFiles.lines();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void imageHasTheFilesOfTheDistribution(String line) {
        DistributionFiles recorded = DistributionFiles.of(line);
        FileTree tree = new FileTree();
        for (String file : recorded.files()) {
            tree.add(
                    PACKAGES,
                    SITE_PACKAGES.resolve("pyflink").resolve(recorded.specific(file)),
                    FileNode.file(Content.of(file)));
        }

        FlinkHome.install(tree, SITE_PACKAGES, recorded.release());

        assertThat(files(tree, recorded.release())).isEqualTo(recorded.inImage());
    }

    @ParameterizedTest
    @MethodSource("lines")
    void distributionThatIsThereStaysAndGetsWhatPythonNeeds(String line) {
        DistributionFiles recorded = DistributionFiles.of(line);
        FileTree tree = new FileTree();
        for (String file : recorded.files()) {
            String path = recorded.specific(file);
            tree.add(PACKAGES, SITE_PACKAGES.resolve("pyflink").resolve(path), FileNode.file(Content.of(file)));
        }

        FlinkHome.installOver(tree, SITE_PACKAGES, recorded.release());

        Set<String> expected = recorded.inImage().stream()
                .filter(file -> file.matches("(bin|conf)/.*|opt/flink-python.*"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(files(tree, recorded.release())).isEqualTo(expected);
    }

    private static Set<String> files(FileTree tree, FlinkVersion release) {
        return tree.entriesBelow(ImagePaths.FLINK_HOME).stream()
                .filter(entry -> entry.node() instanceof RegularFile)
                .map(entry -> DistributionFiles.general(entry.path().relativeTo(ImagePaths.FLINK_HOME), release))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
