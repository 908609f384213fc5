package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.RenderedFolder.Copy;
import org.pyflinkimage.template.RenderedFile;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.value.Problem;

class RenderedFolderTest {

    @TempDir
    private Path folder;

    @Test
    void writtenFolderIsUpToDate() throws Exception {
        RenderedFolder rendered = rendered("a\n", "job");

        rendered.write();

        assertThat(rendered.differences()).isEmpty();
        assertThat(folder.resolve("Dockerfile")).hasContent("a\n");
        assertThat(folder.resolve("job/x.py")).hasContent("job");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("files/run.sh"))))
                .isEqualTo("rwxr-xr-x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("Dockerfile"))))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void changedTextIsAProblemThatShowsTheDifference() {
        rendered("a\nb\n", "job").write();

        List<Problem> problems = rendered("a\nc\n", "job").differences();

        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .startsWith("[PYF-904] `" + folder.resolve("Dockerfile") + "` is out of date")
                        .containsIgnoringWhitespaces(
                                "--- Dockerfile\n+++ Dockerfile as rendered now\n@@ -1,2 +1,2 @@\n a\n-b\n+c")
                        .contains("mvn pyflink:render"));
    }

    @Test
    void changedAndMissingCopiesAreProblems() throws Exception {
        rendered("a\n", "job").write();

        assertThat(rendered("a\n", "other").differences()).hasSize(1);
        Files.delete(folder.resolve("job/x.py"));
        assertThat(rendered("a\n", "job").differences())
                .singleElement()
                .satisfies(problem -> assertThat(problem.why()).containsExactly("it does not exist"));
    }

    @Test
    void whatAnOlderRenderingLeftIsReportedAndTakenOut() throws Exception {
        Files.createDirectories(folder.resolve("files/opt"));
        Files.writeString(folder.resolve("files/opt/old.yaml"), "old");
        Files.writeString(folder.resolve("image.tar"), "an image beside it is none of ours");
        RenderedFolder rendered = rendered("a\n", "job");

        assertThat(rendered.differences())
                .anySatisfy(problem -> assertThat(problem.what()).contains("old.yaml"));
        rendered.write();

        assertThat(folder.resolve("files/opt/old.yaml")).doesNotExist();
        assertThat(folder.resolve("image.tar")).exists();
        assertThat(rendered.differences()).isEmpty();
    }

    @Test
    void linksAreWrittenAsLinksAndCompared() throws Exception {
        RenderedFolder rendered = linked("x.py");
        rendered.write();

        assertThat(Files.readSymbolicLink(folder.resolve("job/a"))).hasToString("x.py");
        assertThat(rendered.differences()).isEmpty();
        assertThat(linked("y.py").differences()).hasSize(1);
        linked("y.py").write();
        assertThat(linked("y.py").differences()).isEmpty();
    }

    @Test
    void linkIsNoCopyOfAFileAndNoneIsLeftBehind() throws Exception {
        linked("x.py").write();
        Files.writeString(folder.resolve("job/x.py"), "job");
        RenderedFolder without = new RenderedFolder(
                folder, new TreeMap<>(), new TreeMap<>(Map.of("job/a", new Copy.OfContent(Content.of("job"), 0644))));

        assertThat(without.differences()).hasSize(2);
        without.write();
        assertThat(folder.resolve("job/a")).isRegularFile().hasContent("job");
        rendered("a\n", "job").write();
        assertThat(Files.isSymbolicLink(folder.resolve("job/a"))).isFalse();
        assertThat(folder.resolve("job/a")).doesNotExist();
    }

    private RenderedFolder linked(String target) {
        return new RenderedFolder(folder, new TreeMap<>(), new TreeMap<>(Map.of("job/a", new Copy.OfLink(target))));
    }

    private RenderedFolder rendered(String dockerfile, String job) {
        return new RenderedFolder(
                folder,
                new TreeMap<>(Map.of(
                        "Dockerfile",
                        new RenderedFile(dockerfile, 0644),
                        "files/run.sh",
                        new RenderedFile("#!", 0755))),
                new TreeMap<>(Map.of("job/x.py", new Copy.OfContent(Content.of(job), 0644))));
    }
}
