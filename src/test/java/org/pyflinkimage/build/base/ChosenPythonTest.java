package org.pyflinkimage.build.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pyflinkimage.build.BaseShape;
import org.pyflinkimage.inspect.ForeignLayer;
import org.pyflinkimage.plan.ChosenBase;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedBase;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.StandaloneBuild;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** Which Python an image has upon bases that have some. */
class ChosenPythonTest extends LayeredBaseFixture {

    private static final String PATH = "{\"Env\":[\"JAVA_HOME=/opt/java/openjdk\",\"PATH=%s\"]}";

    private final List<Problem> found = new ArrayList<>();

    /** Bases with the Python that the image runs on. */
    enum Whole {
        /** As {@code python:3.11-slim} has it. */
        OF_PYTHONS_IMAGE(BaseShape.temurin().python("usr/local", "3.11.9"), "3.11.9", "/usr/local/bin/python3.11"),
        OF_DEBIAN(BaseShape.temurin().packagedPython("3.11.2-6+deb12u6"), "3.11.2", "/usr/bin/python3.11"),
        /** The package says it, whatever headers somebody has put there. */
        OF_DEBIAN_WITH_HEADERS(
                BaseShape.temurin()
                        .packagedPython("3.11.2-6")
                        .file("usr/include/python3.11/patchlevel.h = #define PY_VERSION \"3.11.9\"\n"),
                "3.11.2",
                "/usr/bin/python3.11"),
        BESIDE_ANOTHER_LINE(
                BaseShape.temurin().python("usr/local", "3.12.7").packagedPython("3.11.2-6"),
                "3.11.2",
                "/usr/bin/python3.11"),
        FIRST_OF_PATH(
                BaseShape.temurin()
                        .packagedPython("3.11.2-6")
                        .python("opt/pyenv/versions/3.11.9", "3.11.9")
                        .configured(PATH.formatted("/opt/pyenv/versions/3.11.9/bin:/usr/bin")),
                "3.11.9",
                "/opt/pyenv/versions/3.11.9/bin/python3.11"),
        /** The first is not whole. */
        SECOND_OF_PATH(
                BaseShape.temurin()
                        .packagedPython("3.11.2-6")
                        .python("usr/local", "3.11.9")
                        .without("usr/local/lib/libpython3.11.so.1.0")
                        .configured(PATH.formatted("/usr/local/bin:/usr/bin")),
                "3.11.2",
                "/usr/bin/python3.11"),
        BEHIND_A_LINK(
                BaseShape.temurin()
                        .python("srv/python", "3.11.9")
                        .file("usr/bin/python3.11 -> /srv/python/bin/python3.11"),
                "3.11.9",
                "/srv/python/bin/python3.11"),
        WHERE_A_STANDALONE_ONE_WOULD_LIE(
                BaseShape.temurin().python("opt/python", "3.11.9"), "3.11.9", "/opt/python/bin/python3.11"),
        /** Which a standalone one would need. */
        WITHOUT_CRYPT(
                BaseShape.temurin().python("usr/local", "3.11.9").without("usr/lib/x86_64-linux-gnu/libcrypt.so.1"),
                "3.11.9",
                "/usr/local/bin/python3.11");

        @SuppressWarnings("ImmutableEnumChecker") // Nobody adds to it.
        private final BaseShape shape;

        private final String release;
        private final String command;

        Whole(BaseShape shape, String release, String command) {
            this.shape = shape;
            this.release = release;
            this.command = command;
        }
    }

