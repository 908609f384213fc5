package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.attack.Kind;
import org.pyflinkimage.attack.Outcome;
import org.pyflinkimage.attack.Tries;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.HttpTransport;
import org.pyflinkimage.fetch.Logins;
import org.pyflinkimage.fetch.LoopbackServer;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.resolve.uv.UvSearch;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.SilentLog;

/**
 * All that pip and uv take and would build: it is refused, and what reaches uv, here a stand-in that keeps its input, are lines that
 * were written anew.
 */
@Tag("attack")
@EnabledOnOs({OS.LINUX, OS.MAC})
class RefusedBuildsTest {

    @RegisterExtension
    static final Tries TRIES = Tries.of(Kind.HOSTILE_REQUIREMENTS);

    static final SystemVersions SYSTEM = Plans.BOOKWORM;

    @TempDir
    private Path folder;

    private Path project;
    private Path seen;
    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void prepare() throws IOException {
        project = Files.createDirectories(folder.resolve("project"));
        seen = Files.createDirectories(folder.resolve("seen"));
        Files.createDirectories(project.resolve("evil"));
        Files.writeString(project.resolve("evil/setup.py"), "open('marker', 'w')");
        Files.writeString(project.resolve("evil-1.0.tar.gz"), "");
        Files.writeString(project.resolve("evil.zip"), "");
        Files.createDirectories(project.resolve("evil-1.0-py3-none-any.whl"));
        Files.write(project.resolve("good-1.0-py3-none-any.whl"), new byte[0]);
        variables.put("EVIL", project.resolve("evil").toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -e ./evil                                        | PYF-494 | a folder of sources
            --editable=./evil                                | PYF-494 | a folder of sources
            -e ./evil[extra]                                 | PYF-494 | a folder of sources
            -e .                                             | PYF-494 | a folder of sources
            -e git+file:///evil#egg=evil                     | PYF-494 | a repository of sources
            -e \\~./evil                                     | PYF-494 | a folder of sources
            ./evil                                           | PYF-494 | a folder of sources
            evil/                                            | PYF-494 | a folder of sources
            .                                                | PYF-494 | a folder of sources
            ./evil[extra] ; python_version > "3"             | PYF-494 | a folder of sources
            ./evil-1.0.tar.gz                                | PYF-494 | an archive of sources
            evil-1.0.tar.gz                                  | PYF-494 | an archive of sources
            evil.zip                                         | PYF-494 | an archive of sources
            evil-1.0-py3-none-any.whl                        | PYF-494 | a folder of sources
            evil @ file://PROJECT/evil                       | PYF-494 | a folder of sources
            evil @ file:PROJECT/evil-1.0.tar.gz              | PYF-494 | an archive of sources
            evil@ ./evil                                     | PYF-494 | a folder of sources
            evil @ git+file:///evil@main                     | PYF-494 | a repository of sources
            git+ssh://git@example.com/evil.git               | PYF-494 | a repository of sources
            hg+https://example.com/evil                      | PYF-494 | a repository of sources
            evil @ https://example.com/evil-1.0.tar.gz       | PYF-494 | an archive of sources
            https://example.com/evil-1.0.zip#egg=evil        | PYF-494 | an archive of sources
            https://example.com/evil.tar.gz?x=a.whl          | PYF-494 | an archive of sources
            evil @ ${EVIL}                                   | PYF-494 | a folder of sources
            -e ${EVIL}                                       | PYF-494 | a folder of sources
            evil @ ftp://example.com/evil-1.0-py3-none-any.whl | PYF-494 | no wheel's
            --no-binary evil                                 | PYF-494 | a build from sources
            --no-binary=:all:                                | PYF-494 | a build from sources
            evil --no-binary :all:                           | PYF-494 | a build from sources
            evil --global-option=build                       | PYF-494 | a build from sources
            --no-bin\\~ary :all:                             | PYF-494 | a build from sources
            -r more.txt                                      | PYF-494 | more.txt
            -c limits.txt                                    | PYF-494 | limits.txt
            evil @ file:///croot/evil_17/sources/evil        | PYF-488 | name and version: `evil`
            evil =>1                                         | PYF-488 | requirement
            """)
    void whatWouldBeBuiltIsRefusedWithItsPlace(String line, String code, String reason) throws IOException {
        Files.writeString(project.resolve("more.txt"), "\n-e ./evil\n");
        Files.writeString(project.resolve("limits.txt"), "evil @ https://example.com/evil-1.0.tar.gz\n");
        Path file = requirements(line.replace("~", "\n").replace("PROJECT", project.toString()));

        assertThatThrownBy(() -> resolve(file)).hasMessageContainingAll(code, reason, " in line ");
        assertThat(seen).isEmptyDirectory();
        TRIES.ended(Outcome.REFUSED);
    }

    @Test
    void allIsToldAtOnceInWhateverEncoding() throws IOException {
        Path file = Files.write(
                project.resolve("requirements.txt"),
                "\ufeff-e ./evil\r\n./evil\r\n".getBytes(StandardCharsets.UTF_16LE));

        assertThatThrownBy(() -> resolve(file))
                .hasMessageContainingAll("in line 1 of `" + file, "in line 2 of `" + file, "pip wheel --no-deps");
        assertThat(seen).isEmptyDirectory();
    }

    @Test
    void linesOfTheDeclarationCannotHoldMoreThanOne() {
        PythonRequirements inline = DiskProject.requirements(List.of(
                "a ; os_name == 'x\n--no-binary :all:\n'", "b @ https://example.com/b-1-py3-none-any.whl\n-e."));

        assertThatThrownBy(() -> resolver().resolve(combination(), SYSTEM, inline, options()))
                .hasMessageContaining("PYF-488");
        assertThat(seen).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dynamic = ["dependencies"]                                          | PYF-488 | build backend
            dependencies = ["evil @ file:///evil"]                              | PYF-488 | evil
            dependencies = ["evil @ git+https://example.com/evil"]              | PYF-494 | a repository
            dependencies = ["evil"]~[tool.uv.sources]~evil = { path = "evil" }  | PYF-494 | more in it than `setup()`
            dependencies = ["evil"]~[tool.uv.sources]~evil = { git = "x" }      | PYF-494 | `git`
            dependencies = ["evil"]~[tool.uv.sources]~evil = [{ workspace = true, marker = "x" }] | PYF-494 | `workspace`
            dependencies = ["a"]~[tool.uv]~override-dependencies = ["a @ git+https://x"] | PYF-494 | override
            """)
    void projectsAreReadAndNotAsked(String text, String code, String reason) throws IOException {
        Path file = Files.writeString(
                project.resolve("pyproject.toml"),
                "[project]\nname = 'job'\nversion = '1'\n" + text.replace('~', '\n') + "\n[build-system]\n");

        assertThatThrownBy(() -> resolve(file)).hasMessageContainingAll(code, reason);
        assertThat(seen).isEmptyDirectory();
        TRIES.ended(Outcome.REFUSED);
    }

    @Test
    void aProjectNeedsNoName() throws IOException {
        Path file = Files.writeString(project.resolve("pyproject.toml"), """
                [project]
                dependencies = ["six"]
                [tool.uv.sources]
                "-" = { path = "x" }
                """);

        resolveWithoutAnswer(file);

        assertThat(seen.resolve("requirements.txt")).hasContent("six");
    }

    @Test
    void poetrysOwnDependenciesAreToldApart() throws IOException {
        Path file = Files.writeString(project.resolve("pyproject.toml"), "[tool.poetry.dependencies]\nevil = '*'\n");

        assertThatThrownBy(() -> resolve(file)).hasMessageContainingAll("PYF-488", "Poetry", "poetry.lock");
    }

    @Test
    void whatReachesUvIsWrittenAnew() throws IOException {
        Files.writeString(project.resolve("limits.txt"), "six  <2  # why\n");
        Path file = requirements("""
                # a comment --no-binary :all:
                -c limits.txt
                --extra-index-url https://example.com/simple
                --find-links wheels
                --only-binary :all:
                --prefer-binary
                Six [b,a] >= 1 , !=1.5 ; (python_version<"3.12" or os_name=='posix') and sys_platform == "linux" \\
                   --hash=sha256:%s
                ./good-1.0-py3-none-any.whl
                other @ https://example.com/other-1.0-py3-none-any.whl#sha256=00 ; os_name == 'posix'
                """.formatted("0".repeat(64)));

        resolveWithoutAnswer(file);

        assertThat(seen.resolve("requirements.txt"))
                .hasContent("""
                --extra-index-url https://example.com/simple
                --find-links %1$s/wheels
                Six[a,b]!=1.5,>=1 ; (python_version < '3.12' or os_name == 'posix') and sys_platform == 'linux'
                good @ %1$s/good-1.0-py3-none-any.whl
                other @ https://example.com/other-1.0-py3-none-any.whl#sha256=00 ; os_name == 'posix'
                """.formatted(project.toUri().toString().replaceFirst("/$", "")));
        assertThat(seen.resolve("constraints.txt")).content().endsWith("six<2\n");
        assertThat(Files.readString(seen.resolve("arguments")))
                .contains("--only-binary :all:")
                .doesNotContain(project.toString());
    }

    @Test
    void extrasAndIndexesOfProjectsReachUv() throws IOException {
        Path file = Files.writeString(project.resolve("pyproject.flink.toml"), """
                [project]
                name = "job"
                version = "1"
                dependencies = ["a"]
                [project.optional-dependencies]
                Kafka_Client = ["b", "job[more]"]
                more = ["c"]
                other = ["d"]
                [tool.uv.sources]
                a = { index = "corp" }
                [[tool.uv.index]]
                name = "corp"
                url = "https://example.com/corp"
                """);
        PythonRequirements declared = files(file)
                .withExtras(new java.util.TreeMap<>(Map.of(file, new java.util.TreeSet<>(List.of("kafka-client")))));

        assertThatThrownBy(() -> resolver().resolve(combination(), SYSTEM, declared, options()))
                .hasMessageContaining("PYF-484");

        assertThat(seen.resolve("pyproject.toml"))
                .content()
                .contains("dependencies = ['a', 'b', 'c']", "corp", "https://example.com/corp")
                .doesNotContain("'d'");
    }

    @Test
    void neitherVariablesNorSettingsLetUvBuild() throws IOException {
        Path settings = Files.createDirectories(folder.resolve(".config/uv")).resolve("uv.toml");
        Files.writeString(settings, """
                no-build = false
                no-binary = true
                no-build-isolation = true
                index-url = "https://example.com/user"
                [pip]
                no-binary = ["evil"]
                no-build-isolation = true
                prerelease = "allow"
                """);
        variables.putAll(Map.of("UV_NO_BINARY", "1", "UV_OVERRIDE", "/evil", "PYTHONPATH", "/evil", "GIT_DIR", "x"));

        resolveWithoutAnswer(requirements("six"));

        assertThat(seen.resolve("uv.toml"))
                .content()
                .contains("https://example.com/user", "prerelease", "dependency-metadata")
                .doesNotContain("binary", "build");
        assertThat(seen.resolve("environment"))
                .content()
                .doesNotContain("BINARY", "OVERRIDE", "PYTHONPATH", "GIT_DIR", "/usr/bin", "EVIL");
    }

    @Test
    void filesOnServersAreReadHere() throws IOException {
        try (LoopbackServer server = new LoopbackServer()) {
            server.serve("/limits.txt", "text/plain", "six<2\n".getBytes(StandardCharsets.UTF_8))
                    .serve("/evil.txt", "text/plain", "-e ./evil\n".getBytes(StandardCharsets.UTF_8));

            resolveWithoutAnswer(requirements("six\n-c " + server.address("/limits.txt")));
            assertThat(seen.resolve("constraints.txt")).content().endsWith("six<2\n");

            Path evil = requirements("-r " + server.address("/evil.txt"));
            assertThatThrownBy(() -> resolve(evil)).hasMessageContainingAll("PYF-465", "in line 1 of `evil.txt`");
        }
    }

    private Path requirements(String text) throws IOException {
        return Files.writeString(project.resolve("requirements.txt"), text + "\n");
    }

    private void resolveWithoutAnswer(Path file) {
        assertThatThrownBy(() -> resolve(file)).hasMessageContaining("PYF-484");
    }

    private void resolve(Path file) {
        resolver().resolve(combination(), SYSTEM, files(file), options());
    }

    private PythonRequirements files(Path file) {
        return DiskProject.requirements(file);
    }

    private PythonResolver resolver() {
        Map<String, String> all = new HashMap<>(Map.of("PATH", "/usr/bin:/bin", "HOME", folder.toString()));
        all.putAll(variables);
        Environment environment = new Environment(all, folder);
        HttpTransport transport = new HttpTransport(
                new HttpTransport.Settings(environment, List.of(), Logins.none(), false), SilentLog.INSTANCE);
        FileArtifactStore store = new FileArtifactStore(folder.resolve("store"));
        UvSearch search = new UvSearch(environment, store, transport, false, SilentLog.INSTANCE);
        return new PythonResolver(search, environment, store, transport, SilentLog.INSTANCE);
    }

    /** A uv that keeps all that it is given, and fails. */
    private PythonResolver.Options options() {
        try {
            Path uv = Files.writeString(folder.resolve("uv"), """
                    #!/bin/sh
                    [ "$1" = --version ] && { echo uv 0.9.5; exit; }
                    echo "$@" > SEEN/arguments
                    /usr/bin/env > SEEN/environment
                    /bin/cp "$UV_CONFIG_FILE" SEEN/uv.toml
                    for file in "$@"; do
                      case "$file" in */requirements.txt|*/constraints.txt|*/pyproject.toml) /bin/cp "$file" SEEN/;; esac
                    done
                    exit 3
                    """.replace("SEEN", seen.toString()));
            Files.setPosixFilePermissions(uv, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new PythonResolver.Options(Optional.of(uv), List.of());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Combination combination() {
        return new Combination(
                FlinkVersion.parse("2.3.0").orElseThrow(),
                new JavaVersion(17),
                new PythonMinor(11),
                Platform.LINUX_AMD64);
    }
}
