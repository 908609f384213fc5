package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PresenceTest {

    @TempDir
    private Path folder;

    @Test
    void whoeverIsPresentKeepsOthersFromBeingAlone() {
        Presence presence = Presence.enter(folder);

        assertThat(Presence.alone(folder, () -> "done")).isEmpty();
        assertThat(Presence.alone(folder, () -> "done")).isEmpty();

        presence.close();
        assertThat(Presence.alone(folder, () -> "done")).contains("done");
    }

    /** Each has a lock of his own, which no end of another one takes along. */
    @Test
    void firstOfSeveralInOneProcessDoesNotSpeakForTheOthers() {
        Presence first = Presence.enter(folder);
        Presence second = Presence.enter(folder);
        first.close();

        assertThat(Presence.alone(folder, () -> "done")).isEmpty();

        second.close();
        assertThat(Presence.alone(folder, () -> "done")).contains("done");
    }

    @Test
    void nothingIsLeftButTheLockOfTheTurn() throws IOException {
        Presence.enter(folder).close();
        Presence.alone(folder, () -> "done");

        assertThat(names()).containsExactly("turn");
        assertThat(System.getProperties().stringPropertyNames()).noneMatch(name -> name.contains("presence"));
    }

    @Test
    void whoLeftWithoutAWordIsForgotten() throws IOException {
        Files.createDirectories(folder);
        Files.createFile(folder.resolve("killed.present"));

        assertThat(Presence.alone(folder, () -> "done")).contains("done");
        assertThat(names()).containsExactly("turn");
    }

    @Test
    void whoWouldEnterWaitsForTheEndOfWhatIsDoneAlone() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        AtomicBoolean doneBefore = new AtomicBoolean();
        Thread entering = new Thread(() -> {
            await(begun);
            Presence presence = Presence.enter(folder);
            doneBefore.set(done.get());
            presence.close();
        });
        entering.start();

        Presence.alone(folder, () -> {
            begun.countDown();
            sleep();
            done.set(true);
            return "";
        });
        entering.join();

        assertThat(doneBefore).isTrue();
    }

    /** As on a disk that is not to be written, or one without locks: then nobody is alone, and nobody is kept from working. */
    @Test
    void whereNobodyCanLeaveAMarkNobodyIsAlone() throws IOException {
        Path none = Files.createFile(folder.resolve("file")).resolve("present");

        Presence presence = Presence.enter(none);
        presence.close();

        assertThat(Presence.alone(none, () -> "done")).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void folderThatNobodyMayWriteIsNoError() {
        Path none = Path.of("/proc/self/present");

        Presence.enter(none).close();

        assertThat(Presence.alone(none, () -> "done")).isEmpty();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
