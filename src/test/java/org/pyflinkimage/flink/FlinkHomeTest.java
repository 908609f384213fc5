package org.pyflinkimage.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.FileTree.Entry;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

class FlinkHomeTest {

    private static final FlinkVersion VERSION = new FlinkVersion(2, 3, 0);
    private static final UnixPath SITE_PACKAGES = UnixPath.of("/opt/venv/lib/python3.11/site-packages");
    private static final Origin FLINK = new Origin(LayerKind.PYTHON_PACKAGES, "apache-flink");
    private static final Origin LIBRARIES = new Origin(LayerKind.PYTHON_PACKAGES, "apache-flink-libraries");

    private final FileTree tree = new FileTree();

    @BeforeEach
    void packages() {
        add(FLINK, "bin/flink", 0664);
        add(FLINK, "bin/config.sh", 0664);
        add(FLINK, "bin/pyflink-udf-runner.bat", 0644);
        add(FLINK, "conf/config.yaml", 0644);
        add(FLINK, "log/empty.txt", 0644);
        add(FLINK, "table/table.py", 0644);
        add(FLINK, "examples/table/word_count.py", 0644);
        add(LIBRARIES, "bin/bash-java-utils.jar", 0664);
        add(LIBRARIES, "lib/flink-dist-2.3.0.jar", 0664);
        add(LIBRARIES, "opt/flink-python-2.3.0.jar", 0664);
        add(LIBRARIES, "plugins/README.txt", 0775);
        add(LIBRARIES, "plugins/external-resource-gpu/nvidia-gpu-discovery.sh", 0664);
        add(LIBRARIES, "licenses/LICENSE.asm", 0664);
    }

    @Test
    void distributionLiesOnceAndPyflinkLeadsThere() {
        FlinkHome.install(tree, SITE_PACKAGES, VERSION);

        assertThat(node("/opt/flink/lib/flink-dist-2.3.0.jar")).isInstanceOf(RegularFile.class);
        for (String part : new String[] {"bin", "conf", "lib", "licenses", "log", "opt", "plugins"}) {
            assertThat(node(SITE_PACKAGES + "/pyflink/" + part)).isEqualTo(FileNode.link("/opt/flink/" + part));
        }
        assertThat(tree.follow(UnixPath.of(SITE_PACKAGES + "/pyflink/lib/flink-dist-2.3.0.jar"))
                        .orElseThrow()
                        .path())
                .isEqualTo(UnixPath.of("/opt/flink/lib/flink-dist-2.3.0.jar"));
    }

    /** A wheel and a source distribution have the same script deflated in two ways, and a layer would have it as it came. */
    @Test
    void scriptsAreTheSameHoweverTheyCameAndJarsStayAsTheyAre(@TempDir Path folder) throws IOException {
        Path kept = Files.writeString(folder.resolve("kept"), "echo flink");
        Content inAFile = Content.of(kept, Files.size(kept), Sha256.of(kept));
        for (String name : List.of("bin/flink", "opt/flink-python-2.3.0.jar")) {
            tree.replace(FLINK, UnixPath.of(SITE_PACKAGES + "/pyflink/" + name), FileNode.file(inAFile));
        }

        FlinkHome.install(tree, SITE_PACKAGES, VERSION);

        assertThat(node("/opt/flink/bin/flink")).isEqualTo(FileNode.program(Content.of("echo flink")));
        assertThat(node("/opt/flink/opt/flink-python-2.3.0.jar")).isEqualTo(FileNode.file(inAFile));
    }

    @Test
    void linksIntoItAreOfPyflinkWhosePathsHaveThePythonInThem() {
        FlinkHome.install(tree, SITE_PACKAGES, VERSION);

        assertThat(tree.find(UnixPath.of(SITE_PACKAGES + "/pyflink/lib"))
                        .orElseThrow()
                        .origin()
                        .kind())
                .isEqualTo(LayerKind.PYFLINK);
    }

    @Test
    void whatIsMovedIsTheFlinkLayersAndPythonCodeStays() {
        FlinkHome.install(tree, SITE_PACKAGES, VERSION);

        assertThat(tree.entriesBelow(ImagePaths.FLINK_HOME))
                .extracting(entry -> entry.origin().kind())
                .containsOnly(LayerKind.FLINK);
        assertThat(node(SITE_PACKAGES + "/pyflink/table/table.py")).isInstanceOf(RegularFile.class);
        assertThat(node(SITE_PACKAGES + "/pyflink/examples/table/word_count.py"))
                .isInstanceOf(RegularFile.class);
    }

