package org.pyflinkimage.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.fetch.ClosureQuestion;
import org.pyflinkimage.fetch.FoundClosure;
import org.pyflinkimage.fetch.FoundJar;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.Sources;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.StandaloneBuild;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.resolve.PlanResolver.Question;
import org.pyflinkimage.resolve.debian.DebianResolution;
import org.pyflinkimage.resolve.interpreter.InterpreterResolution;
import org.pyflinkimage.resolve.python.AddedRequirement;
import org.pyflinkimage.resolve.python.PythonResolution;
import org.pyflinkimage.resolve.python.PythonResolver;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredBase;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.spec.Switch;
import org.pyflinkimage.spec.TransitiveConnector;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

class PlanResolverTest {

    private static final MavenCoordinates A = coordinates("a:first:1");
    private static final MavenCoordinates M = coordinates("m:connector:1");
    private static final MavenCoordinates Z = coordinates("z:last:1");

    private static final URI ARCHIVE = URI.create("http://127.0.0.1:1/debian/");
    private static final Instant CREATED = Instant.parse("2026-11-25T00:00:00Z");
    private static final Sha256 DECLARATION = Sha256.of("declaration");
    private static final MavenCoordinates CONNECTOR =
            new MavenCoordinates("org.example", "connector", "1.0", Optional.empty());

    @TempDir
    private Path folder;

    private final KeptLog log = new KeptLog();
    private boolean baseTakesDockerfile;
    private final List<PythonResolver.Options> asked = new ArrayList<>();

    @Test
    void aPlanHasWhatEachStreetAnswers() throws IOException {
        ImageSpec spec = spec("2.2.1").with(DeclaredContents.none().withConnectors(List.of(CONNECTOR)));

        LockFile lock = resolver().resolve(List.of(new Question(spec, DECLARATION)), new TreeMap<>(), CREATED);

        Plan plan = lock.plans().get(0);
        assertThat(plan.combination()).isEqualTo(spec.combination());
        assertThat(plan.declaration()).isEqualTo(DECLARATION);
        assertThat(plan.created()).isEqualTo(CREATED);
        assertThat(plan.system()).isEqualTo(Plans.BOOKWORM);
        assertThat(plan.artifacts())
                .containsExactly(
                        deb("debian"),
                        wheel("python"),
                        new Jar(CONNECTOR, new Location(Source.MAVEN, CONNECTOR.path()), Sha256.of("jar"), 3));
        assertThat(lock.sources()).isEqualTo(Sources.of(Map.of("debian", ARCHIVE, "python", index("2.2.1"))));
        assertThat(log.steps).containsExactly("Resolving " + spec.combination());
    }

    @Test
    void thePythonThatTheSystemLacksIsFoundLockedAndSaid() {
        StandaloneBuild build = StandaloneBuild.parse("3.11.9+20240415").orElseThrow();
        DeclaredPython python = new DeclaredPython(PythonSource.AUTO, List.of(build), Optional.empty());
        ImageSpec spec = spec("2.2.1").with(DeclaredContents.none().withPython(python));

        LockFile lock = resolver()
                .resolve(
                        List.of(new Question(spec, DECLARATION)),
                        Sources.of(Map.of("cpython", URI.create("http://127.0.0.1:2/"))),
                        CREATED);

        Interpreter interpreter = lock.plans().get(0).contents().interpreter().orElseThrow();
        assertThat(interpreter.version()).isEqualTo("3.11.9+20240415");
        assertThat(interpreter.location().source()).hasToString("cpython-2");
        assertThat(lock.address(interpreter.location()))
                .hasToString("http://127.0.0.1:1/cpython/20260814/" + interpreter.file());
        assertThat(lock.plans().get(0).artifacts().get(1)).isEqualTo(interpreter);
        assertThat(log.notes).startsWith(spec.combination() + ": a standalone CPython, 3.11.9+20240415, on `bookworm`");
    }

    @Test
    void baseIsLookedUpInThePlaceOfASuite() {
        ImageReference base = ImageReference.of("registry.example.com/flink:2.2.1");
        ImageSpec spec =
                spec("2.2.1").with(DeclaredContents.none().withBase(new DeclaredBase(base, DeclaredBase.Use.LAYERS)));

        LockFile lock = resolver().resolve(List.of(new Question(spec, DECLARATION)), new TreeMap<>(), CREATED);

        Plan plan = lock.plans().get(0);
        assertThat(plan.contents().debs()).isEmpty();
        assertThat(plan.contents().interpreter().orElseThrow().version()).isEqualTo("3.11.9+20240415");
        assertThat(log.notes)
                .startsWith(spec.combination()
                        + ": a standalone CPython, 3.11.9+20240415, on `registry.example.com/flink:2.2.1`");
    }

