package org.pyflinkimage.build.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.build.BaseShape;
import org.pyflinkimage.debian.IncompleteSystem;
import org.pyflinkimage.debian.InstalledPackage;
import org.pyflinkimage.plan.ChosenBase;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** Which packages of its own suite come upon a base. */
class SuppliesTest extends LayeredBaseFixture {

    @Test
    void whatTheSuiteHasComesUponItsBase() {
        ChosenBase chosen = choose(BaseShape.debian()
                .without("usr/lib/x86_64-linux-gnu/libcrypt.so.1")
                .without("etc/ssl/certs/ca-certificates.crt")
                .file("etc/apt/sources.list = deb http://127.0.0.1/debian bookworm main\n"));

        IncompleteSystem further = chosen.further().orElseThrow();
        assertThat(further.needed())
                .containsExactly(
                        "ca-certificates",
                        "libjemalloc2",
                        "libpython3.11",
                        "netbase",
                        "openjdk-17-jre-headless",
                        "python3-distutils",
                        "python3.11",
                        "tini",
                        "tzdata");
        assertThat(chosen.interpreter()).isEmpty();
        assertThat(chosen.system().base().orElseThrow().python()).hasToString("Optional[/usr/bin/python3.11]");
        assertThat(chosen.system().suite()).hasToString("bookworm");
        assertThat(further.installed()).extracting(InstalledPackage::name).containsExactly("libc6");
        assertThat(further.apt().get().sources().all())
                .extracting(source -> source.archive().toString())
                .containsExactly("http://127.0.0.1/debian/");
        assertThat(chosen.system().base().orElseThrow().javaHome()).hasToString("/usr/lib/jvm/java-17-openjdk-amd64");
    }

    @Test
    void standalonePythonNeedsALibrary() {
        ImageSpec spec = spec(BaseShape.debian().without("usr/lib/x86_64-linux-gnu/libcrypt.so.1"));

        ChosenBase chosen = choose(of(PythonSource.STANDALONE, spec), found -> found);

        assertThat(chosen.interpreter()).isPresent();
        assertThat(chosen.further().orElseThrow().needed())
                .contains("libcrypt1")
                .doesNotContain("python3.11");
    }

    /** Whichever packages come. */
    @Test
    void pythonOfTheSuiteComesWithDeclaredPackages() {
        ImageSpec spec = spec(BaseShape.temurin());

        assertThat(choose(spec.with(spec.contents().withPackages(List.of("libgomp1"))), found -> found)
                        .further()
                        .orElseThrow()
                        .needed())
                .contains("python3.11", "libpython3.11", "python3-distutils");
    }

    @Test
    void pythonOfTheSuiteComesAloneWhereItIsDeclared() {
        ChosenBase chosen = choose(of(PythonSource.SUITE, spec(BaseShape.temurin())), found -> found);

        assertThat(chosen.interpreter()).isEmpty();
        assertThat(chosen.further().orElseThrow().needed()).contains("python3.11", "libpython3.11");
    }

    /** It is the suite's already. */
    @Test
    void pythonOfTheSuiteThatIsThereIsTaken() {
        ChosenBase chosen = choose(
                of(
                        PythonSource.SUITE,
                        spec(BaseShape.temurin().python("usr/local", "3.11.9").packagedPython("3.11.2-6"))),
                found -> found);

        assertThat(chosen.further()).isEmpty();
        assertThat(chosen.system().python()).hasToString("3.11.2");
    }

