package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.RenderedFolder.Copy;
import org.pyflinkimage.job.ChosenFile;
import org.pyflinkimage.job.ChosenFiles;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.template.RenderedFile;
import org.pyflinkimage.tree.Content;

/** On a file system that knows no owners, no modes and no links, as other machines have them. */
class WithoutPosixTest {

    @TempDir
    private Path folder;

    private FileSystem files;

    @BeforeEach
    void open() throws IOException {
        files = FileSystems.newFileSystem(
                URI.create("jar:" + folder.resolve("disk.zip").toUri()), Map.of("create", "true"));
        assertThat(files.supportedFileAttributeViews()).doesNotContain("posix");
    }

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @Test
    void renderedFilesAreWrittenAndCompared() throws IOException {
        rendered("a", new Copy.OfContent(Content.of("job"), 0755)).write();

        assertThat(Files.readString(files.getPath("/out/files/run.sh"))).isEqualTo("a");
        assertThat(Files.readString(files.getPath("/out/job/x.py"))).isEqualTo("job");
        assertThat(rendered("a", new Copy.OfContent(Content.of("job"), 0755)).differences())
                .isEmpty();
        assertThat(rendered("b", new Copy.OfContent(Content.of("other"), 0755)).differences())
                .hasSize(2);
    }

    @Test
    void renderedLinkIsAProblemThatNamesTheFolder() {
        assertThatThrownBy(() -> rendered("a", new Copy.OfLink("y.py")).write())
                .hasMessageContaining("[PYF-905]")
                .hasMessageContaining("<rendered>");
    }

    @Test
    void jobIsTakenAsEverywhere() throws IOException {
        for (String file : new String[] {"/job/job.py", "/job/lib/a b.py", "/job/.git/config", "/job/lib/a.pyc"}) {
            Files.createDirectories(files.getPath(file).getParent());
            Files.writeString(files.getPath(file), "x");
        }

        ChosenFiles chosen = ChosenFiles.of(new JobSpec(files.getPath("/job"), "job.py"));

        assertThat(chosen.required()).extracting(ChosenFile::path).containsExactly("job.py", "lib/a b.py");
        assertThat(chosen.leftOut()).containsOnlyKeys(".git/", "lib/a.pyc");
    }

    private RenderedFolder rendered(String text, Copy copy) {
        SortedMap<String, RenderedFile> texts = new TreeMap<>(
                Map.of("files/run.sh", new RenderedFile(text, 0755), "Dockerfile", new RenderedFile("x", 0644)));
        return new RenderedFolder(files.getPath("/out"), texts, new TreeMap<>(Map.of("job/x.py", copy)));
    }
}