    @Test
    void plansShareOneTableOfSources() {
        LockFile lock = resolver()
                .resolve(
                        List.of(question("2.2.1"), question("2.1.0")),
                        Sources.of(Map.of("debian", URI.create("http://127.0.0.1:1/other/"))),
                        CREATED);

        assertThat(lock.plans().get(0).artifacts()).containsExactly(deb("debian-2"), wheel("python"));
        assertThat(lock.plans().get(1).artifacts()).containsExactly(deb("debian-2"), wheel("python-2"));
        assertThat(lock.sources())
                .isEqualTo(Sources.of(Map.of(
                        "debian", URI.create("http://127.0.0.1:1/other/"),
                        "debian-2", ARCHIVE,
                        "python", index("2.2.1"),
                        "python-2", index("2.1.0"))));
    }

    @ParameterizedTest
    @CsvSource({
        "1.14.6, ON,  setuptools<82 pip",
        "1.14.6, OFF, ''",
        "1.17.1, ON,  setuptools<82 pip",
        "1.17.1, OFF, setuptools<82",
        "1.20.5, ON,  pip",
        "2.3.0,  ON,  pip",
        "2.3.0,  OFF, ''"
    })
    void whatFlinkNeedsAndDoesNotDeclareIsAddedAndSaid(String flink, Switch pip, String added) {
        ImageSpec spec = spec(flink)
                .with(DeclaredContents.none().withPython(DeclaredPython.any().withPip(pip)));

        LockFile lock = resolver().resolve(List.of(new Question(spec, DECLARATION)), new TreeMap<>(), CREATED);

        assertThat(asked)
                .singleElement()
                .satisfies(options -> assertThat(options.added().stream()
                                .map(one -> one.requirement().toString())
                                .collect(Collectors.joining(" ")))
                        .isEqualTo(added));
        assertThat(log.notes).hasSize(added.isEmpty() ? 0 : added.split(" ", -1).length);
        assertThat(lock.plans().get(0).contents().added()).isEqualTo(log.notes);
    }

    @Test
    void whatIsThereForPipAloneCanBeLeftOutWithIt() {
        resolver().resolve(List.of(question("1.14.6"), question("1.17.1")), new TreeMap<>(), CREATED);

        assertThat(asked)
                .extracting(PythonResolver.Options::added)
                .satisfiesExactly(
                        old -> {
                            assertThat(old)
                                    .extracting(AddedRequirement::without)
                                    .doesNotContain(Optional.empty());
                            assertThat(old.get(1).reason()).contains("`-pyreq`");
                            assertThat(old.get(1).without())
                                    .get()
                                    .asString()
                                    .contains("`<pip>false</pip>` (-Dpyflink.pip=false)");
                        },
                        beam -> {
                            assertThat(beam.get(0).reason()).contains("apache-beam");
                            assertThat(beam.get(0).without()).isEmpty();
                        });
    }

    @Test
    void theDeclaredUvIsAsked() {
        Path uv = folder.resolve("uv");
        ImageSpec spec = spec("2.2.1")
                .with(new ImageSpec.Hints(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(uv))
                        .with(BuilderName.BUILDAH));

        resolver().resolve(List.of(new Question(spec, DECLARATION)), new TreeMap<>(), CREATED);

        assertThat(asked).extracting(PythonResolver.Options::uv).containsExactly(Optional.of(uv));
        assertThat(asked).extracting(PythonResolver.Options::builder).containsExactly(Optional.of(BuilderName.BUILDAH));
        assertThat(asked).extracting(PythonResolver.Options::mayHaveBuilder).containsExactly(true);
    }

    /** A Dockerfile has its suite's Python; upon a base this plugin brings another in any case. */
    @ParameterizedTest
    @CsvSource({
        // standalone, upon a base, which takes a Dockerfile; who builds, whether a builder is a way out
        "false, false, false, docker, true",
        "true,  false, false, '',     false",
        "true,  true,  false, '',     false",
        "true,  true,  true,  '',     true"
    })
    void builderIsAWayWhereThereCanBeADockerfile(
            boolean standalone, boolean uponBase, boolean takesDockerfile, String builder, boolean mayHave) {
        StandaloneBuild build = StandaloneBuild.parse("3.11.9+20240415").orElseThrow();
        DeclaredContents contents = DeclaredContents.none()
                .withPython(new DeclaredPython(
                        PythonSource.AUTO, standalone ? List.of(build) : List.of(), Optional.empty()));
        ImageSpec spec = spec("2.2.1")
                .with(
                        uponBase
                                ? contents.withBase(new DeclaredBase(
                                        ImageReference.of("example.com/base:1"), DeclaredBase.Use.LAYERS))
                                : contents);
        baseTakesDockerfile = takesDockerfile;

        resolver()
                .resolve(
                        List.of(new Question(spec.with(spec.hints().with(BuilderName.DOCKER)), DECLARATION)),
                        new TreeMap<>(),
                        CREATED);

        assertThat(asked).extracting(PythonResolver.Options::builder).containsExactly(BuilderName.parse(builder));
        assertThat(asked).extracting(PythonResolver.Options::mayHaveBuilder).containsExactly(mayHave);
    }

