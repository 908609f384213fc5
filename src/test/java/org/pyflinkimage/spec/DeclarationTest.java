package org.pyflinkimage.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

class DeclarationTest {

    private static final KnownVersions KNOWN = () -> Stream.of("1.17.1", "1.20.4", "1.20.5", "2.2.0", "2.2.1")
            .map(text -> FlinkVersion.parse(text).orElseThrow())
            .toList();

    private static final ProjectFiles DISK = new ProjectFiles() {
        @Override
        public boolean isFile(Path path) {
            return Files.isRegularFile(path);
        }

        @Override
        public boolean isFolder(Path path) {
            return Files.isDirectory(path);
        }

        @Override
        public Path realPath(Path path) {
            try {
                return path.toRealPath();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    };

    @TempDir
    Path folder;

    private Declaration declaration;

    @BeforeEach
    void declareNothing() {
        declaration = new Declaration(folder);
    }

    private void declare(Element element, String... values) {
        declaration.with(element, Arrays.asList(values));
    }

    private List<ImageSpec> specs() {
        return declaration.specs(DISK, KNOWN);
    }

    private ImageSpec spec() {
        assertThat(specs()).hasSize(1);
        return specs().get(0);
    }

    private List<Problem> problems() {
        return catchThrowableOfType(PyFlinkException.class, this::specs).problems();
    }

    private Problem problem() {
        assertThat(problems()).hasSize(1);
        return problems().get(0);
    }

    private List<String> cells() {
        return specs().stream().map(spec -> spec.combination().slug()).toList();
    }

    private void file(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }

    @Test
    void nothingDeclaredIsTheNewestFlinkWithTheDefaults() {
        ImageSpec spec = spec();

        assertThat(spec.combination().slug()).isEqualTo("flink-2.2.1-java17-python3.11-linux-amd64");
        assertThat(spec.reference()).isEqualTo("pyflink:2.2.1-java17-python3.11");
        assertThat(spec.requirements()).isEqualTo(PythonRequirements.none());
        assertThat(spec.connectors()).isEmpty();
        assertThat(spec.job()).isEmpty();
        assertThat(spec.outputs()).containsExactly(Output.OCI_ARCHIVE);
        assertThat(spec.hints()).isEqualTo(ImageSpec.Hints.none());
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        declare(Element.FLINK, "2.2", "9.9.9");
        declare(Element.JAVA, "x");
        declare(Element.IMAGE, "UPPER");
        declare(Element.CONNECTORS, "kafka");

        assertThat(problems())
                .extracting(Problem::code)
                .containsExactlyInAnyOrder("PYF-001", "PYF-002", "PYF-003", "PYF-010", "PYF-023");
    }

    @Test
    void everyProblemNamesAnElementOrAPropertyToTry() {
        for (Element element : Element.values()) {
            if (element != Element.JOB && element != Element.ENTRY) {
                declare(element, "!");
            }
        }
        declare(Element.JOB, "nowhere");

        assertThat(problems())
                .hasSizeGreaterThan(12)
                .allSatisfy(problem ->
                        assertThat(String.join("\n", problem.remedies())).contains("`<", "`-Dpyflink."));
    }

    @Test
    void oneValueIsTakenWhereOneIsMeant() {
        declare(Element.IMAGE, "a", "b");

        assertThat(problem().code()).isEqualTo("PYF-008");
        assertThat(problem().what()).contains("`<image>`", "`a`", "`b`");
    }

    @Nested
    class Matrix {

        @Test
        void isTheProductInTheDeclaredOrder() {
            declare(Element.FLINK, "2.2.1", "1.20.5");
            declare(Element.JAVA, "17", "11");
            declare(Element.PLATFORMS, "linux/arm64", "linux/amd64");

            assertThat(cells())
                    .containsExactly(
                            "flink-2.2.1-java17-python3.11-linux-arm64",
                            "flink-2.2.1-java17-python3.11-linux-amd64",
                            "flink-2.2.1-java11-python3.11-linux-arm64",
                            "flink-2.2.1-java11-python3.11-linux-amd64",
                            "flink-1.20.5-java17-python3.11-linux-arm64",
                            "flink-1.20.5-java17-python3.11-linux-amd64",
                            "flink-1.20.5-java11-python3.11-linux-arm64",
                            "flink-1.20.5-java11-python3.11-linux-amd64");
        }

        @Test
        void theSameValueTwiceIsOneValue() {
            declare(Element.JAVA, "8", "1.8", "8");

            assertThat(cells()).containsExactly("flink-2.2.1-java8-python3.11-linux-amd64");
        }

        @Test
        void exclusionMatchesByAllItsValues() {
            declare(Element.FLINK, "2.2.1", "1.20.5");
            declare(Element.PYTHON, "3.11", "3.12");
            declaration.without(List.of(new Exclusion(Map.of(Element.FLINK, "1.20", Element.PYTHON, "3.12"))));

            assertThat(cells())
                    .containsExactly(
                            "flink-2.2.1-java17-python3.11-linux-amd64",
                            "flink-2.2.1-java17-python3.12-linux-amd64",
                            "flink-1.20.5-java17-python3.11-linux-amd64");
        }

        @Test
        void exclusionThatMatchesNothingIsFine() {
            declaration.without(List.of(new Exclusion(Map.of(Element.FLINK, "1.20.5"))));

            assertThat(cells()).hasSize(1);
        }

        @Test
        void exclusionOfEverythingIsAProblem() {
            declaration.without(List.of(new Exclusion(Map.of(Element.JAVA, "17"))));

            assertThat(problem().code()).isEqualTo("PYF-007");
        }

        @Test
        void exclusionThatNamesNothingOrNonsenseIsAProblem() {
            declaration.without(
                    List.of(new Exclusion(Map.of()), new Exclusion(Map.of(Element.PLATFORMS, "linux/sparc"))));

            assertThat(problems()).extracting(Problem::code).containsExactly("PYF-006", "PYF-006");
            assertThat(problems().get(1).what()).contains("linux/sparc");
        }

        @Test
        void releaseLineListsItsReleases() {
            declare(Element.FLINK, "1.20");

            assertThat(problem().code()).isEqualTo("PYF-001");
            assertThat(problem().toText()).contains("`1.20`", "1.20.4, 1.20.5", "-Dpyflink.flink=1.20.5");
        }

        @Test
        void unknownReleaseListsWhatCanBeHad() {
            declare(Element.FLINK, "1.18.0");

            assertThat(problem().code()).isEqualTo("PYF-002");
            assertThat(problem().toText()).contains("`1.18.0`", "1.17.1, 1.20.5, 2.2.1", "<version>2.2.1</version>");
        }

        @Test
        void patchNewerThanTheFactsIsNotRefused() {
            declare(Element.FLINK, "2.2.7");

            assertThat(cells()).containsExactly("flink-2.2.7-java17-python3.11-linux-amd64");
        }

        @Test
        void patchMissingAmongTheFactsIsRefused() {
            declare(Element.FLINK, "1.17.0");

            assertThat(problem().toText()).contains("of this line are 1.17.1", "-Dpyflink.flink=1.17.1");
        }

        @ParameterizedTest
        @CsvSource({
            "FLINK, latest, PYF-001",
            "JAVA, 17.0.2, PYF-003",
            "PYTHON, 2.7, PYF-004",
            "PYTHON, 3.11.2, PYF-004",
            "PLATFORMS, linux/x86_64, PYF-005"
        })
        void malformedValueIsQuoted(Element element, String value, String code) {
            declare(element, value);

            assertThat(problem().code()).isEqualTo(code);
            assertThat(problem().what()).contains("`" + value + "`", element.tag());
        }

        @Test
        void wholeVersionsAreLedToTheirLine() {
            declare(Element.JAVA, "1.8.0_292", "11.0.4");
            declare(Element.PYTHON, "3.9.18");

            assertThat(problems())
                    .flatExtracting(Problem::remedies)
                    .satisfiesExactly(
                            java8 -> assertThat(java8).contains("-Dpyflink.java=8"),
                            java11 -> assertThat(java11).contains("-Dpyflink.java=11"),
                            python -> assertThat(python).contains("-Dpyflink.python=3.9"));
        }
    }

    @Nested
    class Name {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "word-count",
                    "team/word__count",
                    "a/b/c/d",
                    "a.b_c--d",
                    "localhost/x",
                    "localhost:5000/x",
                    "registry.example.com/team/wordcount",
                    "REGISTRY.example.com:5000/team/wordcount",
                    "[::1]:5000/x"
                })
        void repositoryIsTaken(String name) {
            declare(Element.IMAGE, name);

            assertThat(spec().repository()).isEqualTo(name);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Upper",
                    "team/Upper",
                    "a//b",
                    "/a",
                    "a/",
                    "a b",
                    "-a",
                    "a-",
                    "a___b",
                    "a..b",
                    "https://example.com/a",
                    "example.com:port/a",
                    "exa_mple.com/a",
                    "a:1.0",
                    "example.com:5000/a:1.0",
                    "a@sha256:0123"
                })
        void otherTextIsRefusedWithTheExpectedForm(String name) {
            declare(Element.IMAGE, name);

            assertThat(problem().code()).isEqualTo("PYF-010");
            assertThat(problem().what()).contains("`" + name + "`", "[host[:port]/]path/name");
        }

