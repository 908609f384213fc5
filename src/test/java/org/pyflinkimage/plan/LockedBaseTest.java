package org.pyflinkimage.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

/** Lock files of images that are built upon another. */
class LockedBaseTest {

    private static final StandaloneFile FILE = StandaloneFile.parse(
                    "cpython-3.11.2+20230116-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz")
            .orElseThrow();
    private static final LockedBase BASE = new LockedBase(
            ImageReference.of("registry.example.com/base/flink:2.2.1"),
            Locks.SUM,
            1234,
            UnixPath.of("/opt/java/openjdk"));
    private static final LockFile LOCK = lock();
    private static final String GOOD = LockFileCodec.write(LOCK);

    @Test
    void itIsWrittenInOneLineAndReadAgain() {
        assertThat(GOOD)
                .contains(
                        "\"revision\": 4,",
                        "      \"base\": {\"image\":\"registry.example.com/base/flink:2.2.1\",\"digest\":\""
                                + Locks.SUM.digest()
                                + "\",\"javaHome\":\"/opt/java/openjdk\",\"size\":1234},\n",
                        "\"debs\": [],");
        assertThat(Locks.read(GOOD)).isEqualTo(LOCK);
    }

    @Test
    void lockFilesWithoutOneAreWrittenAsBefore() {
        assertThat(LockFileCodec.write(Locks.small()))
                .contains("\"revision\": 3,")
                .doesNotContain("base");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "image":"registry | "image":"/registry | PYF-710 | `image` cannot be     | an image such as
            "digest":"sha256: | "digest":"sha512:  | PYF-710 | `digest` cannot be    | a digest such as
            /opt/java/openjdk | opt/java           | PYF-710 | `javaHome` cannot be  | an absolute path such as
            /opt/java/openjdk | /opt/java/         | PYF-710 | `javaHome` cannot be  | an absolute path such as
            /opt/java/openjdk | /opt/java:/evil    | PYF-710 | `javaHome` cannot be  | an absolute path such as
            "size":1234       | "size":5000000     | PYF-710 | `size` cannot be      | an integer from 1 to 4194304
            "base": {         | "base": {"more":1, | PYF-711 | `more` is no field    | fields here are
            ,"javaHome"       | ,"javahome"        | PYF-711 | has no `javaHome`     | it begins there
            """)
    void whatIsNoneIsRefused(String text, String other, String code, String what, String why) {
        assertThat(GOOD).contains(text);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Locks.read(GOOD.replace(text, other)))
                .withMessageContainingAll("[" + code + "] `pyflink.lock`, line ", what, why);
    }

    @Test
    void packagesUponABaseAreOfALaterRevision() {
        LockFile packages = withDebs("tini");

        String text = LockFileCodec.write(packages);

        assertThat(text).contains("\"revision\": 5,");
        assertThat(Locks.read(text)).isEqualTo(packages);
    }

    @Test
    void libraryOfCThatComesIsOfTheRelease() {
        LockFile newer = withDebs("libc6");

        assertThat(Locks.read(LockFileCodec.write(newer))).isEqualTo(newer);
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Locks.read(LockFileCodec.write(newer).replace("2.36-9", "2.41-9")))
                .withMessageContainingAll("[PYF-712]", "`libc6` is 2.41-9");
    }

    @Test
    void ownPythonIsOfALaterRevision() {
        LockFile own = withOwnPython("/usr/local/bin/python3.11");

        String text = LockFileCodec.write(own);

        assertThat(text)
                .contains(
                        "\"revision\": 6,",
                        "\"javaHome\":\"/opt/java/openjdk\",\"python\":\"/usr/local/bin/python3.11\",")
                .doesNotContain("interpreter");
        assertThat(Locks.read(text)).isEqualTo(own);
    }

    @ParameterizedTest
    @CsvSource({"usr/bin/python3.11", "/usr/bin/", "/opt/a:b/python3.11"})
    void ownPythonIsAPath(String python) {
        String text = LockFileCodec.write(withOwnPython("/usr/local/bin/python3.11"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Locks.read(text.replace("/usr/local/bin/python3.11", python)))
                .withMessageContainingAll("[PYF-710]", "`python` cannot be", "an absolute path such as");
    }

    /** Another than the image runs on may be a declared package. */
    @ParameterizedTest
    @CsvSource({
        "/usr/bin/python3.11, 3.11.2-6, true",
        "/usr/bin/python3.11, 3.11.9-1, false",
        "/usr/local/bin/python3.11, 3.11.9-1, true"
    })
    void packagedPythonIsOfThePlansRelease(String python, String version, boolean accepted) {
        LockFile own = withOwnPython(python);
        Plan plan = own.plans().get(0);
        Deb deb = Locks.small().plans().get(0).contents().debs().get(0);
        Deb packaged = new Deb("python3.11", version, deb.architecture(), deb.location(), deb.sha256(), deb.size());
        Plan with = plan.withContents(plan.contents().withDebs(List.of(packaged)));
        String text = LockFileCodec.write(with(with));

        assertThat(with.hasPackagedPython()).isEqualTo(python.startsWith("/usr/bin"));
        if (accepted) {
            assertThat(Locks.read(text).plans()).containsExactly(with);
        } else {
            assertThatExceptionOfType(PyFlinkException.class)
                    .isThrownBy(() -> Locks.read(text))
                    .withMessageContainingAll("[PYF-712]", "`python3.11` is 3.11.9-1");
        }
    }

    @Test
    void imageRunsOnOnePython() {
        Plan plan = LOCK.plans().get(0);
        LockFile two = with(new Plan(
                plan.combination(),
                plan.declaration(),
                plan.created(),
                ownPython("/usr/bin/python3.11"),
                plan.contents()));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Locks.read(LockFileCodec.write(two)))
                .withMessageContainingAll("[PYF-712]", "has an `interpreter`, and a `base` with a `python`");
    }

    private static LockFile withOwnPython(String python) {
        Plan plan = LOCK.plans().get(0);
        return with(new Plan(
                plan.combination(),
                plan.declaration(),
                plan.created(),
                ownPython(python),
                plan.contents().only(artifact -> !(artifact instanceof Interpreter))));
    }

    private static SystemVersions ownPython(String python) {
        SystemVersions system = LOCK.plans().get(0).system();
        LockedBase base = new LockedBase(
                BASE.image(), BASE.digest(), BASE.size(), BASE.javaHome(), Optional.of(UnixPath.of(python)));
        return new SystemVersions(
                system.suite(), system.glibc(), system.python(), system.releases(), Optional.of(base));
    }

    private static LockFile withDebs(String name) {
        Plan plan = LOCK.plans().get(0);
        Deb deb = Locks.small().plans().get(0).contents().debs().get(0);
        return with(plan.withContents(plan.contents()
                .withDebs(List.of(
                        new Deb(name, "2.36-9", deb.architecture(), deb.location(), deb.sha256(), deb.size())))));
    }

    @Test
    void uponABaseComesAnInterpreter() {
        Plan plan = LOCK.plans().get(0);
        LockFile without =
                with(plan.withContents(plan.contents().only(artifact -> !(artifact instanceof Interpreter))));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Locks.read(LockFileCodec.write(without)))
                .withMessageContainingAll("[PYF-712]", "has a `base`, and no `interpreter`");
    }

    private static LockFile with(Plan plan) {
        SortedMap<Source, URI> sources = new TreeMap<>(Locks.small().sources());
        sources.put(Source.CPYTHON, URI.create("https://example.com/cpython/"));
        sources.keySet()
                .removeIf(source -> plan.artifacts().stream()
                        .noneMatch(artifact -> artifact.location().source().equals(source)));
        return new LockFile(sources, List.of(plan));
    }

    private static LockFile lock() {
        Plan small = Locks.small().plans().get(0);
        Interpreter interpreter = new Interpreter(
                FILE, new Location(Source.CPYTHON, Interpreter.pathsOf(FILE).get(0)), Locks.SUM, 7);
        SystemVersions system = new SystemVersions(
                small.system().suite(),
                small.system().glibc(),
                FILE.build().version(),
                ReleaseDates.none(),
                Optional.of(BASE));
        return with(new Plan(
                small.combination(),
                small.declaration(),
                small.created(),
                system,
                small.contents().withDebs(List.of()).with(Optional.of(interpreter))));
    }
}
