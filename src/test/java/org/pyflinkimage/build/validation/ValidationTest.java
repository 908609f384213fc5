package org.pyflinkimage.build.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.debian.AptSources;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.resolve.debian.DebianReach;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.JarLines;
import org.pyflinkimage.spec.MatrixFormat;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.SilentLog;
import org.pyflinkimage.verdict.MatrixVerdict;

class ValidationTest {

    private static final ImageSpec FOUNDING = spec("1.16.1", 8, "3.10");
    /** Nobody can run what was not released yet, whatever the tested set grows to. */
    private static final ImageSpec UNTESTED = spec("2.3.99", 17, "3.11");

    private final List<String> notes = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final BuildLog log = new Recording();

    @TempDir
    private Path folder;

    @Test
    void versionOfAConnectorNamesTheFlinkThatItIsFor() {
        JarLines jars = Validation.knownVersions().jars();

        assertThat(jars.of(jar("org.apache.flink:flink-sql-connector-kafka:5.0.0-2.2")))
                .hasValueSatisfying(fits -> {
                    assertThat(fits.test(FlinkVersion.parse("2.2.1").orElseThrow()))
                            .isTrue();
                    assertThat(fits.test(FlinkVersion.parse("1.20.5").orElseThrow()))
                            .isFalse();
                });
        assertThat(jars.of(jar("org.example:own:1.0"))).isEmpty();
    }

    private static MavenCoordinates jar(String coordinates) {
        return MavenCoordinates.parse(coordinates).orElseThrow();
    }

