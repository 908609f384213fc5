package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.build.TinyImage;
import org.pyflinkimage.elf.ElfFile;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

/** A library that needs OTHER_2.0 of libother.so.1, which may be older. */
class NeededVersionsTest {

    private static final String PLACE = "/opt/venv/lib/x/a/needing.so";

    @TempDir
    private Path folder;

    private TinyImage tiny;
    private final FileTree tree = new FileTree();

    @BeforeEach
    void image() throws IOException {
        tiny = new TinyImage(folder);
    }

    private List<Problem> problems() {
        return new NeededLibraries(TinyImage.spec(tiny.declaration()), tiny.plan(), tree, Map.of())
                .problems(new ElfReadings(tiny.store()));
    }

    private void add(LayerKind layer, String owner, String path, byte[] bytes) {
        tree.add(new Origin(layer, owner), UnixPath.of(path), FileNode.file(Content.of(bytes)));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = ElfFile.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        }
    }

    /** One that has OTHER_1.0 and OTHER_2.0, which the other one needs, or others in their places. */
    private void library(LayerKind layer, String path, String... otherVersions) throws IOException {
        String text = new String(resource("libother-versions.so"), StandardCharsets.ISO_8859_1);
        for (int i = 0; i < otherVersions.length; i += 2) {
            text = text.replace(otherVersions[i], otherVersions[i + 1]);
        }
        add(layer, "other", path, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void anOlderLibraryOfTheSystemIsTold() throws IOException {
        add(LayerKind.PYTHON_PACKAGES, "first", PLACE, resource("libneeding-versions.so"));
        library(LayerKind.OPERATING_SYSTEM, "/usr/lib/libother.so.1", "OTHER_2.0", "OTHER_1.9");

        assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains(
                                "[PYF-894] `first` needs what the image has not: `OTHER_2.0`",
                                "`%s` needs `OTHER_2.0`".formatted(PLACE),
                                "the image's `libother.so.1` is an older one, without `OTHER_2.0`",
                                "another version of it, which an older `libother.so.1` serves")
                        .doesNotContain("<packages>", "glibc"));
    }

    @ParameterizedTest
    @CsvSource({"OPERATING_SYSTEM, OTHER_2.0", "PYTHON_PACKAGES, OTHER_1.9", "OPERATING_SYSTEM, none"})
    void newEnoughOnesThoseOfPackagesAndThoseWithoutVersionsServe(LayerKind layer, String version) throws IOException {
        add(LayerKind.PYTHON_PACKAGES, "first", PLACE, resource("libneeding-versions.so"));
        if (version.equals("none")) {
            add(layer, "other", "/usr/lib/libother.so.1", resource("libneeding-runpath.so"));
        } else {
            library(layer, "/usr/lib/libother.so.1", "OTHER_2.0", version);
        }

        assertThat(problems()).isEmpty();
    }

    @Test
    void ofABaseNobodyKnows() throws IOException {
        add(LayerKind.PYTHON_PACKAGES, "first", PLACE, resource("libneeding-versions.so"));
        tree.add(
                new Origin(LayerKind.BASE, "base"),
                UnixPath.of("/usr/lib/libother.so.1"),
                FileNode.file(new Content.Below(10, "of a base")));

        assertThat(problems()).isEmpty();
    }

    @Test
    void theFirstThatTheLoaderMeetsCounts() throws IOException {
        add(LayerKind.PYTHON_PACKAGES, "first", PLACE, resource("libneeding-versions.so"));
        library(LayerKind.OPERATING_SYSTEM, "/usr/lib/libother.so.1", "OTHER_2.0", "OTHER_1.9");
        library(LayerKind.OPERATING_SYSTEM, "/usr/lib/x86_64-linux-gnu/libother.so.1");

        assertThat(problems()).isEmpty();
    }
}
