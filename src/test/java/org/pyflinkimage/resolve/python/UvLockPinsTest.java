package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.python.Marker;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;

/** Lock files of uv's, as {@code uv export} reads them: recorded by {@code src/test/scripts/uv-locks.py}. */
class UvLockPinsTest {

    private static final Path RECORDED = Path.of("src/test/resources/org/pyflinkimage/resolve/python/locks");

    @TempDir
    private Path folder;

    static Stream<Path> recorded() throws IOException {
        try (Stream<Path> locks = Files.list(RECORDED)) {
            return locks.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void requiresWhatUvExports(Path recording) throws IOException {
        try (Stream<Path> files = Files.list(recording)) {
            for (Path export : files.filter(file -> name(file).startsWith("export"))
                    .sorted()
                    .toList()) {
                requireExported(recording, export);
            }
        }
    }

    private static void requireExported(Path recording, Path export) throws IOException {
        StructuredFile pins = UvLockPins.read(
                        recording.resolve("uv.lock"), asked("extra", export), DiskProject.ENVIRONMENT)
                .withGroups(asked("group", export).extras());

        for (MarkerEnvironment environment : environments()) {
            assertThat(pins.problems(environment)).isEmpty();
            assertThat(texts(pins, environment))
                    .as("%s in %s", export, environment)
                    .containsExactlyInAnyOrderElementsOf(exported(recording, export, environment));
        }
    }

    /** What a recording was asked for, by its name: {@code export,extra=one,group=docs.txt}. */
    private static AskedParts asked(String kind, Path export) {
        return new AskedParts(
                Stream.of(name(export).replaceFirst("[.]txt$", "").split(",", -1))
                        .filter(part -> part.startsWith(kind + "="))
                        .map(part -> part.substring(kind.length() + 1))
                        .collect(Collectors.toSet()),
                Set.of());
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    @ParameterizedTest
    @CsvSource({
        "groups, dev docs run",
        "including-groups, more none type-check",
        "members-with-groups, docs more own test",
        "plain, ''"
    })
    void groupsAreThoseOfTheProjects(String recording, String names) {
        assertThat(String.join(" ", recording(recording).groups())).isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource({
        "conflicts,           'one,two',   '',        the extra `one` and the extra `two`",
        "conflicting-groups,  '',          'one,two', the group `one` and the group `two`",
        "conflicting-groups,  '',          'all,two', the group `one` and the group `two`",
        "conflicting-groups,  'three',     'two',     the extra `three` and the group `two`",
    })
    void whatConflictsIsRefused(String recording, String extras, String groups, String why) {
        StructuredFile pins = UvLockPins.read(
                        RECORDED.resolve(recording).resolve("uv.lock"),
                        new AskedParts(words(extras), Set.of()),
                        DiskProject.ENVIRONMENT)
                .withGroups(words(groups));

        assertThat(pins.problems(environments().get(0))).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("PYF-092");
            assertThat(problem.toText()).contains(why);
        });
    }

    /** A default group stands in no element that it could be left out of; the first of what is asked for conflicts with it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cpu | the default group `cpu` and the group `gpu`                    | `cpu` | ''   | gpu         | --no-dev --no-group cpu --group gpu
            all | the group `cpu` of the default group `all` and the group `gpu` | `all` | ''   | gpu         | --no-dev --no-group all --group gpu
            cpu | the group `dev` and the default group `cpu`                    | `cpu` | ''   | dev         | --no-group cpu --group dev
            cpu | the default group `cpu` and the group `gpu`                    | `cpu` | Fast | gpu,dev,etl | --no-group cpu --extra Fast --group dev --group etl --group gpu
            cpu | the default group `cpu` and the group `gpu`                    | `cpu` | ''   | gpu,cpu     | --no-dev --no-group cpu --group gpu
            """)
    void defaultGroupThatConflictsIsToldAsThat(
            String defaults, String why, String left, String extras, String groups, String options) throws IOException {
        String group = groups.split(",", -1)[0];
        Files.writeString(folder.resolve("pyproject.toml"), """
                [project]
                name = "job"
                version = "1"
                [dependency-groups]
                cpu = []
                gpu = []
                dev = []
                etl = []
                all = [{ include-group = "cpu" }]
                [tool.uv]
                default-groups = ["%s"]
                conflicts = [[{ group = "%s" }, { group = "cpu" }]]
                """.formatted(defaults, group));
        Path lock = Files.writeString(folder.resolve("uv.lock"), """
                version = 1
                revision = 3
                conflicts = [[{ package = "job", group = "%1$s" }, { package = "job", group = "%2$s" }]]
                [[package]]
                name = "job"
                version = "1"
                source = { virtual = "." }
                """.formatted(
                        group.equals("dev") ? "dev" : "cpu", group.equals("dev") ? "cpu" : group));
        StructuredFile pins = UvLockPins.read(lock, new AskedParts(words(extras), Set.of()), DiskProject.ENVIRONMENT);

        assertThat(pins.withGroups(words(groups)).problems(environments().get(0)))
                .filteredOn(problem -> problem.code().equals("PYF-092"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains(
                                why,
                                "take %s out of `default-groups` in the `pyproject.toml`".formatted(left),
                                "`uv export --frozen --no-emit-project %s -o requirements.txt`".formatted(options)));
    }

    @Test
    void extraThatNoProjectHasIsToldWithThoseThatThereAre() {
        UvLockPins pins = UvLockPins.read(
                RECORDED.resolve("conflicts/uv.lock"),
                new AskedParts(Set.of("three"), Set.of()),
                DiskProject.ENVIRONMENT);

        assertThat(pins.problems(environments().get(0)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains("PYF-488", "has no extra `three`", "its extras are one, two"));
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(",", -1));
    }

    private static UvLockPins recording(String name) {
        return UvLockPins.read(RECORDED.resolve(name).resolve("uv.lock"), AskedParts.NONE, DiskProject.ENVIRONMENT);
    }

    private static List<MarkerEnvironment> environments() {
        return IntStream.rangeClosed(9, 13)
                .mapToObj(PythonMinor::new)
                .flatMap(python -> Stream.of(Platform.LINUX_AMD64, Platform.LINUX_ARM64)
                        .map(platform -> MarkerEnvironment.of(new PythonVersion(python, 2), platform)))
                .toList();
    }

    /** Paths of uv's export start in the folder that it was called in. */
    private static List<String> exported(Path recording, Path export, MarkerEnvironment environment)
            throws IOException {
        return Files.readAllLines(export).stream()
                .map(line -> line.split(" ; ", 2))
                .filter(parts -> parts.length == 1
                        || Marker.parse(parts[1]).orElseThrow().evaluate(environment))
                .map(parts -> parts[0].strip())
                .map(text -> text.startsWith("-e ") ? absolute(recording, text.substring(3)) : text)
                .map(text -> text.endsWith(".whl") && text.startsWith(".")
                        ? "given @ " + Path.of(absolute(recording, text)).toUri()
                        : text)
                .toList();
    }

    private static String absolute(Path recording, String path) {
        return recording.toAbsolutePath().resolve(path).normalize().toString();
    }

    /** What cannot be made without a network. */
    @Test
    void packagesOfOtherOriginsAreWrittenSoThatTheyAreRefused() throws IOException {
        UvLockPins pins = read("""
                version = 1
                [[package]]
                name = "job"
                source = { virtual = "." }
                dependencies = [{ name = "a" }, { name = "b" }, { name = "c" }, { name = "d" }]
                [[package]]
                name = "a"
                version = "1"
                source = { git = "https://example.com/a.git?rev=main#0123abc" }
                [[package]]
                name = "b"
                version = "1"
                source = { directory = "../b" }
                [[package]]
                name = "c"
                version = "1"
                source = { url = "https://files.example.com/c-1.tar.gz" }
                [[package]]
                name = "d"
                version = "1"
                source = { path = "d-1.tar.gz" }
                """);

        assertThat(texts(pins, environments().get(0)))
                .containsExactlyInAnyOrder(
                        "a @ git+https://example.com/a.git@0123abc",
                        folder.resolveSibling("b").toString(),
                        "c @ https://files.example.com/c-1.tar.gz",
                        "d @ " + folder.resolve("d-1.tar.gz").toUri());
        assertThat(pins.lines(environments().get(0)))
                .allSatisfy(line -> assertThat(line.place().name()).isEqualTo("uv.lock"));
    }

    /** As uv 0.13.9 has it: it takes the default groups of a workspace that is no project, and keeps their names with them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            default-groups = ["run"]        | default-groups = ["run"] | a b c | none
            default-groups = ["Run", "dev"] | default-groups = ["dev", "run"] | a b c | none
            default-groups = "all"          | default-groups = "all"   | a b c d | none
            ''                              | ''                       | a     | none
            default-groups = ["run"]        | ''                       | a b c | the default groups are [run], and were [dev]
            ''                              | default-groups = "all"   | a     | the default groups are [dev], and were [all]
            """)
    void defaultGroupsOfAWorkspaceAreTaken(String now, String locked, String names, @Nullable String changed)
            throws IOException {
        Files.writeString(
                folder.resolve("pyproject.toml"),
                "[tool.uv]\n%s\n[tool.uv.workspace]\nmembers = ['m']\n[dependency-groups]\nrun = ['b']\ndocs = ['d']\ndev = ['e']\n"
                        .formatted(now));
        Files.createDirectory(folder.resolve("m"));
        Files.writeString(
                folder.resolve("m/pyproject.toml"),
                "[project]\nname = 'm'\nversion = '1'\ndependencies = ['a']\n[dependency-groups]\nrun = ['c']\n");
        UvLockPins pins = read("""
                version = 1
                revision = 5
                [manifest]
                members = ["m"]
                %s
                [manifest.dependency-groups]
                run = [{ name = "b" }]
                docs = [{ name = "d" }]
                dev = [{ name = "e" }]
                [[package]]
                name = "m"
                version = "1"
                source = { virtual = "m" }
                dependencies = [{ name = "a" }]
                [package.dev-dependencies]
                run = [{ name = "c" }]
                [package.metadata]
                requires-dist = [{ name = "a" }]
                [package.metadata.requires-dev]
                run = [{ name = "c" }]
                %s""".formatted(
                        locked,
                        Stream.of("a", "b", "c", "d", "e")
                                .map("[[package]]\nname = '%s'\nversion = '1'\n"::formatted)
                                .collect(Collectors.joining())));

        assertThat(texts(pins, environments().get(0)))
                .containsExactly(
                        Stream.of(names.split(" ", -1)).map("%s==1"::formatted).toArray(String[]::new));
        assertThat(pins.problems(environments().get(0)).stream().flatMap(problem -> problem.why().stream()))
                .containsExactlyElementsOf(changed == null ? List.of() : List.of(changed));
    }

    /** As after a merge of two branches, each with a lock file of its own. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            a>=1                                | none
            a>1                                 | `a>1` is required, and 1 is locked
            b                                   | `b` is required, and not locked
            b ; python_version < '3'            | none
            a>1 ; python_version > '3.99'       | none
            overridden>1                        | none
            excluded                            | none
            job[x]                              | none
            """)
    void whatIsRequiredIsChosen(String required, @Nullable String why) throws IOException {
        Files.writeString(folder.resolve("pyproject.toml"), """
                [project]
                name = "Job"
                version = "1"
                dependencies = ["a", "REQUIRED"]
                [tool.uv]
                override-dependencies = ["overridden==1"]
                exclude-dependencies = ["excluded"]
                """.replace("REQUIRED", required));
        String[] parts = required.split(" ; ", -1);
        String name = parts[0].replaceFirst("\\W.*", "");
        String marker = parts.length == 1 ? "" : ", marker = \"%s\"".formatted(parts[1]);
        String extras = parts[0].contains("[") ? ", extras = [\"x\"]" : "";
        String specifier = extras.isEmpty() ? ", specifier = \"%s\"".formatted(parts[0].substring(name.length())) : "";

        List<Problem> problems = read("""
                version = 1
                revision = 3
                [manifest]
                overrides = [{ name = "overridden", specifier = "==1" }]
                excludes = ["excluded"]
                [[package]]
                name = "job"
                version = "1"
                source = { virtual = "." }
                dependencies = [{ name = "a" }]
                [package.metadata]
                requires-dist = [{ name = "a" }, { name = "%s"%s }]
                [[package]]
                name = "a"
                version = "1"
                source = { registry = "https://example.com/simple" }
                """.formatted(name, extras + specifier + marker))
                .problems(environments().get(0));

        assertThat(problems).as("%s", problems).hasSize(why == null ? 0 : 1).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo("PYF-488");
            assertThat(problem.why()).containsExactly(why);
            assertThat(problem.remedies()).containsExactly("delete it, and write it anew: `uv lock`");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "version = 2, 'the version of its form is 2, and 1 is read'",
        "'', 'the version of its form is 0, and 1 is read'",
        "version = 1, 'it is of no project: none of its packages lies in its own folder'"
    })
    void whatIsNoLockOfAProjectIsSaidSo(String text, String why) throws IOException {
        List<Problem> problems = read(text + "\n").problems(environments().get(0));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("PYF-488");
            assertThat(problem.why()).containsExactly(why);
            assertThat(problem.remedies()).hasSize(1);
        });
    }

    private static List<String> texts(StructuredFile pins, MarkerEnvironment environment) {
        return pins.lines(environment).stream().map(RequirementLine::text).toList();
    }

    private UvLockPins read(String text) throws IOException {
        return UvLockPins.read(
                Files.writeString(folder.resolve("uv.lock"), text), AskedParts.NONE, DiskProject.ENVIRONMENT);
    }
}
