package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.fetch.Amount;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

class ServerFilesTest {

    private final Map<String, String> served = new HashMap<>();
    private final List<String> shown = new ArrayList<>();

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
        assertThat(shown).containsExactly("http://${HOST}/more.txt");
    }

    /** Windows has no file with a colon or a star in its name, and no system one with a zero. */
    @ParameterizedTest
    @ValueSource(strings = {"prod:v2.txt", "a*b.txt", "v1@2.txt", "\u00e4.txt", "con", "requirements.txt"})
    void aServersFileMayHaveAnyName(String name) throws IOException {
        served.put("http://host/x/" + name, "one\n");
        assertThat(read("-r http://host/x/" + name + "\n")).containsExactly("one in line 1 of " + name);

        served.put("http://host/x/" + name, "-r missing.txt\n");
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> read("-r http://host/x/" + name + "\n"))
                .withMessageContaining("that `%s` names in line 1".formatted(name))
                .withMessageNotContaining("on-a-server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b.txt", "b c.txt", "a[1].txt", "a|b.txt", "${lower}.txt"})
    void whatIsNoAddressIsAskedForNowhere(String name) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> read("-r http://host/" + name + "\n"))
                .withMessageContaining("[PYF-488]")
                .withMessageContaining("it is no address");
        assertThat(shown).isEmpty();
    }

    /** The login is told nobody, and so neither is what it lacks, but for its name. */
    @Test
    void variablesThatAreNotSetAreNamedAndNobodyIsAsked() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(
                        () -> read("-r https://me:${GIT_TOKEN}@host/a.txt\n-c http://${OTHER}/${HOST}/${EMPTY}/b.txt"))
                .satisfies(exception -> assertThat(exception.problems())
                        .extracting(Problem::code)
                        .containsExactly("PYF-467", "PYF-467"))
                .withMessageContaining("`--requirement https://host/a.txt` in line 1 of")
                .withMessageContaining("names variables that are not set: `GIT_TOKEN`\n")
                .withMessageContaining("names variables that are not set: `OTHER`, `EMPTY`\n");
        assertThat(shown).isEmpty();
    }

    /** Each of its lines would be a problem of its own, with reasons of another kind. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html>\n<script src=/a.js>${TOKEN}</script>\n<a href='/home'>x</a>\n",
                "\ufeff\r\n  <html>\n",
                "{\"content\": \"bnVtcHk=\"}"
            })
    void aPageInThePlaceOfAFileIsOneProblem(String page) {
        served.put("http://host/more.txt", page);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> read("-r http://host/more.txt\n"))
                .satisfies(exception -> assertThat(exception.problems())
                        .singleElement()
                        .satisfies(problem -> {
                            assertThat(problem.code()).isEqualTo("PYF-488");
                            assertThat(problem.what()).startsWith("`--requirement http://host/more.txt` in line 1 of");
                            assertThat(problem.why())
                                    .containsExactly(
                                            "the server answers with a page for browsers or with data, and not with a list of requirements");
                            assertThat(problem.remedies()).anyMatch(way -> way.contains("~/.netrc"));
                        }));
    }

    @ParameterizedTest
    @CsvSource({
        "http://${HOST}/org/repo/blob/main/blob/r.txt, http://${HOST}/org/repo/raw/main/blob/r.txt",
        "http://${HOST}/group/below/repo/-/blob/main/r.txt, http://${HOST}/group/below/repo/-/raw/main/r.txt",
        "http://${HOST}/org/repo/src/branch/main/r.txt, http://${HOST}/org/repo/raw/branch/main/r.txt",
        "http://${HOST}/org/repo/src/r.txt, ",
    })
    void theFileThatAPageShowsLiesBesideIt(String page, @Nullable String file) {
        served.put(page.replace("${HOST}", "host"), "<html>");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> read("-r " + page + "\n"))
                .satisfies(exception -> assertThat(exception.problems().get(0).remedies())
                        .filteredOn(way -> way.startsWith("name the file itself"))
                        .containsExactlyElementsOf(Optional.ofNullable(file).stream()
                                .map("name the file itself, not the page that shows it: `%s`"::formatted)
                                .toList()));
    }

    @Test
    void aFileIsNamedAsItIsWritten() {
        served.put("http://host/s3cr3t-s3cr3t", "one\n--find-links wheels\n");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> read("-r http://host/${TOKEN}\n"))
                .withMessageContaining("[PYF-465] `--find-links wheels` in line 2 of `${TOKEN}`")
                .withMessageNotContaining("s3cr3t");
    }

    @Test
    void filesThatAreNotThereAreToldTogether() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> read("-r http://me:secret@host/a.txt\n-c http://host/b.txt\n-r http://host/d.txt"))
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

    /** Whoever writes a server's file could send any variable of this machine to a host of his own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--extra-index-url https://other/${TOKEN}/simple/",
                "--index-url=https://other/${HOST}/simple/",
                "--find-links https://other/${UNSET}/",
                "x @ https://other/${TOKEN}/x-1-py3-none-any.whl",
                "https://other/${TOKEN}/x-1-py3-none-any.whl ; python_version > '3'",
                "-r https://other/${TOKEN}/more.txt",
                "-c https://other/${TOKEN}/more.txt",
                "-e https://other/${TOKEN}/x-1-py3-none-any.whl",
                "x==1 --config-settings a=${TOKEN}",
                "x @ https://other/${TO\\\nKEN}/x-1-py3-none-any.whl",
                "--index-url 'https://other/$'{TOKEN}/simple/",
            })
    void nothingOfThisMachineIsPutIntoWhatAServerSays(String line) {
        served.put("http://host/more.txt", "a\n" + line + "\n");

        for (String option : List.of("-r", "-c")) {
            assertThatExceptionOfType(PyFlinkException.class)
                    .isThrownBy(() -> read(option + " http://host/more.txt\n"))
                    .satisfies(exception -> assertThat(exception.problems())
                            .extracting(Problem::code)
                            .containsExactly("PYF-474"))
                    .withMessageContaining("in line 2 of `more.txt` names a variable of this machine")
                    .withMessageNotContaining("s3cr3t");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--find-links /home/ann/wheels",
                "--find-links wheels",
                "--find-links xx:../../home/ann/wheels",
                "--extra-index-url file:///home/ann/simple",
                "--index-url FILE:/home/ann/simple",
                "--editable .",
                "--editable file:///home/ann/job",
                "common @ file:///home/ann/common-9-py3-none-any.whl",
                "common @ ../common-9-py3-none-any.whl ; python_version > '3'",
                "/home/ann/project[more]",
                "common-9-py3-none-any.whl",
            })
    void aServersFileNamesNothingOfThisMachinesDisk(String line) {
        served.put("http://host/more.txt", "a\n" + line + "\n");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> read("-r http://host/more.txt\n"))
                .withMessageContaining(
                        "[PYF-465] `" + line + "` in line 2 of `more.txt` names what lies on this machine's disk");
    }

    /** It is refused as in a file of one's own, and names no disk. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--find-links ftp://host/wheels",
                "--index-url s3://bucket/simple",
                "--extra-index-url git+https://host/simple",
                "--find-links xx://../../home/ann/wheels"
            })
    void aPlaceThatIsNeitherOnTheWebNorOnDiskIsToldAsThat(String line) {
        served.put("http://host/more.txt", "a\n" + line + "\n");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> read("-r http://host/more.txt\n"))
                .withMessageContainingAll(
                        "[PYF-488] `" + line + "` in line 2 of `more.txt` cannot be read as a requirement",
                        "packages are looked for at http and https addresses alone")
                .withMessageNotContaining("disk");
    }

    @Test
    void aServersFileNamesWhatLiesOnServers() throws IOException {
        served.put(
                "http://host/more.txt",
                "--find-links HTTPS://host/a\nx @ https://host/x-1-py3-none-any.whl\ngit+https://host/y.git\nz[a]>1\n");

        assertThat(read("-r http://host/more.txt\n")).hasSize(4);
    }

    @Test
    void aNameWithAVariableStaysAsItStands() {
        served.put("http://host/more.txt", "-r ${TOKEN}.txt\n");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> read("-r http://host/more.txt\n"))
                .withMessageContaining("the file `${TOKEN}.txt`");
    }

    @Test
    void whatEverybodyInBetweenCanChangeIsWarnedOf() throws IOException {
        Path file = Files.writeString(folder.resolve("requirements.txt"), """
                -r http://example.invalid/${TOKEN}/a.txt
                -c HTTP://192.0.2.1/b.txt
                -r https://example.invalid/c.txt
                -r http://localhost/d.txt
                -r http://127.0.0.1:8080/e.txt
                """);

        assertThat(servers().warnings(DiskProject.requirements(file)))
                .allSatisfy(problem -> assertThat(problem.code()).isEqualTo("PYF-469"))
                .extracting(Problem::what)
                .containsExactly(
                        "`--requirement http://example.invalid/${TOKEN}/a.txt` in line 1 of `%s` comes over plain HTTP"
                                .formatted(file),
                        "`--constraint HTTP://192.0.2.1/b.txt` in line 2 of `%s` comes over plain HTTP"
                                .formatted(file));
    }

    private ServerFiles servers() {
        Map<String, String> variables = Map.of("HOST", "host", "TOKEN", "s3cr3t-s3cr3t", "EMPTY", "");
        return new ServerFiles(new Served(), new AddressVariables(name -> Optional.ofNullable(variables.get(name))));
    }

    private List<String> read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("requirements.txt"), text);
        return servers().read(DiskProject.requirements(file)).lines().stream()
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
        public Optional<byte[]> read(URI address, String text, long atMost) {
            assertThat(atMost).isEqualTo(4 << 20);
            shown.add(text);
            return read(address);
        }

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
