package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.SupportedTags;
import org.pyflinkimage.resolve.Recordings;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

class PylockTest {

    private static final SupportedTags TAGS =
            new SupportedTags(new PythonMinor(11), Platform.LINUX_AMD64, new GlibcVersion(36));

    @Test
    void takesTheBestFileOfEachPackage() {
        List<DistributionFile> files =
                parse(Recordings.read("flink-2.3.0.pylock.toml")).files(TAGS);

        assertThat(files)
                .extracting(DistributionFile::fileName)
                .containsExactly(
                        "apache_flink-2.3.0-cp311-cp311-manylinux_2_5_x86_64.manylinux1_x86_64.manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
                        "async_timeout-5.0.1-py3-none-any.whl",
                        "charset_normalizer-3.5.2-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64.whl",
                        "dill-0.3.1.1.tar.gz",
                        "protobuf-5.29.6-cp38-abi3-manylinux2014_x86_64.whl",
                        "pyarrow-16.1.0-cp311-cp311-manylinux_2_28_x86_64.whl");
        assertThat(files).allSatisfy(file -> {
            assertThat(file.sha256()).isPresent();
            assertThat(file.size()).isPresent();
            assertThat(file.address()).hasHost("files.example.com");
        });
        assertThat(files.get(3).sha256().orElseThrow().hex())
                .isEqualTo("42d8ef819367516592a825746a18073ced42ca169ab1f5f4044134703e7a049c");
        assertThat(files.get(3).version()).isEqualTo("0.3.1.1");
    }

    @Test
    void dropsLogins() {
        Pylock lock = parse("""
                [[packages]]
                name = "Some.Name"
                version = "1"
                wheels = [{ url = "https://user:secret@files.example.com/a%2Bb/some_name-1%2Blocal-py3-none-any.whl" }]
                """);

        DistributionFile file = lock.files(TAGS).get(0);

        assertThat(file.address())
                .isEqualTo(URI.create("https://files.example.com/a%2Bb/some_name-1%2Blocal-py3-none-any.whl"));
        assertThat(file.fileName()).isEqualTo("some_name-1+local-py3-none-any.whl");
        assertThat(file.name().value()).isEqualTo("some-name");
        assertThat(file.sha256()).isEmpty();
        assertThat(file.size()).isEmpty();
    }

