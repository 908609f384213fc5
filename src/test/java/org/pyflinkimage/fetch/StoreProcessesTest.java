package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.value.Sha256;

/** Several Java processes at one store, one of them killed. */
@Timeout(120)
class StoreProcessesTest {

    private static final byte[] BYTES = new byte[200_000];
    private static final Sha256 SUM = Sha256.of(BYTES);

    @TempDir
    private Path folder;

    @Test
    void aKilledPutLeavesNoHalfFileAndNoLock() throws Exception {
        Process killed = start("hang");
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(killed.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo("half written");
            killed.destroyForcibly();
            assertThat(killed.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }

        ArtifactStore store = new FileArtifactStore(folder);
        assertThat(store.find(SUM, BYTES.length)).isEmpty();
        assertThat(store.put(SUM, BYTES.length, path -> Files.write(path, BYTES)))
                .hasBinaryContent(BYTES);
        assertThat(store.derived("kind", "key", path -> Files.writeString(path, "whole")))
                .hasContent("whole");
    }

    @Test
    void nobodyIsAloneWhileAnotherProcessUsesTheStore() throws Exception {
        ArtifactStore known = new FileArtifactStore(folder);
        Path file = known.put(SUM, BYTES.length, path -> Files.write(path, BYTES));
        FileArtifactStore store = new FileArtifactStore(folder);
        Process other = start("use");
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo("in use");

            assertThat(store.alone(() -> store.discard(file))).isEmpty();
            assertThat(file).exists();
            other.destroyForcibly();
            assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(store.alone(() -> store.discard(file))).contains(true);
        assertThat(folder.resolve("locks/present")).isDirectoryNotContaining("glob:**.present");
    }

    @Test
    void processesShareTheWork() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int count = 0; count < 3; count++) {
            processes.add(start("share"));
        }
        for (Process process : processes) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }

        assertThat(folder.resolve("derived/kind/shared")).hasContent("whole");
        assertThat(folder.resolve("made")).hasContent("once\n");
        assertThat(new FileArtifactStore(folder).find(SUM, BYTES.length)).isPresent();
    }

    private Process start(String what) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        what,
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** What the other processes do. */
    static final class Child {

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[1]);
            ArtifactStore store = new FileArtifactStore(folder);
            if (arguments[0].equals("hang")) {
                store.derived("kind", "key", outer -> store.put(SUM, BYTES.length, Child::hang));
            } else if (arguments[0].equals("use")) {
                new FileArtifactStore(folder).enter();
                System.out.println("in use");
                pause(60_000);
            } else {
                store.put(SUM, BYTES.length, path -> Files.write(path, BYTES));
                store.derived("kind", "shared", path -> {
                    Files.writeString(
                            folder.resolve("made"), "once\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    pause(300);
                    Files.writeString(path, "whole");
                });
            }
        }

        private static void hang(Path path) throws IOException {
            try (OutputStream stream = Files.newOutputStream(path)) {
                stream.write(BYTES, 0, BYTES.length / 2);
                stream.flush();
                System.out.println("half written");
                pause(60_000);
            }
        }

        private static void pause(long millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
