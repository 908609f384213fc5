package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.spec.JobSpec;
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

    @Test
    void whatProgramsLeaveBehindIsLeftOut() throws IOException {
        write("job.py", "x");
        write("__pycache__/job.cpython-311.pyc", "x");
        write("lib/old.pyc", "x");
        write(".git/config", "x");
        write(".venv/bin/python", "x");

        assertThat(paths(install())).containsExactly("job.py");
    }

    @Test
    void outputOfTheBuildIsNoPartOfTheJob() throws IOException {
        write("job.py", "x");
        write("pyflink.lock", "x");
        write("target/pyflink/image-oci.tar", "x");
        write("target/notes.txt", "x");

        FileTree tree = install(folder.resolve("target/pyflink"), folder.resolve("pyflink.lock"));

        assertThat(paths(tree)).containsExactly("job.py", "target/notes.txt");
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
        FileTree tree = new FileTree();

        new JobFiles().install(new JobSpec(file, "job.py"), tree);

        assertThat(paths(tree)).containsExactly("job.py");
    }

    @Test
    void missingFolderIsAClearProblem() {
        JobSpec job = new JobSpec(folder.resolve("nowhere"), "job.py");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> new JobFiles().install(job, new FileTree()))
                .withMessageContainingAll("[PYF-901]", "nowhere", "-Dpyflink.job");
    }

    private Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private FileTree install(Path... leftOut) {
        FileTree tree = new FileTree();
        new JobFiles(leftOut).install(new JobSpec(folder, "job.py"), tree);
        return tree;
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