    @ParameterizedTest
    @CsvSource({
        "bin/flink,755",
        "bin/config.sh,755",
        "bin/bash-java-utils.jar,644",
        "plugins/README.txt,644",
        "plugins/external-resource-gpu/nvidia-gpu-discovery.sh,755",
        "conf/config.yaml,644",
        "conf,755"
    })
    void scriptsCanBeRunAndNothingOfFlinkCanBeWritten(String path, String mode) {
        FlinkHome.install(tree, SITE_PACKAGES, VERSION);

        FileNode node = node("/opt/flink/" + path);
        assertThat(Integer.toOctalString(node.mode())).isEqualTo(mode);
        assertThat(node.owner()).isEqualTo(Owner.ROOT);
    }

    @ParameterizedTest
    @CsvSource({"/opt/flink", "/opt/flink/log", "/opt/flink/usrlib", "/opt/flink/plugins"})
    void flinkAndUsersOfGroupZeroCanWriteWhereFlinkWrites(String path) {
        FlinkHome.install(tree, SITE_PACKAGES, VERSION);

        assertThat(node(path)).isEqualTo(new Directory(0775, new Owner(9999, 0)));
    }

    @Test
    void distributionThatIsThereStaysAndGetsWhatPyflinkNeeds() {
        FileTree over = FileTree.over(List.of(
                below("/opt", FileNode.directory()),
                below("/opt/flink", new Directory(0755, new Owner(9999, 9999))),
                below("/opt/flink/bin", new Directory(0755, new Owner(9999, 9999))),
                below("/opt/flink/bin/flink", FileNode.file("the base's")),
                below("/opt/flink/lib", new Directory(0755, new Owner(9999, 9999))),
                below("/opt/flink/lib/flink-dist-2.3.0.jar", FileNode.file("the base's"))));
        tree.entries().forEach(entry -> over.add(entry.origin(), entry.path(), entry.node()));

        FlinkHome.installOver(over, SITE_PACKAGES, VERSION);

        List<String> added = over.slices().stream()
                .filter(slice -> slice.name().kind() != LayerKind.PYTHON_PACKAGES)
                .flatMap(slice -> slice.entries().stream())
                .filter(entry -> !(entry.node() instanceof Directory))
                .map(entry -> entry.path().value())
                .toList();
        assertThat(added)
                .contains("/opt/flink/opt/flink-python-2.3.0.jar", SITE_PACKAGES + "/pyflink/lib")
                .doesNotContain("/opt/flink/bin/flink")
                .noneMatch(path -> path.endsWith(".bat") || path.startsWith("/opt/flink/lib/"));
        assertThat(over.find(UnixPath.of("/opt/flink")).orElseThrow().node()).isEqualTo(FlinkHome.WRITABLE);
        assertThat(over.find(UnixPath.of("/opt/flink/lib")).orElseThrow().node().owner())
                .isEqualTo(new Owner(9999, 9999));
        assertThat(over.follow(SITE_PACKAGES.resolve("pyflink/lib/flink-dist-2.3.0.jar"))
                        .orElseThrow()
                        .node())
                .isEqualTo(FileNode.file("the base's"));
    }

