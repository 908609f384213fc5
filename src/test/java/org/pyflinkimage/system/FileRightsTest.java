package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileRightsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"OWNER_READS, rw-------", "OWNER_RUNS, rwx------", "ALL_RUN, rwxr-xr-x"})
    void areThoseOfAFileThatIsThere(FileRights rights, String expected) throws IOException {
        Path file = Files.createFile(folder.resolve("there"));

        rights.giveTo(file);

        assertThat(rightsOf(file)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"OWNER_READS, rw-------", "OWNER_RUNS, rwx------"})
    void areThoseOfAFileFromItsBeginning(FileRights rights, String expected) throws IOException {
        Path file = Files.createFile(folder.resolve("new"), rights.attributes());

        assertThat(rightsOf(file)).isEqualTo(expected);
    }

    private static String rightsOf(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
