package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.Problem;

class DiskFailureTest {

    private static final Path FOLDER = Path.of("/folder");

    @ParameterizedTest
    @ValueSource(strings = {"No space left on device", "There is not enough space on the disk", "Disk QUOTA exceeded"})
    void fullDiskIsTold(String reason) {
        Problem problem = writing(new FileSystemException("/folder/file", null, reason));

        assertThat(problem)
                .isEqualTo(Problem.environment("PYF-506", "No space left for `/folder`")
                        .why(reason)
                        .remedy("free it")
                        .remedy("or another"));
    }

    @Test
    void forbiddenPlaceIsTold() {
        assertThat(writing(new AccessDeniedException("/folder/file")))
                .isEqualTo(forbidden()
                        .why("AccessDeniedException: /folder/file")
                        .remedy("allow this user to write there, or elsewhere"));
        assertThat(writing(new ReadOnlyFileSystemException()))
                .isEqualTo(forbidden().why("null").remedy("allow this user to write there, or elsewhere"));
        assertThat(writing(new IOException("Permission denied")))
                .isEqualTo(forbidden().why("Permission denied").remedy("allow this user to write there, or elsewhere"));
        assertThat(writing(new IOException("Read-only file system")).code()).isEqualTo("PYF-507");
    }

    @Test
    void anythingElseIsToldInItsOwnWords() {
        assertThat(writing(new UncheckedIOException(new IOException("input and output"))))
                .isEqualTo(Problem.environment("PYF-508", "Writing to `/folder` failed")
                        .why("input and output")
                        .remedy("elsewhere"));
    }

    @Test
    void interruptionIsNoFailureOfTheDisk() {
        assertThat(writing(new ClosedByInterruptException()))
                .isEqualTo(Problem.environment("PYF-521", "The build was interrupted"));
        assertThat(DiskFailure.of(new IOException("x")).isInterruption()).isFalse();
    }

    @Test
    void temporaryFoldersHaveAnOptionOfTheirOwn() {
        assertThat(DiskFailure.temporary(FOLDER, new IOException("quota")).remedies())
                .containsExactly(
                        "free some space, or choose another folder for temporary files: `MAVEN_OPTS=-Djava.io.tmpdir=FOLDER`");
        assertThat(DiskFailure.temporary(FOLDER, new IOException("odd")).remedies())
                .containsExactly("choose another folder for temporary files: `MAVEN_OPTS=-Djava.io.tmpdir=FOLDER`");
    }

    @Test
    void exceptionIsDescribedInOneLine() {
        assertThat(DiskFailure.describe(new IOException("the disk is gone"))).isEqualTo("the disk is gone");
        assertThat(DiskFailure.describe(new IOException("/file"))).isEqualTo("IOException: /file");
        assertThat(DiskFailure.describe(new IOException())).isEqualTo("IOException");
        assertThat(DiskFailure.describe(new IllegalStateException("a bug"))).isEqualTo("IllegalStateException: a bug");
    }

    @Test
    void fileIsKnownWhereItIsNamed() {
        assertThat(DiskFailure.of(new AccessDeniedException("/folder/file")).file())
                .contains("/folder/file");
        assertThat(DiskFailure.of(new FileSystemException(null)).file()).isEmpty();
        assertThat(DiskFailure.of(new IOException("/folder/file")).file()).isEmpty();
    }

    private static Problem writing(Exception failure) {
        return DiskFailure.of(failure).writing(FOLDER, List.of("free it", "or another"), "elsewhere");
    }

    private static Problem forbidden() {
        return Problem.environment("PYF-507", "`/folder` cannot be written");
    }
}
