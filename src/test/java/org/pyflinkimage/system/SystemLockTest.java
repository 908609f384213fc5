package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemLockTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void makesTheFile() throws IOException {
        file = Files.createFile(folder.resolve("lock"));
    }

    @Test
    void isHadByOneUntilThatOneClosesIt() throws IOException {
        try (SystemLock later = SystemLock.open(file, StandardOpenOption.WRITE)) {
            try (SystemLock first = SystemLock.open(file, StandardOpenOption.WRITE)) {
                assertThat(first.take()).isTrue();
                assertThat(later.take()).isFalse();
            }
            assertThat(later.take()).isTrue();
        }
    }

    @Test
    void isSharedOnAFileThatMayOnlyBeRead() throws IOException {
        try (SystemLock reading = SystemLock.open(file, StandardOpenOption.READ);
                SystemLock writing = SystemLock.open(file, StandardOpenOption.WRITE)) {
            assertThat(reading.takeShared()).isTrue();
            assertThat(writing.take()).isFalse();
        }
    }

    @Test
    void isClosedTwiceWithoutHarm() throws IOException {
        SystemLock lock = SystemLock.open(file, StandardOpenOption.WRITE);

        lock.close();
        lock.close();

        assertThatThrownBy(lock::take).isInstanceOf(IOException.class);
    }

    @Test
    void needsItsFile() {
        assertThatThrownBy(() -> SystemLock.open(folder.resolve("none"), StandardOpenOption.READ))
                .isInstanceOf(NoSuchFileException.class);
    }
}