    @Test
    void refusedCellEndsTheWorkWithBothWaysOut() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Validation.with(Map.of(), Optional.empty())
                        .requireThatAllFits(List.of(FOUNDING), nothingKnown(), BaseLook.NONE, log))
                .withMessageContaining("[PYF-106] apache-beam 2.38.0 has no wheel for Python 3.10")
                .withMessageContaining("`<python><version>3.9</version></python>` (-Dpyflink.python=3.9)")
                .withMessageContaining("`<flink><version>1.17.2</version></flink>` (-Dpyflink.flink=1.17.2)")
                .satisfies(exception -> assertThat(exception.problems())
                        .extracting(Problem::severity)
                        .containsOnly(Severity.ERROR));
        assertThat(warnings).extracting(Problem::code).contains("PYF-111", "PYF-115");
    }

    @Test
    void untestedCellIsOneShortLine() {
        Validation.with(Map.of(), Optional.empty())
                .requireThatAllFits(List.of(UNTESTED), nothingKnown(), BaseLook.NONE, log);

        assertThat(notes)
                .containsExactly(
                        "nobody has recorded a run of Flink 2.3.99, Java 17, Python 3.11, linux/amd64 (PYF-100)");
        assertThat(warnings).extracting(Problem::code).doesNotContain("PYF-100");
    }

    @Test
    void severalUntestedCellsAreCounted() {
        Validation.with(Map.of(), Optional.empty())
                .requireThatAllFits(List.of(UNTESTED, spec("2.3.98", 17, "3.11")), nothingKnown(), BaseLook.NONE, log);

        assertThat(notes).containsExactly("nobody has recorded a run of 2 of 2 combinations (PYF-100)");
    }

    @Test
    void changedSeveritiesCountAndAreTold() {
        Validation.with(Map.of("PYF-100", "off", "PYF-102", "off"), Optional.empty())
                .requireThatAllFits(List.of(UNTESTED), nothingKnown(), BaseLook.NONE, log);

        assertThat(notes)
                .startsWith("<rules> of the declaration: PYF-100 off", "<rules> of the declaration: PYF-102 off");
        assertThat(warnings).extracting(Problem::code).doesNotContain("PYF-102");
    }

    /** Somebody has made an image of glibc out of it, and called it so. */
    @Test
    void whatIsInABaseCountsMoreThanItsName() {
        ImageSpec spec =
                UNTESTED.with(DeclaredContents.none().withBase(ImageReference.of("registry.example.com/alpine:3")));
        Validation validation = Validation.with(Map.of(), Optional.empty());

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> validation.requireThatAllFits(List.of(spec), nothingKnown(), BaseLook.NONE, log))
                .withMessageContaining("[PYF-240]");
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> validation.requireThatAllFits(
                        List.of(spec), nothingKnown(), seeing(spec, new BaseLook.Seen(false, List.of())), log))
                .withMessageContaining("[PYF-240]");
        warnings.clear();
        List<Sha256> kept = new ArrayList<>();
        validation.requireThatAllFits(
                List.of(spec), keeping(kept), seeing(spec, new BaseLook.Seen(true, List.of(PASSING))), log);

        assertThat(warnings)
                .extracting(Problem::code)
                .contains("PYF-919", "PYF-245")
                .doesNotContain("PYF-240");
        assertThat(kept).isEmpty();
    }

    /** Registries are asked by no build that has no doubt. */
    @Test
    void nobodyLooksIntoABaseWhoseNameSaysNothing() {
        ImageSpec spec =
                UNTESTED.with(DeclaredContents.none().withBase(ImageReference.of("registry.example.com/own:3")));
        List<Sha256> kept = new ArrayList<>();

        Validation.with(Map.of(), Optional.empty())
                .requireThatAllFits(
                        List.of(spec),
                        keeping(kept),
                        specs -> {
                            throw new AssertionError("nobody looks");
                        },
                        log);

        assertThat(kept).hasSize(1);
    }

    /** By its name it has a Java and a Flink, and no word of a Python. */
    @Test
    void nameOfAnImageOfFlinkIsNoReasonToRefuseIt() {
        ImageSpec spec = spec("2.3.0", 17, "3.11")
                .with(DeclaredContents.none().withBase(ImageReference.of("flink:2.3.0-java17")));

        assertThat(Validation.with(Map.of(), Optional.empty())
                        .judge(List.of(spec))
                        .cells()
                        .get(0)
                        .problems())
                .filteredOn(problem -> problem.code().startsWith("PYF-24"))
                .extracting(problem -> problem.code() + " " + problem.severity())
                .containsExactlyInAnyOrder("PYF-242 NOTE", "PYF-245 NOTE");
    }

    private static final Problem PASSING =
            Problem.declaration("PYF-919", "it has another Python").withSeverity(Severity.NOTE);

    private static BaseLook seeing(ImageSpec spec, BaseLook.Seen seen) {
        return specs -> Map.of(spec, seen);
    }

    private static FittingImages keeping(List<Sha256> kept) {
        return new FittingImages() {
            @Override
            public Optional<Told> find(Sha256 judged) {
                return Optional.empty();
            }

            @Override
            public void keep(Sha256 judged, Told told) {
                kept.add(judged);
            }
        };
    }

    @Test
    void rulesThatDoNotExistAreProblemsAllAtOnce() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Validation.with(Map.of("PYF-999", "off", "PYF-115", "never"), Optional.empty()))
                .satisfies(exception -> assertThat(exception.problems())
                        .extracting(Problem::code)
                        .containsExactly("PYF-290", "PYF-290"));
    }

    @Test
    void namedFilesAreJudgedToo() throws Exception {
        Path requirements = Files.writeString(folder.resolve("requirements.txt"), "apache-flink==1.20.0\n");
        ImageSpec spec = spec("2.3.0", 17, "3.11", DiskProject.requirements(requirements));

        MatrixVerdict verdict = Validation.with(Map.of(), Optional.empty()).judge(List.of(spec));

        assertThat(verdict.isRefused()).isTrue();
        assertThat(verdict.cells().get(0).problems().get(0).toText()).contains("`requirements.txt`");
    }

    /** One verdict for the same requirements, in whatever form they are declared. */
    @ParameterizedTest
    @ValueSource(strings = {"requirements.txt", "pyproject.toml", "extra.toml", "uv.lock", "pylock.toml"})
    void requirementsOfEveryFormAreJudged(String name) throws Exception {
        String locked = """
                [[%1$s]]
                name = "apache-flink"
                version = "1.16.1"
                source = { registry = "http://127.0.0.1/simple" }
                [[%1$s]]
                name = "numpy"
                version = "2.1.0"
                source = { registry = "http://127.0.0.1/simple" }
                """;
        Map<String, String> texts = Map.of(
                "requirements.txt", "-r base.txt\n",
                "base.txt", "apache-flink==1.16.1\nnumpy==2.1.0\n",
                "pyproject.toml", "[project]\ndependencies = ['apache-flink==1.16.1', 'numpy==2.1.0']\n",
                "extra.toml",
                        "[project]\n[project.optional-dependencies]\nmore = ['apache-flink==1.16.1', 'numpy==2.1.0']\n",
                "uv.lock",
                        "version = 1\n[[package]]\nname = 'job'\nsource = { virtual = '.' }\n"
                                + "dependencies = [{ name = 'apache-flink' }, { name = 'numpy' }]\n"
                                + locked.formatted("package"),
                "pylock.toml", "lock-version = \"1.0\"\n" + locked.formatted("packages"));
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Files.writeString(folder.resolve(text.getKey()), text.getValue());
        }
        Path file = folder.resolve(name);
        PythonRequirements requirements =
                DiskProject.requirements(file).withExtras(new TreeMap<>(Map.of(file, new TreeSet<>(Set.of("more")))));
        if (!name.equals("extra.toml")) {
            requirements = DiskProject.requirements(file);
        }

        assertThat(errors(requirements)).containsExactlyInAnyOrder("PYF-130", "PYF-131");
    }

    @Test
    void filesOfOneNameAreJudgedEach() throws Exception {
        Files.createDirectory(folder.resolve("jobs"));
        Path first = Files.writeString(folder.resolve("requirements.txt"), "numpy==2.1.0\n");
        Path second = Files.writeString(folder.resolve("jobs/requirements.txt"), "humanize\n");

        for (List<Path> order : List.of(List.of(first, second), List.of(second, first))) {
            assertThat(errors(DiskProject.requirements(order.toArray(Path[]::new))))
                    .containsExactly("PYF-131");
        }
    }

    /** As PowerShell writes what {@code pip freeze} prints. */
    @Test
    void filesInUtf16AreJudged() throws Exception {
        Path file = folder.resolve("requirements.txt");
        Files.write(file, "\ufeffapache-flink==1.16.1\r\nnumpy==2.1.0\r\n".getBytes(StandardCharsets.UTF_16LE));

        assertThat(errors(DiskProject.requirements(file))).containsExactlyInAnyOrder("PYF-130", "PYF-131");
    }

    private static List<String> errors(PythonRequirements requirements) {
        return Validation.with(Map.of(), Optional.empty())
                .judge(List.of(spec("1.20.5", 17, "3.11", requirements)))
                .cells()
                .get(0)
                .problems()
                .stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(Problem::code)
                .toList();
    }

    @Test
    void reportsAreWrittenBesideEachOther() throws Exception {
        MatrixVerdict verdict = Validation.with(Map.of(), Optional.empty()).judge(List.of(FOUNDING, UNTESTED));
        Path reports = folder.resolve("a/b");

        List<String> names = new ValidationFiles(reports).write(verdict, "jobs/pom.xml", "0.1.0");

        assertThat(names)
                .containsExactly("validation-junit.xml", "validation.json", "validation.md", "validation.sarif");
        assertThat(new ObjectMapper()
                        .readTree(reports.resolve("validation.json").toFile())
                        .required("cells"))
                .hasSize(2);
        assertThat(reports.resolve("validation.sarif")).content().contains("jobs/pom.xml", "0.1.0");
        assertThat(reports.resolve("validation.md")).content().contains("1 untested, 1 refused");
        assertThat(reports.resolve("validation-junit.xml")).content().contains("tests=\"3\" failures=\"1\"");
    }

    @Test
    void folderThatCannotBeMadeIsAProblem() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        MatrixVerdict verdict = Validation.with(Map.of(), Optional.empty()).judge(List.of(UNTESTED));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> new ValidationFiles(file).write(verdict, "pom.xml", "0.1.0"))
                .withMessageContaining("[PYF-930]");
    }

    @Test
    void everyFormLeavesOutRefusedCells() {
        MatrixVerdict verdict = Validation.with(Map.of(), Optional.empty()).judge(List.of(FOUNDING, UNTESTED));

        for (MatrixFormat format : MatrixFormat.values()) {
            assertThat(MatrixExport.text(verdict, format)).contains("2.3.99").doesNotContain("1.16.1");
        }
        assertThat(verdict.tested().cells()).isEmpty();
    }

    @Test
    void allKnownVersionsAreThoseOfTheFacts() {
        Map<Element, List<String>> all = Validation.allKnown();

        assertThat(all).containsOnlyKeys(Element.FLINK, Element.JAVA, Element.PYTHON);
        assertThat(all.get(Element.FLINK)).hasSize(Facts.shipped().releases().size());
        assertThat(all.get(Element.PYTHON)).containsSubsequence("3.9", "3.10", "3.11");
    }

    /** No machine is set up for both, unless it has archives of Debian and of Ubuntu. */
    @Test
    void whatIsNotWithinThisMachinesReachIsNoted() {
        List<ImageSpec> specs = List.of(spec("1.18.1", 8, "3.10"), spec("1.18.1", 17, "3.9"));

        assertThat(Validation.notesOfReach(specs))
                .isEqualTo(new DebianReach(AptSources.read(Path.of("/etc/apt"))).notes(specs));
    }

    private static FittingImages nothingKnown() {
        return new FittingImages() {
            @Override
            public Optional<Told> find(Sha256 judged) {
                return Optional.empty();
            }

            @Override
            public void keep(Sha256 judged, Told told) {}
        };
    }

    private static ImageSpec spec(String flink, int java, String python) {
        return spec(flink, java, python, PythonRequirements.none());
    }

    private static ImageSpec spec(String flink, int java, String python, PythonRequirements requirements) {
        Combination combination = new Combination(
                FlinkVersion.parse(flink).orElseThrow(),
                new JavaVersion(java),
                PythonMinor.parse(python).orElseThrow(),
                Platform.LINUX_AMD64);
        return ImageSpec.plain(combination, ImageReference.of("example.com/image:" + combination.slug()))
                .with(DeclaredContents.none().withRequirements(requirements));
    }

    private final class Recording implements BuildLog {
        @Override
        public void step(String what) {}

        @Override
        public void note(String message) {
            notes.add(message);
        }

        @Override
        public void warn(Problem problem) {
            warnings.add(problem);
        }

        @Override
        public Progress progress(String task, long total) {
            return SilentLog.INSTANCE.progress(task, total);
        }
    }
}