        @Test
        void veryLongNameIsRefused() {
            declare(Element.IMAGE, "a".repeat(256));

            assertThat(problem().code()).isEqualTo("PYF-010");
        }

        @Test
        void tagInTheNameIsLedToTags() {
            declare(Element.IMAGE, "example.com:5000/A:1.0", "");
            declaration.with(Element.IMAGE, List.of("example.com:5000/a:1.0"));

            assertThat(problem().why()).anyMatch(why -> why.contains("<tags>"));
            assertThat(problem().remedies()).anyMatch(remedy -> remedy.contains("<image>example.com:5000/a</image>"));
        }

        @Test
        void defaultComesFromTheProjectWhereItFits() {
            assertThat(declaration
                            .withDefaultImage("my-job")
                            .specs(DISK, KNOWN)
                            .get(0)
                            .repository())
                    .isEqualTo("my-job");
            assertThat(declaration
                            .withDefaultImage("$$")
                            .specs(DISK, KNOWN)
                            .get(0)
                            .repository())
                    .isEqualTo("my-job");
        }

        @Test
        void registryWantsADeclaredName() {
            declare(Element.TO, "registry");

            assertThat(problem().code()).isEqualTo("PYF-014");
        }

        @Test
        void outputsAreRead() {
            declare(Element.IMAGE, "example.com/a");
            declare(Element.TO, "registry", "docker-archive");

            assertThat(spec().outputs()).isEqualTo(Set.of(Output.DOCKER_ARCHIVE, Output.REGISTRY));
        }