    @Test
    void jarsOfAClosureStandAmongTheOthersInTheirOrder() {
        JarSource source = new JarSource() {
            @Override
            public FoundJar jar(MavenCoordinates coordinates) {
                return PlanResolverTest.this.jar(coordinates);
            }

            @Override
            public FoundClosure closure(ClosureQuestion question) {
                return new FoundClosure(new TreeMap<>(Map.of(A, jar(A), Z, jar(Z))), new TreeMap<>(), List.of());
            }
        };
        ImageSpec spec = spec("2.2.1");
        ImageSpec transitive = spec.with(spec.contents()
                .withConnectors(List.of(M))
                .withTransitive(List.of(new TransitiveConnector(M, List.of()))));

        LockFile lock = new PlanResolver(
                        this::system, this::base, this::interpreter, this::packages, new JarResolver(source), log)
                .resolve(List.of(new Question(transitive, DECLARATION)), new TreeMap<>(), CREATED);

        assertThat(lock.plans().get(0).contents().jars())
                .extracting(Jar::coordinates)
                .containsExactly(A, M, Z);
    }

    private static MavenCoordinates coordinates(String text) {
        return MavenCoordinates.parse(text).orElseThrow();
    }

    @Test
    void problemsOfAllSpecsAreToldTogetherAndOnce() {
        PlanResolver resolver = new PlanResolver(
                this::system,
                this::base,
                (file, python, hints) -> {
                    throw new AssertionError(file);
                },
                (combination, system, requirements, options) -> {
                    String which = combination.flink().line().equals(new FlinkMinor(2, 2)) ? "new" : "old";
                    throw new PyFlinkException(List.of(problem("PYF-900", "common"), problem("PYF-901", which)));
                },
                new JarResolver(coordinates -> new FoundJar(folder, Source.MAVEN)),
                log);
        List<Question> questions = List.of(question("2.2.1"), question("2.1.0"), question("2.0.0"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> resolver.resolve(questions, new TreeMap<>(), CREATED))
                .satisfies(e ->
                        assertThat(e.problems()).extracting(Problem::what).containsExactly("common", "new", "old"));
    }

    private static Problem problem(String code, String what) {
        return Problem.environment(code, what);
    }

    private DebianResolution base(ImageSpec spec) {
        StandaloneBuild build = StandaloneBuild.parse("3.11.9+20240415").orElseThrow();
        assertThat(spec.layeredBase()).isPresent();
        return new DebianResolution(
                Plans.BOOKWORM,
                Optional.of(new StandaloneFile(build, spec.combination().platform())),
                List.of(),
                new TreeMap<>(),
                baseTakesDockerfile);
    }

    private PlanResolver resolver() {
        return new PlanResolver(
                this::system, this::base, this::interpreter, this::packages, new JarResolver(this::jar), log);
    }

    private InterpreterResolution interpreter(StandaloneFile file, DeclaredPython python, ImageSpec.Hints hints) {
        Location location = new Location(Source.CPYTHON, "20260814/" + file);
        return new InterpreterResolution(
                new Interpreter(file, location, Sha256.of("i"), 1), ARCHIVE.resolve("../cpython/"));
    }

    private DebianResolution system(
            Combination combination, ImageSpec.Hints hints, DeclaredPython python, List<String> packages) {
        Optional<StandaloneFile> interpreter =
                python.build(combination.python()).map(build -> new StandaloneFile(build, combination.platform()));
        return new DebianResolution(
                Plans.BOOKWORM, interpreter, List.of(deb("debian")), Sources.of(Map.of("debian", ARCHIVE)));
    }

    private PythonResolution packages(
            Combination combination,
            SystemVersions system,
            PythonRequirements requirements,
            PythonResolver.Options options) {
        asked.add(options);
        assertThat(system).isEqualTo(Plans.BOOKWORM);
        return new PythonResolution(
                List.of(wheel("python")),
                Sources.of(Map.of("python", index(combination.flink().toString()))),
                options.added().stream()
                        .map(AddedRequirement::requirement)
                        .map(added -> added + ": added")
                        .toList());
    }

    private FoundJar jar(MavenCoordinates coordinates) {
        try {
            Path file = Files.writeString(folder.resolve(coordinates.fileName()), "jar");
            return new FoundJar(file, Source.MAVEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI index(String flink) {
        return URI.create("http://127.0.0.1:1/" + flink + "/");
    }

    private static Deb deb(String source) {
        return new Deb("libc6", "2.36", "amd64", new Location(Source.parse(source), "libc6.deb"), Sha256.of("d"), 1);
    }

    private static Wheel wheel(String source) {
        Location location = new Location(Source.parse(source), "numpy.whl");
        return new Wheel(NormalizedName.of("numpy"), "2.1.3", "numpy.whl", location, Sha256.of("w"), 1);
    }

    private static Question question(String flink) {
        return new Question(spec(flink), DECLARATION);
    }

    private static ImageSpec spec(String flink) {
        Combination combination = new Combination(
                FlinkVersion.parse(flink).orElseThrow(),
                new JavaVersion(17),
                new PythonMinor(11),
                Platform.LINUX_AMD64);
        return ImageSpec.plain(combination, ImageReference.of("example.com/image:tag"));
    }
}