    /** Of one that is there in part nothing is replaced. */
    @ParameterizedTest
    @ValueSource(strings = {"python3.11-minimal", "libpython3.11-stdlib", "python3.11"})
    void partsOfThePythonOfTheSuiteKeepItAway(String there) {
        ImageSpec spec = spec(BaseShape.debian().installed(there, "3.11.2-6"));

        ChosenBase chosen = choose(spec, found -> found);

        assertThat(chosen.interpreter()).isPresent();
        assertThat(chosen.further().orElseThrow().needed()).doesNotContain("libpython3.11");
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> choose(of(PythonSource.SUITE, spec), found -> found))
                .withMessageContainingAll("[PYF-938]", "has parts of it", "-Dpyflink.pythonSource=auto");
    }

    @Test
    void pythonThatNoSuiteOfTheBaseHasIsRefusedWhereItIsDeclared() {
        ImageSpec other = spec(BaseShape.temurin()
                .without("usr/lib/os-release")
                .file("usr/lib/os-release = ID=debian\nVERSION_CODENAME=trixie\n"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> choose(of(PythonSource.SUITE, other), found -> found))
                .withMessageContainingAll("[PYF-938]", "Debian trixie: Python 3.13");

        ImageSpec unknown =
                spec(BaseShape.unreleased().file("opt/java/openjdk/bin/java").file(BaseShape.JAVA_17));
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> choose(of(PythonSource.SUITE, unknown), found -> found))
                .withMessageContainingAll("[PYF-938]", "of a known suite alone");
    }

    @Test
    void certificatesThatAreThereStay() {
        assertThat(choose(BaseShape.debian()).further().orElseThrow().needed()).doesNotContain("ca-certificates");
    }

    @Test
    void packagesOfAnotherProcessorCountForNothing() {
        BaseShape shape = BaseShape.debian().installed("libcups2", "2.4");
        assertThat(choose(shape).further().orElseThrow().installed()).hasSize(2);

        BaseShape foreign = BaseShape.debian().without("var/lib/dpkg/status").file("""
                var/lib/dpkg/status = Package: libc6
                Status: install ok installed
                Version: 2.36-9
                Architecture: amd64

                Package: libcups2
                Status: install ok installed
                Version: 1
                Architecture: i386
                """);
        assertThat(choose(foreign).further().orElseThrow().installed())
                .extracting(InstalledPackage::name)
                .containsExactly("libc6");
    }

    @Test
    void commandsComeWithTheirPackages() {
        assertThat(choose(BaseShape.temurin().withoutCommands())
                        .further()
                        .orElseThrow()
                        .needed())
                .contains("bash", "coreutils", "dash", "findutils", "grep", "hostname", "mawk", "sed")
                .doesNotContain("openjdk-17-jre-headless");
    }

    @Test
    void nothingComesUponABaseThatLacksNothing() {
        assertThat(choose(BaseShape.temurin().without("etc/ssl/certs/ca-certificates.crt"))
                        .further())
                .isEmpty();
    }

    @Test
    void certificatesComeAloneWhereTheyHaveToBeThere() {
        ImageSpec spec = spec(BaseShape.temurin().without("etc/ssl/certs/ca-certificates.crt"));

        assertThat(choose(
                                spec,
                                found -> found.stream()
                                        .map(problem -> problem.withSeverity(Problem.Severity.ERROR))
                                        .toList())
                        .further()
                        .orElseThrow()
                        .needed())
                .containsExactly("ca-certificates");
    }

    @Test
    void whatTheDeclarationDoesNotMindIsNotBrought() {
        BaseShape shape = BaseShape.temurin().without("usr/lib/x86_64-linux-gnu/libcrypt.so.1");

        assertThat(choose(
                                spec(shape),
                                found -> found.stream()
                                        .map(problem -> problem.withSeverity(Problem.Severity.WARNING))
                                        .toList())
                        .further())
                .isEmpty();
    }

    @Test
    void declaredPackagesComeUponABaseOfAKnownSuiteAlone() {
        ImageSpec known = spec(BaseShape.temurin());
        assertThat(choose(known.with(known.contents().withPackages(List.of("libgomp1"))), found -> found)
                        .further())
                .isPresent();

        ImageSpec unknown =
                spec(BaseShape.unreleased().file("opt/java/openjdk/bin/java").file(BaseShape.JAVA_17));
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> choose(
                        unknown.with(unknown.contents().withPackages(List.of("git", "libgomp1"))), found -> found))
                .withMessageContainingAll("[PYF-929]", "`git`, `libgomp1`", "forky", "-Dpyflink.base=scratch");
    }

    /** Somebody may have changed any package of it. */
    @Test
    void systemThatIsMadeOfAnotherGetsNoneOfThat() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> choose(BaseShape.debian()
                        .without("usr/lib/os-release")
                        .file("usr/lib/os-release = ID=linuxmint\nID_LIKE=\"ubuntu debian\"\nUBUNTU_CODENAME=jammy\n")))
                .withMessageContaining("[PYF-924]");
    }

    @Test
    void packagesOfABasesOwnPythonAreToldAsUnused() {
        List<Problem> found = new ArrayList<>();
        String site = "usr/local/lib/python3.12/site-packages/";
        ImageSpec spec = spec(BaseShape.temurin()
                .file("usr/local/bin/python3.12")
                .file(site + "pip-24.0.dist-info/METADATA")
                .file(site + "numpy-2.0.dist-info/METADATA")
                .file(site + "pandas-2.2.dist-info/METADATA")
                .file(site + "torch-2.5.dist-info/METADATA")
                .file(site + "xarray-1.dist-info/METADATA"));

        choose(spec, problems -> {
            found.addAll(problems);
            return problems;
        });

        assertThat(found).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("PYF-919");
            assertThat(problem.severity()).isEqualTo(Problem.Severity.NOTE);
            assertThat(problem.toText())
                    .contains(
                            "Python 3.12 in /usr/local",
                            "`numpy`, `pandas`, `torch` and 1 more",
                            "-Dpyflink.requirements");
        });
    }

    private static ImageSpec of(PythonSource source, ImageSpec spec) {
        return spec.with(spec.contents().withPython(new DeclaredPython(source, List.of(), Optional.empty())));
    }

    private ChosenBase choose(BaseShape shape) {
        return choose(spec(shape), found -> found);
    }

    private ChosenBase choose(ImageSpec spec, UnaryOperator<List<Problem>> severities) {
        return bases(false).choose(spec, severities);
    }

    private ImageSpec spec(BaseShape shape) {
        return upon(shape.tagged(registry));
    }
}
