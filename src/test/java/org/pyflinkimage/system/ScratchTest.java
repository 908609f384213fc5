package org.pyflinkimage.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.value.PyFlinkException;

@Timeout(120)
class ScratchTest {

    @TempDir
    private Path folder;

    /** Another JVM that ends amidst its work. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws IOException {
            Scratch.below(Path.of(arguments[0])).write("file", "text");
            switch (arguments[1]) {
                case "ends" -> System.exit(3);
                case "is killed" -> Runtime.getRuntime().halt(3);
                default -> {
                    System.out.println("works");
                    System.in.read();
                }
            }
        }
    }

    private Process another(String how) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        folder.toString(),
                        how))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void liesAmongTheTemporaryFolders() {
        try (Scratch scratch = Scratch.create()) {
            assertThat(scratch.folder()).isEmptyDirectory();
            assertThat(scratch.folder().resolveSibling("")).hasParent(Path.of(System.getProperty("java.io.tmpdir")));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isItsOwnersAlone() throws IOException {
        try (Scratch scratch = Scratch.below(folder)) {
            Path text = scratch.write("text", "é");
            Path bytes = scratch.write("bytes", new byte[] {1, 2});

            assertThat(text).isEqualTo(scratch.resolve("text")).hasParent(scratch.folder());
            assertThat(Files.readAllBytes(text)).isEqualTo("é".getBytes(UTF_8));
            assertThat(Files.readAllBytes(bytes)).containsExactly(1, 2);
            assertThat(rights(scratch.folder())).isEqualTo("rwx------");
            assertThat(rights(text)).isEqualTo("rw-------");
            assertThat(rights(bytes)).isEqualTo("rw-------");
        }
    }

    @Test
    void fileIsWrittenAnew() {
        try (Scratch scratch = Scratch.below(folder)) {
            scratch.write("file", "longer");

            assertThat(scratch.write("file", "new")).hasContent("new");
        }
    }

    @Test
    void allOfItGoesInTheEnd() throws IOException {
        Scratch scratch = Scratch.below(folder);
        try (scratch) {
            scratch.write("file", "text");
            Files.createDirectories(scratch.resolve("one/two"));
            Files.writeString(scratch.resolve("one/two/file"), "text");
        }

        assertThat(scratch.folder()).doesNotExist();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void canBeGoneBefore() throws IOException {
        try (Scratch scratch = Scratch.below(folder)) {
            Files.delete(scratch.folder());
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void goesWithTheProcess() throws Exception {
        Process process = another("ends");

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(3);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void nextOneDeletesWhatAKilledProcessLeft() throws Exception {
        assertThat(another("is killed").waitFor()).isEqualTo(3);
        assertThat(folder).isNotEmptyDirectory();

        Scratch.below(folder).close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatAKilledProcessLeftIsSweptByWhoeverNeedsNone() throws Exception {
        assertThat(another("is killed").waitFor()).isEqualTo(3);

        try (Scratch own = Scratch.below(folder.resolveSibling(folder.getFileName()))) {
            own.write("file", "text");
            Scratch.sweep(folder);
            assertThat(own.resolve("file")).exists();
        }
        Scratch.sweep(folder.resolve("nowhere"));

        assertThat(folder).isEmptyDirectory();
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void whatLivesIsLeftAlone() throws Exception {
        Process living = another("works");
        try (Scratch own = Scratch.below(folder)) {
            assertThat(living.inputReader().readLine()).isEqualTo("works");
            own.write("file", "text");

            Scratch.below(folder).close();

            assertThat(own.resolve("file")).exists();
            assertThat(folder.toFile().list()).hasSize(2);
        } finally {
            living.destroyForcibly().waitFor();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void othersFoldersAndLinksAreLeftAlone(@TempDir Path elsewhere) throws IOException {
        Path kept = Files.writeString(elsewhere.resolve("x.present"), "x");
        Path link = Files.createSymbolicLink(folder.resolve("pyflink-scratch-1"), elsewhere);
        Path young = Files.createDirectory(folder.resolve("pyflink-scratch-2"));
        Path old = Files.createDirectory(folder.resolve("pyflink-scratch-3"));
        Path full = Files.createDirectories(folder.resolve("pyflink-scratch-4/content/locks"));
        Path named = Files.createDirectories(folder.resolve("pyflink-scratch-store/content"));
        Files.writeString(named.resolveSibling("x.present"), "x");
        Path ended = Files.createDirectories(folder.resolve("pyflink-scratch-5/content/deep"));
        Path beside = Files.writeString(folder.resolve("pyflink-scratch-5/mine"), "x");
        Files.writeString(beside.resolveSibling("x.present"), "x");
        for (String name : List.of("3", "4", "store", "5")) {
            Files.setLastModifiedTime(
                    folder.resolve("pyflink-scratch-" + name),
                    FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        }

        Scratch.below(folder).close();

        assertThat(kept).exists();
        assertThat(link).isSymbolicLink();
        assertThat(List.of(young, full, named, beside)).allMatch(Files::exists);
        assertThat(old).doesNotExist();
        assertThat(ended).doesNotExist();
    }

    @Test
    void placeThatTakesNoFilesIsAProblem() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Scratch.below(file))
                .withMessageContainingAll("[PYF-508]", file.toString(), "-Djava.io.tmpdir");
        try (Scratch scratch = Scratch.below(folder)) {
            assertThatExceptionOfType(PyFlinkException.class)
                    .isThrownBy(() -> scratch.write("missing/name", "text"))
                    .withMessageContainingAll("[PYF-508]", scratch.folder().toString(), "-Djava.io.tmpdir");
        }
    }

    @Test
    void programMayBeRunByItsOwnerAlone() throws IOException {
        try (Scratch scratch = Scratch.create()) {
            Path program = scratch.writeProgram("run", "#!/bin/sh\n");

            assertThat(program).hasContent("#!/bin/sh\n").isExecutable();
            assertThat(rights(program)).isEqualTo("rwx------");
        }
    }

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
