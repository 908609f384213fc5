package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.Golden;
import org.pyflinkimage.build.TinyImage;
import org.pyflinkimage.build.layout.ImageLayout.LaidOut;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.python.WheelBuilder;
import org.pyflinkimage.template.ImageFiles;
import org.pyflinkimage.template.Templates;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

class ImageLayoutTest {

    @TempDir
    private Path folder;

    private TinyImage tiny;

    @BeforeEach
    void image() throws IOException {
        tiny = new TinyImage(folder);
    }

    @Test
    void everythingHasItsPlaceModeOwnerAndLayer() {
        String tree = layOut().tree().entries().stream()
                .map(ImageLayoutTest::describe)
                .collect(Collectors.joining());

        Golden.assertMatches("build/layout/tree.txt", tree);
    }

    @Test
    void configurationIsThatOfTheDeclaration() throws IOException {
        FileTree tree = layOut().tree();

        assertThat(textOf(tree, "/opt/flink/conf/config.yaml")).contains("parallelism.default: 2");
        assertThat(textOf(tree, "/opt/flink/usrlib/main.py")).isEqualTo("print('a job')\n");
        assertThat(textOf(tree, "/opt/flink/lib/connector-1.0.jar")).isEqualTo("a connector");
    }

    @Test
    void imageWithAllThatItNeedsIsUnwarned() {
        LaidOut laidOut = layOut();

        assertThat(laidOut.warnings()).isEmpty();
    }

    @Test
    void whatADistributionLacksIsRefusedUnlessItIsDispensable() {
        tiny.add(new WheelBuilder("lonely", "1.0").file("lonely-1.0.dist-info/METADATA", """
                                Metadata-Version: 2.1
                                Name: lonely
                                Version: 1.0
                                Requires-Dist: friends
                                Requires-Dist: enemies; python_version < '3'
                                """));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(this::layOut)
                .withMessageContainingAll(
                        "[PYF-470] `lonely 1.0` requires `friends`, which is not installed",
                        "`exclude-dependencies = [\"friends\"]`")
                .satisfies(failure -> assertThat(failure.problems()).hasSize(1));

        LaidOut laidOut = layOut("friends"::equals);
        assertThat(laidOut.warnings()).extracting(Problem::code).containsExactly("PYF-470");
    }

    private LaidOut layOut() {
        return layOut(name -> false);
    }

    private LaidOut layOut(Predicate<String> dispensable) {
        Plan plan = tiny.plan();
        PreparedFiles prepared = new Preparation(tiny.store(), tiny.log)
                .prepare(plan.artifacts().stream()
                        .collect(Collectors.toMap(
                                artifact -> artifact,
                                artifact -> tiny.store()
                                        .find(artifact.sha256(), artifact.size())
                                        .orElseThrow())));
        return new ImageLayout(TinyImage.spec(tiny.declaration()), plan, prepared, Foundation.none(), dispensable)
                .layOut(new ImageFiles(new Templates(Optional.empty())));
    }

    private static String describe(FileTree.Entry entry) {
        FileNode node = entry.node();
        String target = node instanceof SymbolicLink link ? " -> " + link.target() : "";
        return "%-16s %4o %-9s %s%s%n"
                .formatted(
                        entry.origin().kind().name().toLowerCase(Locale.ROOT),
                        node.mode(),
                        node.owner().user() + ":" + node.owner().group(),
                        entry.path(),
                        target);
    }

    private static String textOf(FileTree tree, String path) throws IOException {
        RegularFile file =
                (RegularFile) tree.find(UnixPath.of(path)).orElseThrow().node();
        try (var stream = file.content().open()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
