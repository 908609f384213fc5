package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.build.validation.DiskFiles;
import org.pyflinkimage.build.validation.Severities;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.FoundJar;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.spec.AcceptedSources;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.IndexText;
import org.pyflinkimage.spec.StoreLimit;
import org.pyflinkimage.spec.Versions;
import org.pyflinkimage.spec.reader.DeclarationReader;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;

@DisabledOnOs(OS.WINDOWS)
class MachineTest {

    private final RecordingLog log = new RecordingLog();
    private final List<String> asked = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void storeIsTheDeclaredOneElseTheUsers() throws IOException {
        machine(Optional.of(folder.resolve("a"))).store().put(Sha256.of("x"), 1, file -> Files.writeString(file, "x"));
        machine(Optional.empty()).store().put(Sha256.of("y"), 1, file -> Files.writeString(file, "y"));

        assertThat(folder.resolve("a/sha256")).isDirectory();
        assertThat(folder.resolve("home/.cache/pyflink-maven-plugin/sha256")).isDirectory();
    }

    @Test
    void everythingIsMadeOnce() throws IOException {
        program("docker", "exit 0");
        Machine machine = machine(Optional.empty());

        assertThat(machine.reach()).isSameAs(machine.reach());
        assertThat(machine.registry()).isSameAs(machine.registry());
        assertThat(machine.daemon()).isSameAs(machine.daemon());
        assertThat(machine.ownCode()).contains(Sha256.of("this plugin"));
        assertThat(machine.ownCode()).contains(Sha256.of("this plugin"));
        assertThat(asked).containsExactly("own code");
        assertThat(machine.log()).isSameAs(log);
        assertThat(machine.store()).isSameAs(machine.store());
    }

    @Test
    void aFileOfLoginsThatCannotBeReadIsToldOnce() throws IOException {
        Files.createDirectories(folder.resolve("home/.netrc"));
        Machine machine = machine(Optional.empty());

        machine.reach();
        machine.reach();

        assertThat(log.lines)
                .containsExactly(
                        "note `%s` cannot be read: no login is taken from it".formatted(folder.resolve("home/.netrc")));
    }

    @Test
    void nothingIsMadeBeforeItIsNeeded() {
        machine(Optional.empty());

        assertThat(asked).isEmpty();
    }

    @Test
    void networkMayBeOff() {
        assertThat(machine(Optional.empty(), true).isOffline()).isTrue();
        assertThat(machine(Optional.empty(), false).isOffline()).isFalse();
    }

    @Test
    void engineIsTheFirstThatIsThereAndElseDocker() throws IOException {
        assertThat(machine(Optional.empty()).engine()).isEqualTo("docker");

        program("podman", "exit 1");
        assertThat(machine(Optional.empty()).engine()).isEqualTo("podman");
    }

    @Test
    void builderIsFoundOnThePath() throws IOException {
        assertThatThrownBy(() -> machine(Optional.empty()).builder(BuilderName.BUILDAH))
                .hasMessageContaining("PYF-851");

        program("buildah", "exit 0");
        assertThat(machine(Optional.empty()).builder(BuilderName.BUILDAH).name())
                .isEqualTo(BuilderName.BUILDAH);
    }

    @Test
    void whatNoLockFileAnswersIsResolvedFromWhatIsWithinReach() throws IOException {
        ImageSpec spec = DeclarationReader.read(
                        new Declaration(folder)
                                .with(Element.FLINK, List.of("2.2.1"))
                                .with(
                                        Element.DEBIAN_MIRROR,
                                        List.of(folder.resolve("no-archive")
                                                .toUri()
                                                .toString())),
                        new DiskFiles(),
                        Versions.known("2.2.1"))
                .get(0);
        Request request = request(spec, AcceptedSources.ANY);

        assertThatThrownBy(
                        () -> machine(Optional.empty(), true).planning(request).plan(request))
                .hasMessageContaining("PYF-306");
        assertThat(log.lines).contains("step Resolving Flink 2.2.1, Java 17, Python 3.11, linux/amd64");
    }