    @Test
    void whatABaseWithoutFlinkHasThereStaysAsItIs() {
        Directory folder = new Directory(0700, new Owner(7, 7));
        FileNode file = FileNode.file(new Content.Below(4, "job.py of base:1"));
        FileTree over = over(
                below("/opt", FileNode.directory()),
                below("/opt/flink", FileNode.directory()),
                below("/opt/flink/README.txt", file),
                below("/opt/flink/run.bat", file),
                below("/opt/flink/own", folder),
                below("/opt/flink/lib", folder));

        FlinkHome.install(over, SITE_PACKAGES, VERSION);

        for (String name : List.of("README.txt", "run.bat", "own", "lib")) {
            assertThat(over.find(UnixPath.of("/opt/flink/" + name)).orElseThrow())
                    .isEqualTo(below("/opt/flink/" + name, name.contains(".") ? file : folder));
        }
        assertThat(over.find(UnixPath.of("/opt/flink/lib/flink-dist-2.3.0.jar"))
                        .orElseThrow()
                        .origin()
                        .kind())
                .isEqualTo(LayerKind.FLINK);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void linksOfABaseAreFollowed(boolean hasFlink) {
        Directory tmp = new Directory(01777, Owner.ROOT);
        FileTree over = over(
                below("/opt", FileNode.directory()),
                below("/opt/flink", FileNode.link("flink-2.3.0")),
                below("/opt/flink-2.3.0", FileNode.directory()),
                below("/opt/flink-2.3.0/log", FileNode.link("/tmp")),
                below("/opt/flink-2.3.0/usrlib", FileNode.link("jobs")),
                below("/opt/flink-2.3.0/jobs", FileNode.directory()),
                below("/tmp", tmp));

        if (hasFlink) {
            FlinkHome.installOver(over, SITE_PACKAGES, VERSION);
        } else {
            FlinkHome.install(over, SITE_PACKAGES, VERSION);
        }

        assertThat(over.find(UnixPath.of("/opt/flink")).orElseThrow().node()).isEqualTo(FileNode.link("flink-2.3.0"));
        for (String path : List.of("/opt/flink-2.3.0", "/opt/flink-2.3.0/jobs", "/opt/flink-2.3.0/plugins")) {
            assertThat(over.find(UnixPath.of(path)).orElseThrow().node()).isEqualTo(FlinkHome.WRITABLE);
        }
        assertThat(over.find(UnixPath.of("/tmp")).orElseThrow()).isEqualTo(below("/tmp", tmp));
        assertThat(over.find(UnixPath.of("/opt/flink-2.3.0/bin/flink"))
                        .orElseThrow()
                        .node()
                        .mode())
                .isEqualTo(0755);
        assertThat(over.follow(SITE_PACKAGES.resolve("pyflink/bin/flink"))).isPresent();
    }

    private FileTree over(Entry... below) {
        FileTree over = FileTree.over(List.of(below));
        tree.entries().forEach(entry -> over.add(entry.origin(), entry.path(), entry.node()));
        return over;
    }

    private static FileTree.Entry below(String path, FileNode node) {
        return new FileTree.Entry(UnixPath.of(path), node, new Origin(LayerKind.BASE, "base:1"));
    }

    @Test
    void batchFilesAndThePlaceholderOfTheLogFolderAreLeftOut() {
        FlinkHome.install(tree, SITE_PACKAGES, VERSION);

        assertThat(tree.entries())
                .extracting(Entry::path)
                .noneMatch(path -> path.name().endsWith(".bat") || path.name().equals("empty.txt"));
    }

    @ParameterizedTest
    @CsvSource({"bin/flink", "conf/config.yaml", "lib/flink-dist-2.3.0.jar", "opt/flink-python-2.3.0.jar"})
    void refusesADistributionWithAHole(String path) {
        tree.remove(SITE_PACKAGES.resolve("pyflink/" + path));

        assertThatThrownBy(() -> FlinkHome.install(tree, SITE_PACKAGES, VERSION))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContaining("PYF-705")
                .hasMessageContaining("pyflink/" + path);
    }

    @Test
    void refusesLibrariesOfAnotherVersion() {
        assertThatThrownBy(() -> FlinkHome.install(tree, SITE_PACKAGES, new FlinkVersion(2, 3, 1)))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContaining("flink-dist-2.3.1.jar");
    }

    @Test
    void shippedConfigurationIsReadFromTheTree() {
        FlinkHome.install(tree, SITE_PACKAGES, VERSION);

        assertThat(FlinkHome.shippedConfiguration(tree, ImagePaths.CONF, VERSION))
                .isEqualTo(new FlinkConfiguration(
                        ConfigurationFormat.YAML, new TreeMap<>(Map.of("of", "conf/config.yaml"))));
    }

    @Test
    void formIsThatOfTheFileThatIsThere() {
        tree.remove(SITE_PACKAGES.resolve("pyflink/conf/config.yaml"));
        add(FLINK, "conf/flink-conf.yaml", 0644);
        FlinkHome.install(tree, SITE_PACKAGES, VERSION);

        assertThat(FlinkHome.shippedConfiguration(tree, ImagePaths.CONF, VERSION))
                .isEqualTo(new FlinkConfiguration(
                        ConfigurationFormat.FLAT, new TreeMap<>(Map.of("of", "conf/flink-conf.yaml"))));
    }

    @Test
    void configurationThatIsNotThereIsNamed() {
        UnixPath conf = UnixPath.of("/empty/conf");
        assertThatThrownBy(() -> FlinkHome.shippedConfiguration(tree, conf, VERSION))
                .hasMessageContaining("[PYF-705] PyFlink 2.3.0 lacks `/empty/conf/config.yaml`");

        tree.add(FLINK, conf.resolve("config.yaml"), FileNode.link("nowhere"));
        assertThatThrownBy(() -> FlinkHome.shippedConfiguration(tree, conf, VERSION))
                .hasMessageContaining("[PYF-705] PyFlink 2.3.0 lacks `/empty/conf/config.yaml`");
    }

    @ParameterizedTest
    @CsvSource({
        "flink-s3-fs-hadoop,/opt/flink/plugins/flink-s3-fs-hadoop",
        "flink-azure-fs-hadoop,/opt/flink/plugins/flink-azure-fs-hadoop",
        "flink-sql-connector-kafka,/opt/flink/lib",
        "flink-connector-files,/opt/flink/lib",
        "flink-shaded-hadoop-2-uber,/opt/flink/lib"
    })
    void fileSystemsArePlugins(String artifact, String place) {
        assertThat(FlinkHome.placeOf(artifact)).isEqualTo(UnixPath.of(place));
    }

    private void add(Origin origin, String path, int mode) {
        tree.add(
                origin,
                SITE_PACKAGES.resolve("pyflink/" + path),
                new RegularFile(mode, Owner.ROOT, Content.of("of: " + path)));
    }

    private FileNode node(String path) {
        return tree.find(UnixPath.of(path)).orElseThrow().node();
    }
}
