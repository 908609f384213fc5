package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.rules.Specs;
import org.pyflinkimage.spec.ContainerSpec;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.JobAttachments;
import org.pyflinkimage.spec.JobChoice;
import org.pyflinkimage.spec.JobEntry;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

class JobFilesTest {

    @TempDir
    private Path folder;

    @Test
    void foldersAreCopiedWithAllThatBelongsToAJob() throws IOException {
        write("job.py", "x");
        write("lib/module.py", "y");
        write("lib/data.csv", "z");

        assertThat(paths(install())).containsExactly("job.py", "lib/data.csv", "lib/module.py");
    }

    /** Nothing makes the variable one way of writing a path. */
    @Test
    void pathOfModulesIsReadHoweverItIsWritten() {
        ImageSpec plain = Specs.spec(Specs.cell("2.3.0", 17, "3.11"));
        ContainerSpec container = new ContainerSpec(
                Map.of("PYTHONPATH", "/opt/flink/usrlib:/opt/libs/:/opt//a/./../b::relative"), Optional.empty());

        assertThat(JobFiles.pythonPath(plain.with(plain.settings().withContainer(container))))
                .extracting(UnixPath::value)
                .containsExactly("/opt/flink/usrlib", "/opt/libs", "/opt/b");
    }

    @Test
    void linksAreLinks() throws IOException {
        write("job.py", "x");
        write("lib/a.csv", "x");
        Files.createSymbolicLink(folder.resolve("data"), Path.of("lib"));

        FileTree tree = install();

        assertThat(tree.find(JobFiles.FOLDER.resolve("data")).orElseThrow().node())
                .isEqualTo(FileNode.link("lib"));
        assertThat(tree.follow(JobFiles.FOLDER.resolve("data/a.csv"))).isPresent();
    }

    @Test
    void linkOutOfTheFolderIsRefused() throws IOException {
        write("job.py", "x");
        Files.createSymbolicLink(folder.resolve("data"), Path.of("/etc"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(this::install)
                .withMessageContaining("[PYF-253]");
    }

    @Test
    void windowsLineEndingsDoNotReachAnImage() throws IOException {
        write("job.py", "a = 1\r\nb = 2\r\n");
        write("run", "#!/bin/sh\r\nexit\r\n");
        write("data.bin", "a\r\nb");

        FileTree tree = install();

        assertThat(text(tree, "job.py")).isEqualTo("a = 1\nb = 2\n");
        assertThat(text(tree, "run")).isEqualTo("#!/bin/sh\nexit\n");
        assertThat(text(tree, "data.bin")).isEqualTo("a\r\nb");
    }

    @Test
    void scriptsMayBeRunWhateverTheCheckoutSays() throws IOException {
        write("run", "#!/bin/sh\n");
        Path plain = write("job.py", "x");
        assertThat(plain.toFile().setExecutable(true)).isTrue();

        FileTree tree = install();

        assertThat(file(tree, "run").mode()).isEqualTo(0755);
        assertThat(file(tree, "job.py").mode()).isEqualTo(0644);
    }

    @Test
    void largeFilesStayOnDisk() throws IOException {
        Files.write(folder.resolve("model.bin"), new byte[3 << 20]);

        assertThat(file(install(), "model.bin").content().size()).isEqualTo(3 << 20);
    }

    @Test
    void oneFileIsAJobToo() throws IOException {
        Path file = write("job.py", "x");
        assertThat(paths(JobFiles.treeOf(Optional.of(new JobSpec(file, "job.py")))))
                .containsExactly("job.py");
    }

    /** Python finds one package then, whose parts lay in several folders. */
    @Test
    void foldersLieSideBySide() throws IOException {
        write("bases/shop/pipeline/core.py", "from shop.dates import year\n");
        write("components/shop/dates/__init__.py", "");
        JobSpec job = new JobSpec(
                List.of(folder.resolve("bases"), folder.resolve("components")),
                new JobEntry.Module("shop.pipeline.core", "shop/pipeline/core.py"),
                List.of(),
                JobAttachments.none(),
                JobChoice.usual());

        assertThat(paths(JobFiles.treeOf(Optional.of(job))))
                .containsExactly("shop/dates/__init__.py", "shop/pipeline/core.py");
    }

    @Test
    void missingFolderIsAClearProblem() {
        JobSpec job = new JobSpec(folder.resolve("nowhere"), "job.py");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> JobFiles.treeOf(Optional.of(job)))
                .withMessageContainingAll("[PYF-901]", "nowhere", "-Dpyflink.job");
    }

    private Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private FileTree install() {
        return JobFiles.treeOf(Optional.of(new JobSpec(folder, "job.py")));
    }

    private static List<String> paths(FileTree tree) {
        return tree.entries().stream()
                .filter(entry -> entry.node() instanceof RegularFile)
                .map(entry -> entry.path().relativeTo(JobFiles.FOLDER))
                .toList();
    }

    private static RegularFile file(FileTree tree, String name) {
        UnixPath path = JobFiles.FOLDER.resolve(name);
        return (RegularFile) tree.find(path).orElseThrow().node();
    }

    private static String text(FileTree tree, String name) throws IOException {
        try (InputStream stream = file(tree, name).content().open()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
