package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pyflinkimage.system.Disk;
import org.pyflinkimage.value.PyFlinkException;

class DiskNamesTest {

    @ParameterizedTest
    @CsvSource({"a.txt, A.txt", "conf/a, Conf/b", "a/conf/x, a/CONF/y", "Conf, conf/b"})
    void namesThatAMacTakesForOneAreRefused(String first, String second) throws IOException {
        Path folder = Disk.MAC.project();
        DiskNames names = new DiskNames(folder);
        write(folder, names, first);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> names.add(second))
                .withMessageContainingAll("[PYF-880]", "are one in `%s`".formatted(folder), "<rendered>");
    }

    @Test
    void bothNamesAreTold() throws IOException {
        Path folder = Disk.WINDOWS.project();
        DiskNames names = new DiskNames(folder);
        write(folder, names, "etc/Conf/a");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> names.add("etc/conf/b"))
                .withMessageContaining("`etc/Conf` and `etc/conf` are one");
    }

    @Test
    void namesThatLinuxTellsApartAreTwo() throws IOException {
        Path folder = Disk.LINUX.project();
        DiskNames names = new DiskNames(folder);
        for (String path : List.of("a.txt", "A.txt", "conf/a", "Conf/a")) {
            write(folder, names, path);
        }

        assertThatCode(() -> names.add("A.TXT")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(Disk.class)
    void sameNameAndOneThatIsNotWrittenYetAreNoOther(Disk disk) throws IOException {
        Path folder = disk.project();
        DiskNames names = new DiskNames(folder);
        write(folder, names, "conf/a");
        names.add("later/x");

        assertThatCode(() -> {
                    names.add("conf/a");
                    names.add("conf/b");
                    names.add("LATER/y");
                })
                .doesNotThrowAnyException();
    }

    private static void write(Path folder, DiskNames names, String path) throws IOException {
        names.add(path);
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, path);
    }
}
