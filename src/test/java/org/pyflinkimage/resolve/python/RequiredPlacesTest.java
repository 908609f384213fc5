package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.fetch.Amount;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.RequirementsReader;
import org.pyflinkimage.resolve.index.IndexVariables;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.SilentLog;

class RequiredPlacesTest {

    private static final Combination CELL =
            new Combination(new FlinkVersion(2, 2, 1), new JavaVersion(17), new PythonMinor(11), Platform.LINUX_AMD64);

    @TempDir
    private Path folder;

    /** Whatever form names a wheel: what is taken from a place once is named there the second time, too. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            requirements.txt | own[a, b] @ WHEEL
            requirements.txt | ../wheels/own-1-py3-none-any.whl[a] ; python_version > "3"
            requirements.txt | file:../wheels/own-1-py3-none-any.whl
            pyproject.toml   | [project]~dependencies = ["own @ WHEEL"]
            pyproject.toml   | [project]~dependencies = ["own @ WHEEL ; python_full_version > '3.11.4'"]
            pyproject.toml   | [project]~dependencies = ["own"]~[tool.uv.sources]~own = { path = "../wheels/own-1-py3-none-any.whl" }
            uv.lock          | version = 1~[[package]]~name = "job"~source = { virtual = "." }~dependencies = [{ name = "own" }]~[[package]]~name = "own"~version = "1"~source = { path = "../wheels/own-1-py3-none-any.whl" }
            pylock.toml      | lock-version = "1.0"~[[packages]]~name = "own"~archive = { path = "../wheels/own-1-py3-none-any.whl" }
            """)
    void everyFormNamesItsWheels(String name, String text) throws IOException {
        Path wheel = folder.resolve("wheels/own-1-py3-none-any.whl");
        Files.createDirectories(wheel.getParent());
        Files.createFile(wheel);
        Path file = folder.resolve("job").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, text.replace('~', '\n').replace("WHEEL", wheel.toUri().toString()));
        PythonRequirements requirements = DiskProject.requirements(file);

        assertThat(places(requirements)).contains(wheel.toUri());
        DeclaredRequirements declared = DeclaredRequirements.read(requirements, DiskProject.ENVIRONMENT);
        MarkerEnvironment markers =
                MarkerEnvironment.of(PythonVersion.parse("3.11.9").orElseThrow(), CELL.platform());
        assertThat(declared.problems(markers, DiskProject.ENVIRONMENT::variable))
                .isEmpty();
    }

    /** What comes from an index lies beside its pages; what nothing comes from is asked for nothing. */
    @Test
    void indexesThatLockFilesHaveInThemAreNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("Pipfile.lock"), """
                {"_meta": {"pipfile-spec": 6, "sources": [
                  {"name": "pypi", "url": "https://index.example.com/simple"},
                  {"name": "corp", "url": "https://corp.example.com/simple"},
                  {"name": "wrong", "url": "https:// /"},
                  {"name": "folder", "url": "simple"},
                  {"name": "other", "url": "https://other.example.com/simple"}]},
                 "default": {"one": {"version": "==1"}, "two": {"version": "==1", "index": "corp"},
                  "three": {"version": "==1", "index": "wrong"}, "four": {"version": "==1", "index": "folder"}}}
                """);

        assertThat(places(DiskProject.requirements(file)))
                .containsExactly(URI.create("https://corp.example.com/simple"));
    }

    @Test
    void filesThatCannotBeReadNameNothingMore() throws IOException {
        Path file = Files.writeString(folder.resolve("pylock.toml"), "nothing");

        assertThat(places(DiskProject.requirements(file))).isEmpty();
    }

    @Test
    void whatTheDeclarationSaysStartsInItsFolder() {
        PythonRequirements inline = DiskProject.requirements(List.of("own @ wheels/own-1-py3-none-any.whl"));

        assertThat(places(inline.declaredIn(folder)))
                .containsExactly(folder.resolve("wheels/own-1-py3-none-any.whl").toUri());
        assertThat(DeclaredRequirements.read(inline.declaredIn(folder), DiskProject.ENVIRONMENT)
                        .problems(
                                MarkerEnvironment.of(
                                        PythonVersion.parse("3.11.9").orElseThrow(), CELL.platform()),
                                DiskProject.ENVIRONMENT::variable))
                .isEmpty();
    }

    @Test
    void allPlacesOfRequirementsAreFound() {
        Path file = Path.of("/project/requirements.txt");
        RequirementsReader reader = new RequirementsReader(
                path -> Optional.of("""
                        --index-url http://127.0.0.1:1/simple
                        --find-links wheels
                        --find-links file:///srv/${PART}/
                        numpy==1.0 ; python_version < "4"
                        ./own/x-1.0-py3-none-any.whl
                        y @ https://example.com/y-1.0-py3-none-any.whl#sha256=1 ; python_version < "4"
                        z @ file:///opt/z-1.0-py3-none-any.whl
                        """.getBytes(StandardCharsets.UTF_8)), name -> Optional.empty());
        reader.read(file);
        PythonRequirements requirements = new PythonRequirements(
                List.of(file),
                List.of("w @ /data/w-1.0-py3-none-any.whl", "numpy"),
                org.pyflinkimage.spec.ProjectParts.NONE,
                Path.of(""),
                reader.result());

        assertThat(RequiredPlaces.of(
                        requirements,
                        Set.of(),
                        new Environment(Map.of("PART", "links"), Path.of("/nowhere")),
                        new Served(Map.of())))
                .containsExactlyInAnyOrder(
                        URI.create("file:///data/w-1.0-py3-none-any.whl"),
                        URI.create("http://127.0.0.1:1/simple"),
                        URI.create("file:///project/wheels"),
                        URI.create("file:///srv/links/"),
                        URI.create("file:///project/own/x-1.0-py3-none-any.whl"),
                        URI.create("https://example.com/y-1.0-py3-none-any.whl#sha256=1"),
                        URI.create("file:///opt/z-1.0-py3-none-any.whl"));
    }

    /** A server's file names places, too; one that is not to be had names none, as nothing is resolved here. */
    @Test
    void filesOfServersNameTheirPlaces() throws IOException {
        Path file =
                Files.writeString(folder.resolve("requirements.txt"), "-r http://host/more.txt\n--find-links out\n");
        String more = "--find-links https://links.example.com/x\nx @ https://host/x-1-py3-none-any.whl\n";

        assertThat(RequiredPlaces.of(
                        DiskProject.requirements(file),
                        Set.of(CELL),
                        DiskProject.ENVIRONMENT,
                        new Served(Map.of("http://host/more.txt", more))))
                .containsExactlyInAnyOrder(
                        folder.resolve("out").toUri(),
                        URI.create("https://links.example.com/x"),
                        URI.create("https://host/x-1-py3-none-any.whl"));
        assertThat(places(DiskProject.requirements(file)))
                .containsExactly(folder.resolve("out").toUri());
    }

    /** What a server's file says of this machine's disk would be a place that files may be taken from. */
    @ParameterizedTest
    @ValueSource(
            strings = {"--find-links own", "x @ file:///srv/x-1-py3-none-any.whl", "git+x:/../x-1-py3-none-any.whl"})
    void filesOfServersNameNothingOnDisk(String line) throws IOException {
        Path file =
                Files.writeString(folder.resolve("requirements.txt"), "-r http://host/more.txt\n--find-links out\n");

        assertThat(RequiredPlaces.of(
                        DiskProject.requirements(file),
                        Set.of(CELL),
                        DiskProject.ENVIRONMENT,
                        new Served(Map.of("http://host/more.txt", line + "\n"))))
                .containsExactly(folder.resolve("out").toUri());
    }

    @ParameterizedTest
    @CsvSource({"PYF-504, false", "PYF-521, true"})
    void whoEndsTheWorkIsHeardWhileFilesAreRead(String code, boolean heard) throws IOException {
        Path file =
                Files.writeString(folder.resolve("requirements.txt"), "-r http://host/more.txt\n--find-links out\n");
        PyFlinkException failure =
                Problem.environment(code, "it is not to be had").toException();
        Transport transport = new Failing(failure);

        Throwable thrown = catchThrowable(() -> assertThat(RequiredPlaces.of(
                        DiskProject.requirements(file), Set.of(CELL), DiskProject.ENVIRONMENT, transport))
                .containsExactly(folder.resolve("out").toUri()));

        assertThat(thrown).isSameAs(heard ? failure : null);
    }

    /** Of what pipenv asks for nothing it wants no value. */
    @Test
    void sourcesOfPipfilesThatLackValuesAreTold() throws IOException {
        PythonRequirements requirements =
                DiskProject.requirements(Files.writeString(folder.resolve("Pipfile.lock"), """
                {"_meta": {"pipfile-spec": 6, "sources": [
                  {"name": "unused", "url": "https://unused.example.com/${OTHER}/simple"},
                  {"name": "own", "url": "https://me:${TOKEN}@own.example.com/simple"}]},
                 "default": {"a": {"version": "==1", "index": "own"}}}
                """));
        DeclaredRequirements read = DeclaredRequirements.read(requirements, DiskProject.ENVIRONMENT);
        MarkerEnvironment markers = MarkerEnvironment.of(new PythonVersion(CELL.python(), 1), CELL.platform());
        String told = "[PYF-467] `https://own.example.com/simple` in `%s` names variables that are not set: `TOKEN`"
                .formatted(folder.resolve("Pipfile.lock"));

        try (Scratch scratch = Scratch.create()) {
            RequirementFiles files = new RequirementFiles(
                    scratch,
                    new RequirementWriter(
                            new AddressVariables(name -> Optional.empty()), folder, (place, it) -> "", markers),
                    markers,
                    new IndexVariables(DiskProject.ENVIRONMENT, folder));
            assertThat(catchThrowable(() -> files.prepare(read, SilentLog.INSTANCE)))
                    .hasMessageStartingWith(told)
                    .hasMessageNotContaining("OTHER");
        }
        assertThat(RequiredPlaces.unset(requirements, Set.of(CELL), DiskProject.ENVIRONMENT))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText()).startsWith(told));
    }

    /** Whatever address they stand in: other programs tell all of them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            requirements.txt | --extra-index-url https://host.example.com/${TOKEN}/simple
            requirements.txt | --find-links https://host.example.com/${TOKEN}/
            requirements.txt | -r https://host.example.com/${TOKEN}/more.txt
            requirements.txt | x @ https://host.example.com/${TOKEN}/x-1-py3-none-any.whl
            Pipfile.lock     | {"_meta": {"pipfile-spec": 6, "sources": [{"name": "own", "url": "https://host.example.com/${TOKEN}/simple"}]}, "default": {"a": {"version": "==1", "index": "own"}}}
            """)
    void valuesOfVariablesAreTakenOutOfTexts(String name, String text) throws IOException {
        PythonRequirements requirements = DiskProject.requirements(Files.writeString(folder.resolve(name), text));
        Environment environment = new Environment(Map.of("TOKEN", "Ab3dEf9hIj2kLm1n", "MORE", "Ab3dEf9h"), folder);

        assertThat(RequiredPlaces.masking(requirements, Set.of(CELL), environment)
                        .apply("at https://host.example.com/Ab3dEf9hIj2kLm1n/x, Ab3dEf9h"))
                .isEqualTo("at https://host.example.com/${TOKEN}/x, Ab3dEf9h");
    }

    private static List<URI> places(PythonRequirements requirements) {
        return RequiredPlaces.of(requirements, Set.of(CELL), DiskProject.ENVIRONMENT, new Served(Map.of()));
    }

    private record Failing(PyFlinkException failure) implements Transport {
        @Override
        public Optional<byte[]> read(URI address) {
            throw failure;
        }

        @Override
        public void download(URI address, Path file, Amount amount, LongConsumer received) {
            throw failure;
        }
    }

    private record Served(Map<String, String> texts) implements Transport {
        @Override
        public Optional<byte[]> read(URI address) {
            return Optional.ofNullable(texts.get(address.toString()))
                    .map(text -> text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void download(URI address, Path file, Amount amount, LongConsumer received) {
            throw new AssertionError("nothing is downloaded");
        }
    }
}
