package org.pyflinkimage.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.value.PyFlinkException;

class WholeFileTest {

    @TempDir
    private Path folder;

    @AfterEach
    void clearInterruption() {
        Thread.interrupted();
    }

    @Test
    void bytesAppearInFoldersThatAreMade() throws IOException {
        Path file = folder.resolve("a/b/file");

        WholeFile.at(file).write(out -> out.write("whole".getBytes(UTF_8)));

        assertThat(file).hasContent("whole");
        assertThat(namesIn(file.getParent())).containsExactly("file");
    }

    @Test
    void olderFileIsReplacedInTheEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "of before, and longer");

        WholeFile.at(file).write(out -> {
            out.write("new".getBytes(UTF_8));
            assertThat(file).hasContent("of before, and longer");
        });

        assertThat(file).hasContent("new");
    }

    @Test
    void isMadeBesideItsPlaceUnderAHiddenName() throws IOException {
        Path file = folder.resolve("file");
        List<Path> made = new ArrayList<>();

        WholeFile.at(file).make(unfinished -> {
            assertThat(unfinished).doesNotExist().hasParentRaw(folder);
            made.add(Files.writeString(unfinished, "whole"));
            assertThat(file).doesNotExist();
        });

        assertThat(made.get(0).getFileName().toString()).matches("\\.file\\.[0-9a-f-]{36}\\.unfinished");
        assertThat(namesIn(folder)).containsExactly("file");
    }

    @Test
    void canBeMadeInAnotherFolder() throws IOException {
        Path file = folder.resolve("place/file");
        Path temporary = folder.resolve("temporary");

        WholeFile.madeIn(temporary, file).make(unfinished -> {
            assertThat(unfinished).hasParentRaw(temporary);
            assertThat(unfinished.getFileName().toString()).matches("[0-9a-f-]{36}\\.unfinished");
            Files.writeString(unfinished, "whole");
        });

        assertThat(file).hasContent("whole");
        assertThat(namesIn(temporary)).isEmpty();
    }

    @Test
    void makersOfOneFileDoNotMeet() throws IOException {
        Path file = folder.resolve("file");

        WholeFile.at(file).make(one -> {
            Files.writeString(one, "one");
            WholeFile.at(file).write(out -> out.write("two".getBytes(UTF_8)));
            assertThat(file).hasContent("two");
        });

        assertThat(file).hasContent("one");
    }

    @Test
    void whatFailsHalfwayLeavesTheOlderFileAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "of before");

        assertThatIOException()
                .isThrownBy(() -> WholeFile.at(file).write(out -> {
                    out.write("half".getBytes(UTF_8));
                    throw new IOException("no space left");
                }))
                .withMessage("no space left");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> WholeFile.at(file).make(unfinished -> {
                    Files.writeString(unfinished, "half");
                    throw new IllegalStateException("no idea");
                }));

        assertThat(file).hasContent("of before");
        assertThat(namesIn(folder)).containsExactly("file");
    }

    @Test
    void makerThatMakesNothingIsAFailure() throws IOException {
        assertThatIOException()
                .isThrownBy(() -> WholeFile.at(folder.resolve("file")).make(unfinished -> {}))
                .withMessageContaining("unfinished");
        assertThat(namesIn(folder)).isEmpty();
    }

    @Test
    void interruptionLeavesTheOlderFileAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "of before");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> WholeFile.at(file).write(out -> {
                    Thread.currentThread().interrupt();
                    out.write("half".getBytes(UTF_8));
                }))
                .withMessageContaining("PYF-521");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(file).hasContent("of before");
        assertThat(namesIn(folder)).containsExactly("file");
    }

    /** Bringing it to the disk is what an interruption ends here: nothing else is left to do. */
    @Test
    void isOnTheDiskBeforeItTakesItsName() throws IOException {
        Path file = folder.resolve("file");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> WholeFile.at(file).make(unfinished -> {
                    Files.writeString(unfinished, "whole");
                    Thread.currentThread().interrupt();
                }))
                .withMessageContaining("PYF-521");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(namesIn(folder)).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linkToAFolderIsAFolder() throws IOException {
        Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));

        WholeFile.at(link.resolve("file")).write(out -> out.write("whole".getBytes(UTF_8)));

        assertThat(folder.resolve("real/file")).hasContent("whole");
    }

    @Test
    void placeBelowAFileIsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");

        assertThatIOException()
                .isThrownBy(() -> WholeFile.at(file.resolve("below")).write(out -> {}));
    }

    @Test
    void whatKilledProcessesLeftOfItIsDeletedWhenItIsOld() throws IOException {
        Path file = folder.resolve("file");
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofMinutes(61)));
        FileTime young = FileTime.from(Instant.now().minus(Duration.ofMinutes(59)));
        Files.setLastModifiedTime(Files.writeString(folder.resolve(".file.a.unfinished"), ""), old);
        Files.setLastModifiedTime(Files.writeString(folder.resolve(".file.b.unfinished"), ""), young);
        Files.setLastModifiedTime(Files.writeString(folder.resolve(".other.c.unfinished"), ""), old);
        Files.setLastModifiedTime(Files.writeString(folder.resolve(".file.d.finished"), ""), old);

        WholeFile.at(file).write(out -> out.write(1));

        assertThat(namesIn(folder))
                .containsExactlyInAnyOrder("file", ".file.b.unfinished", ".other.c.unfinished", ".file.d.finished");
        WholeFile.sweep(folder);
        assertThat(namesIn(folder)).containsExactlyInAnyOrder("file", ".file.b.unfinished", ".file.d.finished");
    }

    @Test
    void folderThatIsNotThereNeedsNoSweeping() {
        WholeFile.sweep(folder.resolve("none"));

        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void processThatIsAskedToEndLeavesNothing() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.resolve("file").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("half written");
        }
        assertThat(namesIn(folder)).hasSize(1);

        process.destroy();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(namesIn(folder)).isEmpty();
    }

    /** Writes half a file and waits. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws IOException {
            WholeFile.at(Path.of(arguments[0])).write(out -> {
                out.write("half".getBytes(UTF_8));
                System.out.println("half written");
                Interruption.pause(Duration.ofMinutes(1));
            });
        }
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