    /**
     * Where uv takes standalone CPythons from, by itself or by a mirror that it is set up for, nobody has to declare. On disk that is
     * judged before the first file is read, and of the web where one is fetched.
     */
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8/of/uv/, http://127.0.0.1:8/of/uv/,",
        "http://127.0.0.1:8/of/uv/, http://127.0.0.1:7/of/uv/, [PYF-716]",
        "file:///srv/pbs/,          file:///srv/pbs/,",
        "file:///srv/pbs/,          file:///srv/other/,        [PYF-715]",
        "http://127.0.0.1:8/of/uv/, file:///srv/pbs/,          [PYF-715]",
        "file:///,                  file:///srv/pbs/,          [PYF-715]",
        "file:///srv/pbs/,          http://127.0.0.1:8/of/uv/, [PYF-716]"
    })
    void interpretersComeFromWhereTheDeclaredUvTakesThem(String ofUv, URI place, @Nullable String refused)
            throws IOException {
        program("own-uv", answering("[{\"url\": \"" + ofUv + "20260101/cpython-3.11.9-x\"}]"));
        LockFile lock = new LockFile(new TreeMap<>(Map.of(Source.CPYTHON, place)), List.of());
        SourceJudgement judgement = judgementByOwnUv();

        ThrowingCallable require = () -> {
            judgement.requireOnDisk(lock, List.of(interpreter()));
            judgement.require(lock, Set.of(interpreter()));
        };

        if (refused == null) {
            assertThatCode(require).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(require).hasMessageContaining(refused);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///srv/pbs/", "http://127.0.0.1:8/of/uv/"})
    void whyUvCannotBeAskedIsTold(URI place) throws IOException {
        program("own-uv", answering("no answer"));
        LockFile lock = new LockFile(new TreeMap<>(Map.of(Source.CPYTHON, place)), List.of());

        assertThatThrownBy(() -> judgementByOwnUv().require(lock, Set.of(interpreter())))
                .hasMessageContaining("who else may name it cannot be asked: no place is known");
    }

    @Test
    void uvIsAskedOnceForAllOfABuild() throws IOException {
        program(
                "own-uv",
                "echo x >> %s\n%s"
                        .formatted(
                                folder.resolve("calls"),
                                answering("[{\"url\": " + "\"file:///srv/pbs/20260101/cpython-3.11.9-x\"}]")));
        LockFile lock = new LockFile(new TreeMap<>(Map.of(Source.CPYTHON, URI.create("file:///srv/pbs/"))), List.of());
        SourceJudgement judgement = judgementByOwnUv();

        judgement.requireOnDisk(lock, List.of(interpreter()));
        judgement.requireOnDisk(lock, List.of(interpreter()));
        judgement.require(lock, Set.of(interpreter()));

        assertThat(folder.resolve("calls")).as("its version, and its places").hasContent("x\nx\n");
    }

    private static String answering(String places) {
        return """
                case $1 in
                  --version) echo 'uv 0.9.1';;
                  *) echo '%s';;
                esac""".formatted(places);
    }

    private SourceJudgement judgementByOwnUv() {
        ImageSpec spec = DeclarationReader.read(
                        new Declaration(folder)
                                .with(Element.FLINK, List.of("2.2.1"))
                                .with(
                                        Element.UV,
                                        List.of(folder.resolve("bin/own-uv").toString())),
                        new DiskFiles(),
                        Versions.known("2.2.1"))
                .get(0);
        return machine(Optional.empty()).judgement(request(spec, new AcceptedSources(false, List.of())));
    }

    private static LockedArtifact interpreter() {
        StandaloneFile file = StandaloneFile.parse(
                        "cpython-3.11.2+20230116-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz")
                .orElseThrow();
        return new LockedArtifact.Interpreter(
                file, new Location(Source.CPYTHON, "20230116/" + file), Sha256.of("x"), 1);
    }

    private Request request(ImageSpec spec, AcceptedSources sources) {
        return new Request(
                List.of(spec),
                folder.resolve("pyflink.lock"),
                false,
                folder,
                Optional.empty(),
                sources,
                Optional.empty(),
                Severities.unchanged());
    }

    /** A build that finds all in the store has no need of them. */
    @Test
    void loginsOfServersAreReadOnceAHostIsToBeReached() {
        ImageSpec spec = DeclarationReader.read(
                        new Declaration(folder)
                                .with(Element.FLINK, List.of("2.2.1"))
                                .withIndexes(List.of(IndexText.parse("corp=http://127.0.0.1:9/simple/"))),
                        new DiskFiles(),
                        Versions.known("2.2.1"))
                .get(0);
        Machine machine = machine(List.of(spec), Optional.of(folder.resolve("store")), false);

        machine.store();
        machine.isOffline();
        assertThat(asked).isEmpty();

        assertThat(machine.reach().logins().find(URI.create("http://127.0.0.1:9/files/a.whl")))
                .contains(new Login("corp", ""));
        machine.reach();
        assertThat(asked).containsExactly("corp");
    }

    /** What a lock file names is judged on machines, too, where all is in the store and nobody has a login. */
    @Test
    void noLoginHasToBeThereToKnowWhatIsNamed() {
        ImageSpec spec = DeclarationReader.read(
                        new Declaration(folder)
                                .with(Element.FLINK, List.of("2.2.1"))
                                .withIndexes(List.of(
                                        IndexText.parse("missing=http://127.0.0.1:9/simple/"),
                                        IndexText.parse("file:///srv/index/simple/"))),
                        new DiskFiles(),
                        Versions.known("2.2.1"))
                .get(0);
        Machine machine = machine(List.of(spec), Optional.of(folder.resolve("store")), false);
        SourceJudgement judgement = machine.judgement(request(spec, new AcceptedSources(false, List.of())));
        LockedArtifact wheel = new LockedArtifact.Wheel(
                NormalizedName.of("a"), "1", "a.whl", new Location(Source.PYTHON, "a.whl"), Sha256.of("x"), 1);

        assertThatCode(() -> {
                    judgement.requireOnDisk(lock(Source.PYTHON, "file:///srv/index/files/"), List.of(wheel));
                    judgement.require(lock(Source.PYTHON, "http://127.0.0.1:9/files/"), Set.of(wheel));
                })
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> judgement.requireOnDisk(lock(Source.PYTHON, "file:///srv/"), List.of(wheel)))
                .hasMessageContaining("PYF-715");
        assertThatThrownBy(machine::reach).hasMessageContaining("PYF-052");
    }

    private static LockFile lock(Source source, String place) {
        return new LockFile(new TreeMap<>(Map.of(source, URI.create(place))), List.of());
    }

    private Machine machine(Optional<Path> store) {
        return machine(store, true);
    }

    private Machine machine(Optional<Path> store, boolean offline) {
        return machine(List.of(), store, offline);
    }

    private Machine machine(List<ImageSpec> specs, Optional<Path> store, boolean offline) {
        Environment environment =
                new Environment(Map.of("PATH", folder.resolve("bin").toString()), folder.resolve("home"));
        Surroundings surroundings = new Surroundings(
                new FileArtifactStore(store.orElseGet(() -> FileArtifactStore.usualFolder(environment))),
                StoreLimit.NONE,
                new Network(offline, false, List.of()),
                coordinates -> new FoundJar(folder, Source.MAVEN),
                registry -> Optional.empty(),
                this::login,
                log);
        return new Machine(surroundings, specs, environment, Instant.EPOCH, () -> {
            asked.add("own code");
            return Optional.of(Sha256.of("this plugin"));
        });
    }

    private Login login(String server) {
        asked.add(server);
        if (server.equals("missing")) {
            throw Problem.environment("PYF-052", server).toException();
        }
        return new Login(server, "");
    }

    private void program(String name, String script) throws IOException {
        Somewhere.program(folder, name, script);
    }
}