    @ParameterizedTest
    @EnumSource
    void wholePythonOfTheLineIsTheImages(Whole whole) {
        ChosenBase chosen = choose(upon(whole.shape.tagged(registry)));

        assertThat(chosen.interpreter()).isEmpty();
        assertThat(chosen.further()).isEmpty();
        assertThat(chosen.system().python()).hasToString(whole.release);
        assertThat(chosen.system().base().flatMap(LockedBase::python)).hasToString("Optional[" + whole.command + "]");
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isFoundAgainInABaseThatIsLocked(Whole whole) {
        ImageSpec spec = upon(whole.shape.tagged(registry));
        LayeredBases bases = bases(false);
        ChosenBase chosen = bases.choose(spec, problems -> problems);

        assertThat(bases.files(spec, planned(chosen.system())).problems()).isEmpty();
    }

    /** Bases whose Python the image does not have. */
    enum Lacking {
        LIBRARY(
                of("3.11.9").without("usr/local/lib/libpython3.11.so.1.0"),
                "no shared library, `libpython3.11.so.1.0`"),
        MODULES(
                of("3.11.9")
                        .without("usr/local/lib/python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so")
                        .without("usr/local/lib/python3.11/lib-dynload/_ctypes.cpython-311-x86_64-linux-gnu.so"),
                "it lacks modules as files: `_ctypes`, `_ssl`"),
        DISTUTILS(
                BaseShape.temurin()
                        .packagedPython("3.11.2-6")
                        .without("usr/lib/python3.11/distutils/command/install.py"),
                "`distutils.command.install`",
                "`apt-get install python3.11 libpython3.11 python3-distutils`"),
        ALL_BUT_THE_MINIMUM(
                BaseShape.temurin()
                        .packagedPython("3.11.2-6")
                        .without("usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0")
                        .without("usr/lib/python3.11/ctypes.py")
                        .without("usr/lib/python3.11/asyncio.py")
                        .without("usr/lib/python3.11/uuid.py"),
                "`asyncio`, `ctypes`, `uuid`",
                "no shared library"),
        HOW_IT_WAS_BUILT(
                of("3.11.9").without("usr/local/lib/python3.11/_sysconfigdata__linux_x86_64-linux-gnu.py"),
                "`_sysconfigdata`"),
        RELEASE(of("3.11.9").without("usr/local/include/python3.11/patchlevel.h"), "which final release it is"),
        FINAL_RELEASE(
                of("3.11.9")
                        .without("usr/local/include/python3.11/patchlevel.h")
                        .file("usr/local/include/python3.11/patchlevel.h = #define PY_VERSION \"3.11.0rc1\"\n"),
                "which final release it is"),
        FINAL_RELEASE_OF_A_PACKAGE(
                BaseShape.temurin().packagedPython("3.11.0~rc1-1~22.04"), "which final release it is"),
        OWN_RELEASE(
                of("3.11.9")
                        .without("usr/local/include/python3.11/patchlevel.h")
                        .file("usr/local/include/python3.11/patchlevel.h = #define PY_VERSION \"3.12.1\"\n"),
                "which final release it is"),
        /** A script that starts whichever is wanted. */
        ALL(
                BaseShape.temurin()
                        .file("opt/pyenv/shims/python3.11")
                        .configured(PATH.formatted("/opt/pyenv/shims:/usr/bin")),
                "it has no standard library in `/opt/pyenv/lib/python3.11`");

        @SuppressWarnings("ImmutableEnumChecker") // Nobody adds to it.
        private final BaseShape shape;

        @SuppressWarnings("ImmutableEnumChecker") // A copy that nobody changes.
        private final List<String> words;

        Lacking(BaseShape shape, String... words) {
            this.shape = shape;
            this.words = List.of(words);
        }

        private static BaseShape of(String release) {
            return BaseShape.temurin().python("usr/local", release);
        }
    }

    @ParameterizedTest
    @EnumSource
    void pythonThatIsNotWholeIsToldWithTheReason(Lacking lacking) {
        ImageSpec spec = upon(lacking.shape.tagged(registry));
        ChosenBase chosen = choose(spec);

        assertThat(chosen.interpreter()).isPresent();
        assertThat(chosen.system().base().flatMap(LockedBase::python)).isEmpty();
        assertThat(found).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("PYF-970");
            assertThat(problem.severity()).isEqualTo(Problem.Severity.NOTE);
            assertThat(problem.toText())
                    .contains("does not run on Python 3.11 in ", "-Dpyflink.pythonSource=standalone")
                    .contains(lacking.words);
        });
        assertThat(bases(false).files(spec, planned(chosen.system())).problems())
                .isEqualTo(found);
    }

    @Test
    void folderThatTheUserCannotEnterIsNamed() {
        ImageReference base = BaseShape.temurin()
                .python("opt/private/py", "3.11.9")
                .configured(PATH.formatted("/opt/private/py/bin:/usr/bin"))
                .in(registry)
                .layer(new ForeignLayer().folder("opt/private/", 0700, 0, 0), "gzip")
                .tagged("1", "amd64");

        assertThat(choose(upon(base)).interpreter()).isPresent();
        assertThat(found)
                .singleElement()
                .extracting(Problem::toText, InstanceOfAssertFactories.STRING)
                .contains("the user `9999:9999` cannot enter `/opt/private`");
    }

    @ParameterizedTest
    @CsvSource({"STANDALONE, ''", "AUTO, 3.11.9+20240415"})
    void standalonePythonComesWhereItIsDeclared(PythonSource source, String build) {
        ImageSpec spec = upon(BaseShape.temurin().python("usr/local", "3.11.9").tagged(registry));
        List<StandaloneBuild> builds = StandaloneBuild.parse(build).stream().toList();
        DeclaredPython declared = new DeclaredPython(source, builds, Optional.empty());

        ChosenBase chosen = choose(spec.with(spec.contents().withPython(declared)));

        assertThat(chosen.interpreter()).isPresent();
        assertThat(chosen.system().base().flatMap(LockedBase::python)).isEmpty();
        assertThat(found).isEmpty();
    }

    /** What was locked before images ran on Pythons of bases stays as it is. */
    @Test
    void lockedStandalonePythonStays() {
        ImageSpec whole = upon(BaseShape.temurin().python("usr/local", "3.11.9").tagged(registry));
        LayeredBases bases = bases(false);
        SystemVersions system = bases.choose(whole, problems -> problems).system();
        LockedBase base = system.base().orElseThrow();
        SystemVersions before = with(
                system, new LockedBase(base.image(), base.digest(), base.size(), base.javaHome()), system.python());

        assertThat(bases.files(whole, planned(before)).problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/usr/local/bin/python3.11, 3.11.8", "/usr/bin/python3.11, 3.11.9", "/usr/local/bin/python3, 3.11.9"})
    void pythonThatTheBaseHasNotIsRefused(String command, String release) {
        ImageSpec spec = upon(BaseShape.temurin().python("usr/local", "3.11.9").tagged(registry));
        LayeredBases bases = bases(false);
        SystemVersions system = bases.choose(spec, problems -> problems).system();
        LockedBase base = system.base().orElseThrow();
        LockedBase other = new LockedBase(
                base.image(), base.digest(), base.size(), base.javaHome(), Optional.of(UnixPath.of(command)));
        Plan plan = planned(with(system, other, PythonVersion.parse(release).orElseThrow()));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> bases.files(spec, plan))
                .withMessageContainingAll("[PYF-971]", "Python " + release, "`" + command + "`", "team/base:1");
    }

    /** What comes among packages is not looked for in the base. */
    @Test
    void packagedPythonIsNotTheBases() {
        ImageSpec spec = upon(BaseShape.debian().tagged(registry));
        LayeredBases bases = bases(false);
        SystemVersions system = bases.choose(spec, problems -> problems).system();

        assertThat(bases.files(spec, withPackaged(planned(system))).problems()).isEmpty();
    }

    /** The suite's comes then, with other packages. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            usr/local | no shared library
            opt/py:th | its path is none that a lock file can have
            """)
    void pythonThatIsLeftForThatOfTheSuiteIsToldToo(String prefix, String reason) {
        BaseShape shape = BaseShape.debian().python(prefix, "3.11.9").configured("{\"Env\":[\"PATH=/usr/bin\"]}");
        ImageSpec spec = upon((prefix.startsWith("usr") ? shape.without(prefix + "/lib/libpython3.11.so.1.0") : shape)
                .tagged(registry));

        ChosenBase chosen = choose(spec);

        assertThat(chosen.interpreter()).isEmpty();
        assertThat(chosen.further()).isPresent();
        assertThat(found)
                .filteredOn(problem -> problem.code().equals("PYF-970"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText()).contains(reason));
        assertThat(bases(false)
                        .files(spec, withPackaged(planned(chosen.system())))
                        .problems())
                .extracting(Problem::code)
                .containsExactly("PYF-970");
    }

    /** Of Debian's own Python those that somebody has added to it. */
    @Test
    void packagesThatPipHasAddedToThePythonOfTheSystemAreTold() {
        choose(upon(BaseShape.temurin()
                .packagedPython("3.11.2-6")
                .file("usr/lib/python3/dist-packages/apt-2.6.dist-info/METADATA")
                .file("usr/local/lib/python3.11/dist-packages/numpy-2.0.dist-info/METADATA")
                .tagged(registry)));

        assertThat(found)
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains("[PYF-919]", "`numpy`")
                        .doesNotContain("`apt`"));
    }

    /** They are not the image's, although the Python is. */
    @Test
    void packagesOfThePythonThatIsUsedAreToldStill() {
        choose(upon(BaseShape.temurin()
                .python("usr/local", "3.11.9")
                .file("usr/local/lib/python3.11/site-packages/numpy-2.0.dist-info/METADATA")
                .tagged(registry)));

        assertThat(found)
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains("[PYF-919]", "`numpy`", "the image has an environment of its own"));
    }

    private static SystemVersions with(SystemVersions system, LockedBase base, PythonVersion python) {
        return new SystemVersions(system.suite(), system.glibc(), python, system.releases(), Optional.of(base));
    }

    private static Plan planned(SystemVersions system) {
        return new Plan(
                Plans.empty().combination(),
                Sha256.of("declaration"),
                Instant.EPOCH,
                system,
                Plans.empty().contents());
    }

    /** A package of it among others does not make it the suite's. */
    @Test
    void pythonOfTheBaseThatIsBroughtUpToDateStaysItsOwn() {
        ImageSpec spec = upon(BaseShape.temurin()
                .packagedPython("3.11.2-6")
                .file("usr/local/lib/python3.11/dist-packages/numpy-2.0.dist-info/METADATA")
                .tagged(registry));
        Plan plan = withPackaged(planned(choose(spec).system()));

        assertThat(bases(false).files(spec, plan).problems())
                .filteredOn(problem -> problem.code().equals("PYF-919"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText()).contains("the image has an environment of its own"));
    }

    /** With the suite's Python among packages. */
    private static Plan withPackaged(Plan plan) {
        List<Deb> debs = Stream.of("openjdk-17-jre-headless", "python3.11")
                .map(name ->
                        new Deb(name, "1", "amd64", new Location(Source.archive("debian"), name), Sha256.of(name), 1))
                .toList();
        return plan.withContents(plan.contents().withDebs(debs));
    }

    private ChosenBase choose(ImageSpec spec) {
        return bases(false).choose(spec, problems -> {
            found.clear();
            found.addAll(problems);
            return problems;
        });
    }
}
