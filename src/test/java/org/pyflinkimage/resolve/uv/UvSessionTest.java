package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.facts.UvRelease;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.resolve.index.ProjectSettings;
import org.pyflinkimage.resolve.uv.UvSession.Question;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;

/** What uv is told, by a script in its place that writes down its arguments. */
@EnabledOnOs(OS.LINUX)
class UvSessionTest {

    private static final UvTarget TARGET = UvTargets.LINUX;

    /** Writes its arguments and variables beside the answer, which is the option after {@code --output-file}. */
    private static final String SCRIPT = """
            for word; do
              case "$previous" in
                --output-file) answer=$word ;;
                --project) project=$word ;;
              esac
              previous=$word
            done
            printf '%s\\n' "$@" > "$project/arguments"
            pwd > "$project/folder"
            printf '%s' "$UV_CONFIG_FILE" > "$project/configuration"
            printf '%s' "$PATH" > "$project/path"
            /usr/bin/env | /bin/grep -i _proxy | /usr/bin/sort > "$project/proxies"
            if [ -n "$answer" ]; then echo '# the answer' > "$answer"; else echo 'the pins'; fi
            """;

    @TempDir
    private Path folder;

    private final List<String> options = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Optional<Path> stub = Optional.empty();
    private String version = "0.9.1";
    private UvScene scene;

