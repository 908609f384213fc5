package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.fetch.Amount;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

class ServerFilesTest {

    private final Map<String, String> served = new HashMap<>();

    @TempDir
    private Path folder;

    @Test
    void linesOfAServersFileStandWhereItIsNamed() throws IOException {
        served.put("http://host/x/more.txt?a=b", "one\ntwo<2\n");
        served.put("http://host/limits.txt", "three<3\n");

        assertThat(
                        read(
                                "before\n-r http://host/x/more.txt?a=b\n-c http://host/limits.txt\nafter -c http://host/none\n"))
                .containsExactly(
                        "before in line 1 of requirements.txt",
                        "one in line 1 of more.txt",
                        "two<2 in line 2 of more.txt",
                        "three<3 in line 1 of limits.txt, a constraint",
                        "after in line 4 of requirements.txt");
    }

    @Test
    void addressesMayHaveVariables() throws IOException {
        served.put("http://host/more.txt", "one\n");

        assertThat(read("-r http://${HOST}/more.txt\n")).containsExactly("one in line 1 of more.txt");
    }

    @Test
    void filesThatAreNotThereAreToldTogether() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> read("-r http://me:secret@host/a.txt\n-c http://host/b c.txt\n-r http://host/d.txt"))
                .satisfies(exception -> {
                    assertThat(exception.problems())
                            .extracting(Problem::code)
                            .containsExactly("PYF-488", "PYF-488", "PYF-488");
                    assertThat(exception.problems())
                            .allSatisfy(problem ->
                                    assertThat(problem.why()).containsExactly("the server has no such file"));
                })
                .withMessageContaining("`--requirement http://host/a.txt` in line 1 of")
                .withMessageNotContaining("secret");
    }

    @Test
    void mistakesInAServersFileAreThoseOfAnyOther() {
        served.put("http://host/more.txt", "-r missing.txt\n");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> read("-r http://host/more.txt\n"))
                .withMessageContaining("missing.txt");
    }

    private List<String> read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("requirements.txt"), text);
        return new ServerFiles(new Served(), name -> Optional.of("host").filter(value -> name.equals("HOST")))
                .read(DiskProject.requirements(file)).lines().stream()
                        .map(line -> "%s in line %s of %s%s"
                                .formatted(
                                        line.text(),
                                        line.place().line(),
                                        line.place().name(),
                                        line.constraint() ? ", a constraint" : ""))
                        .toList();
    }

    private final class Served implements Transport {
        @Override
        public Optional<byte[]> read(URI address) {
            return Optional.ofNullable(served.get(address.toString()))
                    .map(text -> text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void download(URI address, Path file, Amount amount, LongConsumer received) {
            throw new AssertionError("nothing is downloaded");
        }
    }
}