        @Test
        void unknownOutputListsAll() {
            declare(Element.TO, "tar");

            assertThat(problem().toText()).contains("PYF-016", "oci-archive, docker-archive, daemon, registry");
        }
    }

    @Nested
    class Tags {

        @Test
        void placeholdersOfBothFormsAreFilled() {
            declare(Element.TAGS, "${flink}-${java}-@{python}-@{platform}", "x", "x");

            assertThat(spec().tags()).containsExactly("2.2.1-17-3.11-linux-amd64", "x");
        }

        @Test
        void unknownPlaceholderListsAll() {
            declare(Element.TAGS, "${scala}");

            assertThat(problem().code()).isEqualTo("PYF-012");
            assertThat(problem().toText()).contains("`scala`", "`${flink}`, `${java}`, `${python}`, `${platform}`");
        }

        @ParameterizedTest
        @ValueSource(strings = {"-a", ".a", "a b", "a/b", "a:b", "${flink}+1", "a$b"})
        void malformedTagIsAProblem(String tag) {
            declare(Element.TAGS, tag);

            assertThat(problem().code()).isEqualTo("PYF-011");
        }

        @Test
        void longestTagHas128Characters() {
            declare(Element.TAGS, "a".repeat(128));
            assertThat(specs()).hasSize(1);

            declare(Element.TAGS, "a".repeat(129));
            assertThat(problem().code()).isEqualTo("PYF-011");
        }

        @Test
        void platformsMayShareOneInARegistry() {
            declare(Element.PLATFORMS, "linux/amd64", "linux/arm64");

            assertThat(specs()).hasSize(2);
        }

        @Test
        void emptyTagTellsOfMavensOwnProperties() {
            declaration.with(Element.TAGS, Arrays.asList((String) null));

            assertThat(problem().code()).isEqualTo("PYF-009");
            assertThat(problem().toText()).contains("Maven", "@{flink}");
        }
    }

    @Nested
    class Requirements {

        @Test
        void fileBesideThePomIsTheDefault() throws IOException {
            file("requirements.txt");

            assertThat(spec().requirements().files()).containsExactly(folder.resolve("requirements.txt"));
        }

        @Test
        void declaredOnesReplaceTheDefault() throws IOException {
            file("requirements.txt");
            file("py/pylock.prod.toml");
            declare(Element.REQUIREMENTS, "py/pylock.prod.toml", "numpy>=1.26,<2");

            assertThat(spec().requirements())
                    .isEqualTo(new PythonRequirements(
                            List.of(folder.resolve("py/pylock.prod.toml")), List.of("numpy>=1.26,<2")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"missing.txt", "uv.lock", "pyproject.toml", "requirements/prod.in"})
        void missingFileIsAProblem(String name) {
            declare(Element.REQUIREMENTS, name);

            assertThat(problem().code()).isEqualTo("PYF-020");
            assertThat(problem().toText()).contains("`" + name + "`", folder.toString());
        }

        @ParameterizedTest
        @ValueSource(strings = {"poetry.lock", "config.toml"})
        void otherFilesAreNotRead(String name) throws IOException {
            file(name);
            declare(Element.REQUIREMENTS, name);

            assertThat(problem().code()).isEqualTo("PYF-021");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "numpy",
                    "numpy==1.26.4",
                    "pandas [excel, html] >= 2 , != 2.1.*",
                    "requests (>=2.8.1)",
                    "a~=1.0; python_version < '3.12'",
                    "pip @ https://example.com/pip-1.whl",
                    "pip@https://example.com/pip-1.whl ; extra == 'x'",
                    "zope.interface===2"
                })
        void requirementIsTaken(String text) {
            declare(Element.REQUIREMENTS, text);

            assertThat(spec().requirements().inline()).containsExactly(text);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"-r other", "numpy 1.26", "numpy>", "=1", "numpy>=1.26,,<2", "numpy[x", "--index-url x"})
        void otherTextIsRefused(String text) {
            declare(Element.REQUIREMENTS, text);

            assertThat(problem().code()).isEqualTo("PYF-022");
        }
    }

    @Nested
    class Settings {

        @Test
        void keepTheirOrder() {
            declaration.withFlinkConfig(List.of(new Setting("z.b", " 1 "), new Setting("a-b", "2")));

            assertThat(spec().flinkConfig()).containsExactly(Map.entry("z.b", "1"), Map.entry("a-b", "2"));
        }

        @Test
        void sameKeyTwiceIsAProblem() {
            declaration.withFlinkConfig(List.of(new Setting("a.b", "1"), new Setting("a.b", "2")));

            assertThat(problem().toText()).contains("PYF-024", "`a.b` stands twice in `<flinkConfig>`");
        }

        @Test
        void emptyLabelAndOddKeysAreProblems() {
            declaration.withFlinkConfig(List.of(new Setting("a b", "2")));
            declaration.withLabels(List.of(new Setting("-x", "1"), new Setting("x", "")));

            assertThat(problems()).extracting(Problem::code).containsExactly("PYF-024", "PYF-025", "PYF-025");
        }

        @Test
        void emptyElementTakesAKeyOutOfFlinksOwn() {
            declaration.withFlinkConfig(List.of(new Setting("rest.address", "")));

            assertThat(spec().flinkConfig()).containsExactly(Map.entry("rest.address", ""));
        }

        @Test
        void variablesMayBeEmptyAndKeepTheirOrder() {
            declaration.withEnvironment(List.of(new Setting("TZ", "UTC"), new Setting("A_1", "")));

            assertThat(spec().container().environment()).containsExactly(Map.entry("TZ", "UTC"), Map.entry("A_1", ""));
        }

        @Test
        void variablesWithOddNamesTwoLinesOrTwiceAreProblems() {
            declaration.withEnvironment(List.of(
                    new Setting("1A", "x"), new Setting("B", "1\n2"), new Setting("C", "1"), new Setting("C", "2")));

            assertThat(problems())
                    .extracting(Problem::code)
                    .containsOnly("PYF-027")
                    .hasSize(3);
        }

        @ParameterizedTest
        @ValueSource(strings = {"9999", "12345:0", "flink", "root", "flink:0"})
        void userIsANumberOrOneOfTheImages(String user) {
            declare(Element.USER, user);

            assertThat(spec().container().user()).contains(user);
        }

        @ParameterizedTest
        @ValueSource(strings = {"airflow", "-1", "9999:flink", "1:2:3", "99999999999"})
        void otherUserIsRefused(String user) {
            declare(Element.USER, user);

            assertThat(problem().toText()).contains("PYF-028", user, "`flink`, 9999");
        }

        @Test
        void labelsMayHaveSlashes() {
            declaration.withLabels(List.of(new Setting("example.com/team", "data")));

            assertThat(spec().labels()).containsExactly(Map.entry("example.com/team", "data"));
        }
    }

    @Nested
    class Job {

        @Test
        void folderWithEntry() throws IOException {
            file("src/main/python/jobs/count.py");
            declare(Element.JOB, "src/main/python");
            declare(Element.ENTRY, "jobs/../jobs/count.py");

            assertThat(spec().job())
                    .isEqualTo(Optional.of(new JobSpec(folder.resolve("src/main/python"), "jobs/count.py")));
        }

        @Test
        void sourcesHaveMavensUsualPlace() throws IOException {
            file("src/main/python/count.py");
            declare(Element.ENTRY, "count.py");

            assertThat(spec().job()).isEqualTo(Optional.of(new JobSpec(folder.resolve("src/main/python"), "count.py")));
        }

        @Test
        void singleFileIsItsOwnEntry() throws IOException {
            file("count.py");
            declare(Element.JOB, "count.py");

            assertThat(spec().job()).isEqualTo(Optional.of(new JobSpec(folder.resolve("count.py"), "count.py")));
        }

        @Test
        void singleFileHasNoOtherEntry() throws IOException {
            file("count.py");
            declare(Element.JOB, "count.py");
            declare(Element.ENTRY, "other.py");

            assertThat(problem().code()).isEqualTo("PYF-031");
        }

        @Test
        void missingSourcesAreAProblem() {
            declare(Element.JOB, "nowhere");
            declare(Element.ENTRY, "x.py");

            assertThat(problem().toText()).contains("PYF-030", "`nowhere`", "-Dpyflink.job");
        }

        @Test
        void otherFilesThanPythonAreNoJob() throws IOException {
            file("job.jar");
            declare(Element.JOB, "job.jar");

            assertThat(problem().code()).isEqualTo("PYF-030");
        }

        @Test
        void folderNeedsAnEntry() throws IOException {
            file("jobs/x.py");
            declare(Element.JOB, "jobs");

            assertThat(problem().toText()).contains("PYF-031", "-Dpyflink.entry");
        }

        @ParameterizedTest
        @ValueSource(strings = {"missing.py", "sub", "notes.txt"})
        void entryIsAPythonFileThere(String entry) throws IOException {
            file("jobs/x.py");
            file("jobs/sub/y.py");
            file("jobs/notes.txt");
            declare(Element.JOB, "jobs");
            declare(Element.ENTRY, entry);

            assertThat(problem().code()).isEqualTo("PYF-031");
        }

        @ParameterizedTest
        @ValueSource(strings = {"../x.py", "sub/../../x.py", "/etc/x.py", "..\\x.py"})
        void entryMayNotLeaveTheFolder(String entry) throws IOException {
            file("x.py");
            file("jobs/sub/y.py");
            declare(Element.JOB, "jobs");
            declare(Element.ENTRY, entry);

            assertThat(problem().code()).isEqualTo("PYF-032");
        }

        @Test
        void entryMayNotLeaveTheFolderByALink() throws IOException {
            file("x.py");
            file("jobs/y.py");
            Files.createSymbolicLink(folder.resolve("jobs/link.py"), folder.resolve("x.py"));
            declare(Element.JOB, "jobs");
            declare(Element.ENTRY, "link.py");

            assertThat(problem().code()).isEqualTo("PYF-032");
        }
    }

    @Nested
    class Hints {

        @Test
        void mirrorsAreFolders() {
            declare(Element.DEBIAN_MIRROR, "http://127.0.0.1:8080/debian");
            declare(Element.DEBIAN_SECURITY_MIRROR, "file:///srv/security/");

            assertThat(spec().hints().debianMirror()).hasToString("Optional[http://127.0.0.1:8080/debian/]");
            assertThat(spec().hints().debianSecurityMirror()).hasToString("Optional[file:///srv/security/]");
        }

        @ParameterizedTest
        @ValueSource(strings = {"mirror", "ftp://example.com/", "http:///debian", "http://a b/"})
        void otherTextIsNoMirror(String text) {
            declare(Element.DEBIAN_MIRROR, text);

            assertThat(problem().code()).isEqualTo("PYF-040");
        }

        @Test
        void uvIsAFileThatIsThere() throws IOException {
            file("tools/uv");
            declare(Element.UV, "tools/uv");
            assertThat(spec().hints().uv()).contains(folder.resolve("tools/uv"));

            declare(Element.UV, "tools");
            assertThat(problem().code()).isEqualTo("PYF-041");
        }

        @Test
        void baseIsScratch() {
            declare(Element.BASE, "scratch");
            assertThat(specs().get(0).base()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "debian:12",
                    "debian",
                    "127.0.0.1:5000/base",
                    "registry.example.com:443/team/debian:bookworm-slim@sha256:"
                            + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
                })
        void baseIsAReference(String base) {
            declare(Element.BASE, base);

            assertThat(specs().get(0).base()).contains(base);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Debian:12", "debian:", "debian@sha256:12", "debian:12 slim", "https://example.com/a"})
        void baseOfAnotherFormIsRefused(String base) {
            declare(Element.BASE, base);

            assertThat(problem().toText()).contains("PYF-019", "`" + base + "`", "-Dpyflink.base=scratch");
        }
    }
}
