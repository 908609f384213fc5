package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

        assertThat(rendered("a\n", "bob").differences()).hasSize(1);
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

    /** What a link leads to may be a secret, and problems are read in a server's log. */
    @ParameterizedTest
    @CsvSource({
        "Dockerfile, secret/key",
        "Dockerfile, secret",
        "Dockerfile, nowhere",
        "files, secret",
        "files/run.sh, ../secret/key",
        "job, secret"
    })
    void whatLinksLeadToIsNotRead(String at, String target) throws Exception {
        Path secret = Files.createDirectories(folder.resolve("secret"));
        for (String name : List.of("key", "run.sh", "x.py")) {
            Files.writeString(secret.resolve(name), "SECRET\n");
        }
        RenderedFolder rendered = rendered("a\n", "SECRET\n");
        rendered.write();
        Path link = folder.resolve(at);
        if (Files.isDirectory(link)) {
            try (var files = Files.list(link)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of(target));

        assertThat(rendered.differences())
                .anySatisfy(problem -> assertThat(problem.why())
                        .containsExactly("`%s` is a symbolic link, and what it leads to is not read".formatted(at)))
                .noneSatisfy(problem -> assertThat(problem.toText()).contains("SECRET"));

        rendered.write();
        assertThat(rendered.differences()).isEmpty();
        assertThat(secret.resolve("key")).hasContent("SECRET");
        assertThat(secret.resolve("x.py")).hasContent("SECRET");
    }

    @Test
    void nothingIsWrittenBelowALink() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/deep"));
        Path other = Files.writeString(elsewhere.resolve("a.yaml"), "other");
        RenderedFolder rendered = new RenderedFolder(
                folder,
                new TreeMap<>(Map.of("kubernetes/deep/a.yaml", new RenderedFile("a", 0644))),
                new TreeMap<>(Map.of("job/x.py", new Copy.OfContent(Content.of("job"), 0644))));
        for (String link : List.of("kubernetes -> elsewhere", "kubernetes/deep -> ../elsewhere/deep")) {
            String[] words = link.split(" -> ", -1);
            Path at = folder.resolve(words[0]);
            Files.deleteIfExists(folder.resolve("kubernetes"));
            Files.createDirectories(at.getParent());
            Files.createSymbolicLink(at, Path.of(words[1]));

            assertThatThrownBy(rendered::write)
                    .hasMessageContainingAll(
                            "[PYF-905]", "its `%s` is a symbolic link".formatted(words[0]), "delete the link");
            assertThat(other).hasContent("other");
            assertThat(folder.resolve("job")).doesNotExist();
            assertThat(rendered.differences())
                    .anySatisfy(problem ->
                            assertThat(problem.toText()).contains("`%s` is a symbolic link".formatted(words[0])));
        }
    }

    @Test
    void textThatIsLargerThanAnyIsNotRead() throws Exception {
        rendered("a\n", "job").write();
        Files.writeString(folder.resolve("Dockerfile"), "a".repeat((4 << 20) + 1));

        assertThat(rendered("a\n", "job").differences())
                .singleElement()
                .satisfies(problem -> assertThat(problem.why().get(0))
                        .startsWith("it has more than 4")
                        .contains("no rendered text"));
    }

    @Test
    void longLinesAreShownInPart() throws Exception {
        rendered("a".repeat(100_000), "job").write();

        assertThat(rendered("a\n", "job").differences())
                .singleElement()
                .satisfies(problem -> assertThat(problem.why().get(0)).hasSizeLessThan(2000));
    }

    private RenderedFolder linked(String target) {
        return new RenderedFolder(folder, new TreeMap<>(), new TreeMap<>(Map.of("job/a", new Copy.OfLink(target))));
    }

    @Test
    void fileThatIsNoTextIsToldAsSuch() throws Exception {
        rendered("a\n", "job").write();
        Files.write(folder.resolve("Dockerfile"), new byte[] {(byte) 0xff, '\n'});

        assertThat(rendered("a\n", "job").differences())
                .singleElement()
                .satisfies(problem -> assertThat(problem.why().get(0)).contains("-(no UTF-8 text)\n+a"));
    }

    @Test
    void longDifferencesAreCutShort() {
        String numbers = IntStream.range(0, 300).mapToObj(n -> n + "\n").collect(Collectors.joining());
        rendered(numbers, "job").write();

        assertThat(rendered("", "job").differences())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.why().get(0).lines()).hasSize(200).endsWith("-196"));
    }

    @Test
    void textThatIsMissingIsAProblem() throws Exception {
        rendered("a\n", "job").write();
        Files.delete(folder.resolve("Dockerfile"));
        Files.createDirectory(folder.resolve("Dockerfile"));

        assertThat(rendered("a\n", "job").differences()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("`%s` is out of date".formatted(folder.resolve("Dockerfile")));
            assertThat(problem.why()).containsExactly("it does not exist");
            assertThat(problem.remedies()).containsExactly("run `mvn pyflink:render` and commit what it writes");
        });
    }

    @Test
    void copyThatIsAnotherSaysSo() {
        rendered("a\n", "job").write();

        assertThat(rendered("a\n", "other").differences())
                .singleElement()
                .satisfies(problem -> assertThat(problem.why()).containsExactly("its content is another one"));
    }

    @ParameterizedTest
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no modes")
    @CsvSource({"0644, rw-r--r--", "0755, rwxr-xr-x", "0600, rw-------", "0421, r---w---x", "0, ---------"})
    void modesAreThoseOfTheImage(String octal, String permissions) throws Exception {
        int mode = Integer.parseInt(octal, 8);
        new RenderedFolder(
                        folder,
                        new TreeMap<>(Map.of("files/a", new RenderedFile("a", mode))),
                        new TreeMap<>(Map.of("job/b", new Copy.OfContent(Content.of("b"), mode))))
                .write();

        assertThat(List.of("files/a", "job/b"))
                .allSatisfy(name -> assertThat(
                                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                        .isEqualTo(permissions));
    }

    @Test
    void writtenAgainItIsAsTheDeclarationSaysNow() {
        rendered("a\n", "job").write();

        rendered("b\n", "other").write();

        assertThat(folder.resolve("Dockerfile")).hasContent("b");
        assertThat(folder.resolve("job/x.py")).hasContent("other");
    }

    @Test
    void ofItsOwnFoldersNothingIsLeftBehindAndOfOthersAll() throws Exception {
        for (String old : List.of("files/opt/old", "jars/old.jar", "job/deep/old.py", "other/old", "old")) {
            Files.createDirectories(folder.resolve(old).getParent());
            Files.writeString(folder.resolve(old), "old");
        }
        rendered("a\n", "job").write();
        assertThat(folder.resolve("files/opt/old")).doesNotExist();
        assertThat(folder.resolve("jars/old.jar")).doesNotExist();
        assertThat(folder.resolve("job/deep/old.py")).doesNotExist();
        assertThat(folder.resolve("other/old")).exists();
        assertThat(folder.resolve("old")).exists();

        Files.writeString(folder.resolve("job/b.py"), "old");
        Files.writeString(folder.resolve("job/a.py"), "old");

        assertThat(rendered("a\n", "job").differences())
                .satisfiesExactly(problem -> isLeft(problem, "job/a.py"), problem -> isLeft(problem, "job/b.py"));
    }

    @Test
    void whereAFolderWasAFileMayBeRendered() throws Exception {
        for (String old : List.of(
                "job/x.py/deep/a", "job/x.py/deep/er/b", "files/run.sh/a", "jars/old.jar", "Dockerfile-not/a")) {
            Files.createDirectories(folder.resolve(old).getParent());
            Files.writeString(folder.resolve(old), "old");
        }
        Files.createDirectories(folder.resolve("files/empty/er"));

        rendered("a\n", "job").write();

        assertThat(rendered("a\n", "job").differences()).isEmpty();
        assertThat(folder.resolve("job/x.py")).hasContent("job");
        assertThat(folder.resolve("files/run.sh")).hasContent("#!");
        assertThat(folder.resolve("files/empty")).doesNotExist();
        assertThat(folder.resolve("jars")).doesNotExist();
        assertThat(folder.resolve("Dockerfile-not/a")).exists();
    }

    @Test
    void whereALinkToNothingWasAFolderMayBeRendered() throws Exception {
        Files.createSymbolicLink(folder.resolve("job"), Path.of("nowhere"));

        rendered("a\n", "job").write();

        assertThat(folder.resolve("job/x.py")).hasContent("job");
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    private void isLeft(Problem problem, String name) {
        assertThat(problem.what()).contains(folder.resolve(name).toString());
        assertThat(problem.why()).containsExactly("it is not rendered any more");
        assertThat(problem.remedies()).containsExactly("delete it, or run `pyflink:render`");
    }

    @Test
    void fileInTheFoldersPlaceIsAProblem() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        RenderedFolder rendered =
                new RenderedFolder(file, new TreeMap<>(Map.of("a", new RenderedFile("a", 0644))), new TreeMap<>());

        assertThatThrownBy(rendered::write)
                .hasMessageContainingAll("[PYF-905]", file.toString(), "`<rendered>` (-Dpyflink.rendered)");
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