    @BeforeEach
    void open() {
        scene = new UvScene(folder);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aQuestionIsPutToUv() throws IOException {
        options.add("--offline");
        stub = Optional.of(Path.of("/stub"));
        SdistTable sdists = new SdistTable();
        sdists.add("dill", "0.3.1.1", List.of("six"));
        sdists.add("hdfs", "2.7.0", List.of());
        sdists.add("hdfs", "2.7.3", List.of());

        try (Scratch scratch = Scratch.create()) {
            Path place = scratch.folder();
            String answer = session(SCRIPT)
                    .compile(new Question(List.of(Path.of("a.txt"), Path.of("b.txt")), sdists, TARGET), scratch)
                    .pylock();

            assertThat(answer).isEqualTo("# the answer\n");
            assertThat(Files.readString(place.resolve("arguments")).lines())
                    .containsExactly(
                            "pip",
                            "compile",
                            "a.txt",
                            "b.txt",
                            "--format",
                            "pylock.toml",
                            "--output-file",
                            place + "/pylock.toml",
                            "--no-header",
                            "--python-version",
                            "3.11.2",
                            "--python-platform",
                            "x86_64-manylinux_2_36",
                            "--only-binary",
                            ":all:",
                            "--no-binary",
                            "dill",
                            "--no-binary",
                            "hdfs",
                            "--constraints",
                            place + "/constraints.txt",
                            "--project",
                            place.toString(),
                            "--offline",
                            "--color",
                            "never",
                            "--no-progress",
                            "--python",
                            "/stub");
            assertThat(place.resolve("constraints.txt")).hasContent("dill==0.3.1.1\n");
            assertThat(Files.readString(place.resolve("uv.toml")))
                    .contains("dependency-metadata", "0.3.1.1", "2.7.0", "2.7.3", "six");
            assertThat(place.resolve("folder")).hasContent(place.toRealPath() + "\n");
            assertThat(place.resolve("configuration")).hasContent(place + "/uv.toml");
        }
    }

    @Test
    void whatIsAskedAloneHasNoDependencies() throws IOException {
        try (Scratch scratch = Scratch.create()) {
            String answer = session(SCRIPT)
                    .compileAlone(new Question(List.of(Path.of("a.txt")), new SdistTable(), TARGET), scratch)
                    .pylock();

            assertThat(answer).isEqualTo("# the answer\n");
            assertThat(Files.readString(scratch.folder().resolve("arguments")).lines())
                    .contains("--no-deps")
                    .doesNotContain("--no-binary", "--constraints", "--offline", "--python");
        }
    }

    @Test
    void limitsAndOptionsOfTheQuestionReachUv() throws IOException {
        Question question = new Question(List.of(Path.of("a.txt")), new SdistTable(), TARGET)
                .with(List.of("six<2", "numpy<3"), List.of("--prerelease", "allow"));

        try (Scratch scratch = Scratch.create()) {
            session(SCRIPT).compile(question, scratch);

            assertThat(Files.readString(scratch.folder().resolve("arguments")).lines())
                    .containsSequence(
                            "--constraints",
                            scratch.folder().resolve("constraints.txt").toString(),
                            "--prerelease",
                            "allow");
            assertThat(scratch.folder().resolve("constraints.txt")).hasContent("six<2\nnumpy<3\n");
        }
    }

    @Test
    void withoutAStubTheMachinesPythonIsShownToUv() throws IOException {
        Path python = scene.onPath("python", "");

        try (Scratch scratch = Scratch.create()) {
            session(SCRIPT).compile(question(), scratch);

            assertThat(Files.readString(scratch.folder().resolve("arguments")).lines())
                    .endsWith("--python", python.toString());
        }
    }

    @Test
    void withoutAStubUvIsLetBuildNothing() throws IOException {
        Question question = question().with(List.of("six<2"), List.of("--prerelease", "allow"));

        try (Scratch scratch = Scratch.create()) {
            session(SCRIPT).compile(question, scratch);

            Path folder = scratch.folder().resolve("stand-ins");
            assertThat(Files.readString(scratch.folder().resolve("arguments")).lines())
                    .containsSequence("--only-binary", ":all:", "--constraints")
                    .containsSequence("--prerelease", "allow", "--find-links", folder.toString())
                    .doesNotContain("--no-binary");
            assertThat(folder).isDirectoryContaining("glob:**/docopt-0.6.2-py3-none-any.whl");
            assertThat(Files.readString(scratch.folder().resolve("constraints.txt")))
                    .startsWith("crcmod==1.7\n")
                    .endsWith("\nsix<2\n");
            assertThat(Files.readString(scratch.folder().resolve("uv.toml"))).doesNotContain("docopt");
        }
    }

    @Test
    void sdistsAreAskedForWithoutWhatSettingsRequireBesideThem() throws IOException {
        Path named = Files.writeString(folder.resolve("named.toml"), """
                override-dependencies = ['other @ https://example.com/other-1.0-py3-none-any.whl']
                resolution = 'lowest'
                [pip]
                constraint-dependencies = ['other<2']
                prerelease = 'allow'
                """);
        scene.variable("UV_CONFIG_FILE", named.toString());
        Path asked = Files.writeString(folder.resolve("requirements.txt"), "other\n");
        Question question = new Question(List.of(asked), SdistTable.carried(), TARGET);

        try (Scratch scratch = Scratch.create()) {
            String answer = session("""
                            for word; do
                              case "$previous" in --output-file) answer=$word ;; --project) project=$word ;; esac
                              previous=$word
                            done
                            file="wheels = [{ url = 'file:///x/docopt-0.6.2-py3-none-any.whl' }]"
                            case "$*" in *--no-deps*)
                              file="sdist = { url = 'https://example.com/docopt-0.6.2.tar.gz' }"
                              /bin/cp "$UV_CONFIG_FILE" "$project/second.toml"
                              printf '%s\n' "$@" > "$project/second" ;;
                            esac
                            printf "[[packages]]\nname = 'docopt'\nversion = '0.6.2'\n%s\n" "$file" > "$answer"
                            """).compile(question, scratch).pylock();

            assertThat(answer)
                    .contains("https://example.com/docopt-0.6.2.tar.gz")
                    .doesNotContain(".whl");
            assertThat(Files.readString(scratch.folder().resolve("second")).lines())
                    .containsSequence("--only-binary", ":all:", "--no-binary", "docopt", "--constraints")
                    .contains("--no-deps")
                    .doesNotContain("--find-links", asked.toString());
            assertThat(Files.readString(scratch.folder().resolve("second.toml")))
                    .contains("resolution = 'lowest'", "prerelease = 'allow'", "docopt")
                    .doesNotContain("other", "crcmod");
        }
    }

    @Test
    void theOneProgramThatUvMayCallIsAskedForLogins() throws IOException {
        Path keyring = scene.onPath("keyring", "");
        scene.onPath("git", "");

        try (Scratch scratch = Scratch.create()) {
            UvSession session = session(SCRIPT);
            session.compile(question(), scratch);
            session.compile(question(), scratch);

            Path programs = scratch.folder().resolve("programs");
            assertThat(scratch.folder().resolve("path")).hasContent(programs.toString());
            assertThat(programs).isDirectoryContaining("glob:**/keyring").isDirectoryNotContaining("glob:**/git");
            assertThat(programs.resolve("keyring")).isSymbolicLink().hasSameTextualContentAs(keyring);
        }
    }

    @Test
    void withoutAKeyringUvMayCallNothing() throws IOException {
        try (Scratch scratch = Scratch.create()) {
            session(SCRIPT).compile(question(), scratch);

            assertThat(scratch.folder().resolve("programs")).isEmptyDirectory();
        }
    }

    @Test
    void itRunsInTheProjectsFolderWithItsWishes() throws IOException {
        Path job = Files.createDirectory(folder.resolve("job"));
        files.add(job.resolve("requirements.txt"));
        Files.writeString(job.resolve("uv.toml"), "prerelease = 'allow'\n");

        try (Scratch scratch = Scratch.create()) {
            session(SCRIPT).compile(question(), scratch);

            assertThat(scratch.folder().resolve("folder")).hasContent(job.toRealPath() + "\n");
            assertThat(Files.readString(scratch.folder().resolve("uv.toml"))).contains("prerelease = 'allow'");
        }
    }

    @Test
    void aConfigurationFileThatTheUserNamesIsKeptInOurs() throws IOException {
        Path named = Files.writeString(folder.resolve("named.toml"), "resolution = 'lowest'\n");
        scene.variable("UV_CONFIG_FILE", named.toString());

        try (Scratch scratch = Scratch.create()) {
            session(SCRIPT).compile(question(), scratch);

            assertThat(scratch.folder().resolve("configuration"))
                    .hasContent(scratch.folder().resolve("uv.toml").toString());
            assertThat(Files.readString(scratch.folder().resolve("uv.toml")))
                    .contains("resolution = 'lowest'", "dependency-metadata");
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "HTTP_PROXY,  http://me:word@p:1, http",
                "https_proxy, http://me:word@p:1, https",
                "ALL_PROXY,   http://me:word@p:1, http https",
                "HTTP_PROXY,  http://p:1,         none"
            })
    void onWindowsAProxyWithALoginStandsInTheFile(String name, String proxy, String schemes) throws IOException {
        scene.variable("PATHEXT", ".EXE").variable(name, proxy);
        List<String> told = schemes == null
                ? List.of()
                : Stream.of(schemes.split(" "))
                        .map(scheme -> "%s-proxy = '%s'".formatted(scheme, proxy))
                        .toList();

        try (Scratch scratch = Scratch.create()) {
            version = UvRelease.shipped().version().toString();
            session(SCRIPT).compile(question(), scratch);

            assertThat(Files.readString(scratch.folder().resolve("uv.toml")).lines())
                    .filteredOn(line -> line.contains("-proxy"))
                    .containsExactlyElementsOf(told);
            assertThat(scratch.folder().resolve("proxies")).content().doesNotContain("word");
            assertThat(Files.readString(scratch.folder().resolve("proxies")).contains(proxy))
                    .isEqualTo(schemes == null);
        }
    }

    @Test
    void elsewhereAndForAnOlderUvProxiesAreVariablesOfSmallLetters() throws IOException {
        scene.variable("HTTPS_PROXY", "http://me:word@p:1");

        try (Scratch scratch = Scratch.create()) {
            session(SCRIPT).compile(question(), scratch);

            assertThat(scratch.folder().resolve("proxies")).hasContent("https_proxy=http://me:word@p:1");
            assertThat(Files.readString(scratch.folder().resolve("uv.toml"))).doesNotContain("proxy");
        }
        scene.variable("PATHEXT", ".EXE");
        try (Scratch scratch = Scratch.create()) {
            session(SCRIPT).compile(question(), scratch);

            assertThat(Files.readString(scratch.folder().resolve("uv.toml"))).doesNotContain("proxy");
        }
    }

    @Test
    void noPasswordOfAFileIsInAMessage() throws IOException {
        Path named = Files.writeString(
                folder.resolve("named.toml"), "[[index]]\nurl = 'https://me:s3cret@index.example.com/'\n");
        scene.variable("UV_CONFIG_FILE", named.toString());
        UvSession session = session("echo 'error: no s3cret in x/s3cret' >&2; exit 2");

        try (Scratch scratch = Scratch.create()) {
            assertThatThrownBy(() -> session.compile(question(), scratch))
                    .hasMessageContaining("no … in x/…")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void whatUvSaysOfAFailureIsTheProblem() throws IOException {
        UvSession session = session("echo 'error: File not found' >&2; exit 2");

        try (Scratch scratch = Scratch.create()) {
            assertThatThrownBy(() -> session.compile(question(), scratch))
                    .hasMessageContainingAll("[PYF-488]", "File not found");
        }
    }

    @Test
    void longResolutionIsTold() throws IOException {
        UvSession session = session("/bin/sleep 1\n" + SCRIPT);

        try (Scratch scratch = Scratch.create()) {
            session.compile(question(), scratch);
        }

        assertThat(told).singleElement().asString().contains("uv still asks for versions", "899 s more at most");
    }

    private Question question() {
        return new Question(List.of(), SdistTable.carried(), TARGET);
    }

    private UvSession session(String script) throws IOException {
        Combination combination = new Combination(
                new FlinkVersion(2, 2, 1), new JavaVersion(17), new PythonMinor(11), Platform.LINUX_AMD64);
        return new UvSession(
                new UvProgram(scene.program("uv", script), Pep440Version.of(version)),
                scene.environment(),
                new ProjectSettings(files),
                stub,
                options,
                combination,
                new UvPatience(told::add, Duration.ofMillis(200)));
    }
}