    /** uv takes links of an index's page that browsers take, and writes them as they stand there. */
    @ParameterizedTest
    @CsvSource({
        "https://h/f/[a]/one-1-py3-none-any.whl, https://h/f/%5Ba%5D/one-1-py3-none-any.whl",
        "https://h/100%/one-1-py3-none-any.whl, https://h/100%25/one-1-py3-none-any.whl",
        "https://u:w@h/a|b^c/one-1-py3-none-any.whl?x=[y], https://h/a%7Cb%5Ec/one-1-py3-none-any.whl?x=%5By%5D",
        "file:///srv/one-1-py3-none-any.whl?a=[1]#b, file:///srv/one-1-py3-none-any.whl",
        "file:///srv/a%20[b]/one-1-py3-none-any.whl, file:///srv/a%20%5Bb%5D/one-1-py3-none-any.whl"
    })
    void addressesOfBrowsersAreTaken(String written, String address) {
        Pylock lock = parse("""
                [[packages]]
                name = "one"
                version = "1"
                wheels = [{ url = "%s" }]
                """.formatted(written));

        assertThat(lock.files(TAGS)).extracting(DistributionFile::address).containsExactly(URI.create(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://u:w0rd@a b/one-1-py3-none-any.whl",
                "file:///srv/%00/one-1-py3-none-any.whl",
                "file://host/one-1-py3-none-any.whl"
            })
    void whatIsNoAddressIsToldWithTheFile(String address) {
        Pylock lock = parse("""
                [[packages]]
                name = "one"
                version = "1"
                wheels = [{ url = "%s" }]
                """.formatted(address));

        assertThat(catchThrowableOfType(PyFlinkException.class, () -> lock.files(TAGS)))
                .hasMessageContainingAll("[PYF-493]", "`one-1-py3-none-any.whl`", "is no address")
                .hasMessageNotContaining("w0rd");
    }

    /** As it could not be read in the lock file. */
    @Test
    void aHostThatJavaDoesNotKnowIsNotLocked() {
        Pylock lock = parse("""
                [[packages]]
                name = "one"
                version = "1"
                wheels = [{ url = "http://u:w0rd@pypi_server:8080/one-1-py3-none-any.whl", size = 1 }]
                """);

        assertThat(catchThrowableOfType(PyFlinkException.class, () -> lock.files(TAGS)))
                .hasMessageContainingAll("[PYF-493]", "`one-1-py3-none-any.whl`", "`pypi_server`", "another name")
                .hasMessageNotContaining("w0rd");
    }

    @Test
    void takesWheelsFromFoldersAndByTheirAddress() {
        List<DistributionFile> files = parse("""
                        [[packages]]
                        name = "one"
                        wheels = [{ path = "../wheels/one-1-py3-none-any.whl" }]
                        [[packages]]
                        name = "two"
                        archive = { url = "https://files.example.com/two-1-py3-none-any.whl" }
                        """).files(TAGS);

        assertThat(files)
                .extracting(DistributionFile::address)
                .containsExactly(
                        URI.create("file:///wheels/one-1-py3-none-any.whl"),
                        URI.create("https://files.example.com/two-1-py3-none-any.whl"));
    }

    @Test
    void namesAllThatIsNoWheel() {
        Pylock lock = parse("""
                [[packages]]
                name = "a"
                vcs = { type = "git", url = "https://example.com/a.git" }
                [[packages]]
                name = "b"
                directory = { path = "b" }
                [[packages]]
                name = "c"
                archive = { url = "https://files.example.com/c-1.tar.gz" }
                [[packages]]
                name = "d"
                wheels = [{ url = "https://files.example.com/d-1-cp311-cp311-win_amd64.whl" }]
                """);

        PyFlinkException failure = catchThrowableOfType(PyFlinkException.class, () -> lock.files(TAGS));

        assertThat(failure.problems()).extracting(Problem::code).containsOnly("PYF-489");
        assertThat(failure.problems())
                .extracting(problem -> problem.why().get(0))
                .containsExactly(
                        "it is required as a repository, and nothing is built",
                        "it is required as a folder, and nothing is built",
                        "it is required as an archive of sources, and nothing is built",
                        "it has no wheel for Python 3.11 on linux/amd64");
    }

    @Test
    void tellsWhyTheClosestWheelDoesNotFit() {
        Pylock lock = parse("""
                [[packages]]
                name = "a"
                wheels = [
                    { url = "https://files.example.com/a-1-cp310-cp310-manylinux2014_x86_64.whl" },
                    { url = "https://files.example.com/a-1-cp311-cp311-manylinux_2_38_x86_64.whl" },
                    { url = "https://files.example.com/a-1-cp311-cp311-win_amd64.whl" },
                ]
                """);

        PyFlinkException failure = catchThrowableOfType(PyFlinkException.class, () -> lock.files(TAGS));

        assertThat(failure.problems().get(0).why())
                .containsExactly(
                        "it has no wheel for Python 3.11 on linux/amd64",
                        "`a-1-cp311-cp311-manylinux_2_38_x86_64.whl` comes closest: it needs glibc `2.38`, which is newer than `2.36`");
    }

    @Test
    void takesTheLaterBuildOfOneWheel() {
        Pylock lock = parse("""
                [[packages]]
                name = "a"
                wheels = [
                    { url = "https://files.example.com/a-1-10-py3-none-any.whl" },
                    { url = "https://files.example.com/a-1-9-py3-none-any.whl" },
                    { url = "https://files.example.com/a-1-py3-none-any.whl" },
                ]
                """);

        assertThat(lock.files(TAGS)).extracting(DistributionFile::fileName).containsExactly("a-1-10-py3-none-any.whl");
    }

    @Test
    void prefersWhatIsPermitted() {
        Pylock lock = parse("""
                [[packages]]
                name = "a"
                version = "1"
                wheels = [
                    { url = "https://files.example.com/a-1-cp311-cp311-manylinux_2_28_x86_64.whl" },
                    { url = "https://files.example.com/a-1-py3-none-any.whl" },
                ]
                """);

        assertThat(lock.files(TAGS, file -> file.fileName().endsWith("any.whl"))
                        .get(0)
                        .fileName())
                .isEqualTo("a-1-py3-none-any.whl");
        assertThat(lock.files(TAGS, file -> false).get(0).fileName())
                .isEqualTo("a-1-cp311-cp311-manylinux_2_28_x86_64.whl");
    }

    @Test
    void dropsFragments() {
        DistributionFile file = parse("""
                [[packages]]
                name = "a"
                version = "1"
                archive = { url = "https://files.example.com/a-1-py3-none-any.whl#sha256=00&token=secret" }
                """).files(TAGS).get(0);

        assertThat(file.address()).isEqualTo(URI.create("https://files.example.com/a-1-py3-none-any.whl"));
        assertThat(file.fileName()).isEqualTo("a-1-py3-none-any.whl");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { name = "a.whl", url = "https://x/b.whl" } | a.whl
            { url = "https://x/y/a.whl?b/c.whl" }       | a.whl
            { url = "https://x/y/a.whl#b/c.whl" }       | a.whl
            { url = "https://x/a+b%2Bc%20d.whl" }       | a+b+c d.whl
            { url = "a.whl" }                           | a.whl
            { path = "../x/a%2B+.whl" }                 | a%2B+.whl
            { path = "a.whl" }                          | a.whl
            """)
    void aFilesNameIsTheLastPartOfItsAddress(String node, String name) {
        assertThat(Pylock.fileName(Toml.parse("file = " + node, "x").path("file")))
                .isEqualTo(name);
    }

    @Test
    void withoutAWheelThatFitsTheSdistIsTaken() {
        String text = """
                [[packages]]
                name = "a"
                version = "1"
                sdist = { url = "https://files.example.com/a-1.tar.gz", size = 7, hashes = { sha256 = "%s" } }
                """.formatted("a".repeat(64));

        assertThat(parse(text + "wheels = [{ path = 'a-1-cp39-cp39-win32.whl' }]")
                        .files(TAGS))
                .isEqualTo(parse(text).files(TAGS))
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.fileName()).isEqualTo("a-1.tar.gz");
                    assertThat(file.size()).hasValue(7);
                    assertThat(file.sha256().map(Sha256::hex)).contains("a".repeat(64));
                    assertThat(file.isWheel()).isFalse();
                });
        assertThat(parse(text + "wheels = [{ path = 'a-1-py3-none-any.whl' }]").files(TAGS))
                .singleElement()
                .satisfies(file -> assertThat(file.isWheel()).isTrue());
    }

    @Test
    void filesAreSortedByNameAndTiesByTheirFiles() {
        List<DistributionFile> files = parse("""
                [[packages]]
                name = "b"
                wheels = [{ path = "b-1-py3-none-any.whl" }, { path = "B-1-py3-none-any.whl" }]
                [[packages]]
                name = "A"
                wheels = [{ path = "a-1-py3-none-any.whl" }]
                """).files(TAGS);

        assertThat(files)
                .extracting(DistributionFile::fileName)
                .containsExactly("a-1-py3-none-any.whl", "b-1-py3-none-any.whl");
    }

    @Test
    void filesOnDiskAreNamedInOneWay() {
        List<DistributionFile> files = parse("""
                        [[packages]]
                        name = "a"
                        wheels = [{ url = "file:///x/../wheels/a-1-py3-none-any.whl" }]
                        """).files(TAGS);

        assertThat(files.get(0).address()).isEqualTo(URI.create("file:///wheels/a-1-py3-none-any.whl"));
    }

    @Test
    void whatHasNoWheelIsToldWithTheWaysOut() {
        PyFlinkException failure = catchThrowableOfType(
                PyFlinkException.class,
                () -> parse("[[packages]]\nname = 'a'\n[[packages]]\nname = 'b'\ndirectory = { path = 'b' }")
                        .files(TAGS));

        assertThat(failure.problems())
                .extracting(Problem::what)
                .containsExactly("`a` cannot be installed from a wheel", "`b` cannot be installed from a wheel");
        assertThat(failure.problems().get(0).why()).containsExactly("it has no wheel for Python 3.11 on linux/amd64");
        assertThat(failure.problems().get(0).remedies())
                .containsExactly("choose another version of `a` in `<requirements>` (-Dpyflink.requirements)");
        assertThat(failure.problems().get(1).remedies())
                .containsExactly("build a wheel of it, and require that from your index or by its address");
    }

    private static Pylock parse(String text) {
        return Pylock.parse(text, Path.of("/project"));
    }
}
