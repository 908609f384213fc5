package org.pyflinkimage.resolve.debian;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.debian.AvailablePackages.Candidate;
import org.pyflinkimage.debian.DependencyClosure;
import org.pyflinkimage.debian.IncompleteSystem;
import org.pyflinkimage.debian.Keyring;
import org.pyflinkimage.debian.PackageName;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.facts.Suites;
import org.pyflinkimage.facts.SystemPackages;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.plan.ChosenBase;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * Chooses the operating system for a combination: the suite that has its Python and its Java, or its Java alone, and that suite's
 * packages.
 *
 * <p>Not safe for use by several threads; combinations of one suite that follow each other share its indexes.
 */
public final class DebianResolver {

    /** What was read of a suite, and how it was looked for. */
    private record Read(DebianMirrors mirrors, SuiteContents contents) {}

    private final DebianSurroundings surroundings;
    private final AptImages images;
    private final DebianIndexes indexes;
    private final Suites suites = Facts.shipped().suites();
    private final Set<Suite> told = new HashSet<>();
    private @Nullable Read latest;

    /** @param images asked for archives, as {@link NamingApt} does it */
    public DebianResolver(Transport transport, DebianSurroundings surroundings, AptImages images) {
        this.surroundings = surroundings;
        this.images = images;
        this.indexes = new DebianIndexes(transport);
    }

    /**
     * Chooses suite and packages.
     *
     * @param python whose Python the image is to have
     * @param packages those that it is to have beside what every image has
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-301} where no archive is known, {@code PYF-302} where no suite has
     *     that Python with that Java, {@code PYF-303} to {@code PYF-318} where the archive cannot be believed or lacks
     *     something, the suite itself among that ({@code PYF-306}), {@code PYF-892} and {@code PYF-893} where declared packages are not there or exclude others
     */
    public DebianResolution resolve(
            Combination combination, ImageSpec.Hints hints, DeclaredPython python, List<String> packages) {
        DebianMirrors mirrors = new DebianMirrors(hints, believing(hints), images, combination.platform());
        NearSuites near = new NearSuites(mirrors, indexes);
        List<SuiteChoice> choices = SuiteChoice.ofEachFamily(combination, python);
        if (choices.isEmpty()) {
            throw impossible(combination, python, near.offered()).toException();
        }
        Absences absences = new Absences();
        try {
            for (SuiteChoice choice : choices) {
                Optional<SuiteContents> contents = contents(choice.suite(), near, absences);
                if (contents.isPresent()) {
                    absences.forEach(better -> tell(better, choice));
                    return resolution(combination, choice, contents.get(), packages);
                }
            }
            throw missing(combination, python, choices.get(0), near, absences);
        } catch (PyFlinkException e) {
            throw withWayOut(absences.first(e), () -> near.mayHaveStandalone(combination, python));
        }
    }

    /**
     * Chooses the packages that come upon a base, out of its own suite; none where it has all that is needed.
     *
     * @param declared those that the image is to have beside what it needs
     * @throws org.pyflinkimage.value.PyFlinkException as {@link #resolve}; {@code PYF-951} where a newer one is needed of what the base has
     */
    public DebianResolution upon(
            ChosenBase base, Combination combination, ImageSpec.Hints hints, List<String> declared) {
        return base.further()
                .map(there -> upon(base, there, combination, hints, declared))
                .orElseGet(() -> new DebianResolution(base.system(), base.interpreter(), List.of(), new TreeMap<>()))
                .upon(base);
    }

    private DebianResolution upon(
            ChosenBase base,
            IncompleteSystem there,
            Combination combination,
            ImageSpec.Hints hints,
            List<String> declared) {
        DebianMirrors mirrors =
                new DebianMirrors(hints, believing(hints), images, combination.platform(), Optional.of(there.apt()));
        Suite suite = suites.find(base.system().suite().toString()).orElseThrow();
        SuiteContents contents = contents(suite, mirrors)
                .orElseThrow(() -> ArchiveProblems.missingSuite(mirrors.archive(suite), suite)
                        .toException());
        // What somebody else than the suite has made may be there all the same.
        List<String> names = new DeclaredPackages(suite, contents.packages(), declared).names(name -> !there.has(name));
        List<Candidate> chosen = chosenUpon(base, there, combination.python(), names, contents);
        return resolution(withPackaged(base, combination.python(), chosen), base.interpreter(), contents, chosen);
    }

    private static List<Candidate> chosenUpon(
            ChosenBase base, IncompleteSystem there, PythonMinor python, List<String> names, SuiteContents contents) {
        try {
            return DependencyClosure.upon(there.installed(), there.wanted(names), contents.packages());
        } catch (PyFlinkException e) {
            if (!there.needed().contains(Suite.pythonPackage(python))
                    || base.interpreter().isPresent()) {
                throw e;
            }
            // A standalone one needs nothing of the base.
            PyFlinkException told = new PyFlinkException(
                    e.problems().stream().map(DebianResolver::withStandalone).toList());
            told.initCause(e);
            throw told;
        }
    }

    /** Of a Python that comes among the packages nothing is known before. */
    private static SystemVersions withPackaged(ChosenBase base, PythonMinor python, List<Candidate> chosen) {
        boolean mayBe =
                base.system().base().filter(there -> there.runsOnSuites(python)).isPresent();
        return version(chosen, Suite.pythonPackage(python), PythonVersion::leading)
                .filter(release -> mayBe)
                .map(base.system()::withPython)
                .orElse(base.system());
    }

    /** Where a suite is missed, a standalone Python may do; it is for the declaration to say so, as the image would be another one. */
    private static PyFlinkException withWayOut(PyFlinkException failure, BooleanSupplier isThere) {
        Problem problem = failure.problems().get(0);
        boolean missed = NoArchive.isMet(problem) || ArchiveProblems.isMissing(problem);
        return missed && isThere.getAsBoolean() ? withStandalone(problem).toException(failure) : failure;
    }

    private static Problem withStandalone(Problem problem) {
        return problem.remedy("a Python that no suite brings: " + Element.PYTHON_SOURCE.with(PythonSource.STANDALONE));
    }

    /** That another suite is taken than the one that is best everywhere. */
    private void tell(Absences.Absence better, SuiteChoice taken) {
        String instead = "so the image is made from %s instead%s"
                .formatted(taken.suite().name(), taken.interpreter().isPresent() ? ", with a standalone Python" : "");
        if (told.add(better.suite())) {
            better.failure()
                    .ifPresentOrElse(
                            failure -> failure.problems()
                                    .forEach(problem -> surroundings
                                            .log()
                                            .warn(problem.why(instead).withSeverity(Problem.Severity.WARNING))),
                            () -> surroundings
                                    .log()
                                    .note("The declared mirror has nothing of %s, %s"
                                            .formatted(better.suite().family().title(), instead)));
        }
    }

    private static DebianResolution resolution(
            Combination combination, SuiteChoice choice, SuiteContents contents, List<String> packages) {
        List<String> wanted = wanted(combination, choice);
        wanted.addAll(new DeclaredPackages(choice.suite(), contents.packages(), packages).names());
        List<Candidate> chosen = DependencyClosure.of(wanted, contents.packages());
        return resolution(versions(combination.python(), choice, chosen), choice.interpreter(), contents, chosen);
    }

    private static DebianResolution resolution(
            SystemVersions versions,
            Optional<StandaloneFile> interpreter,
            SuiteContents contents,
            List<Candidate> chosen) {
        List<Deb> debs = new ArrayList<>();
        SortedMap<Source, URI> used = new TreeMap<>();
        for (Candidate candidate : chosen) {
            DebianArchive archive = contents.archiveOf(candidate);
            debs.add(locked(candidate, archive.source()));
            used.put(archive.source(), Addresses.withoutLogin(archive.base()));
        }
        return new DebianResolution(versions.dated(contents.dates()), interpreter, debs, used);
    }

    private static SystemVersions versions(PythonMinor python, SuiteChoice choice, List<Candidate> chosen) {
        return new SystemVersions(
                choice.suite().name(),
                version(chosen, PackageName.LIBC, GlibcVersion::leading)
                        .orElse(choice.suite().glibc()),
                choice.interpreter()
                        .map(file -> file.build().version())
                        .or(() -> version(chosen, "python" + python, PythonVersion::leading))
                        .orElseGet(() -> new PythonVersion(python, 0)));
    }

    private DebianSurroundings believing(ImageSpec.Hints hints) {
        return hints.debianKeyring()
                .map(file -> surroundings.with(Keyring.read(file)))
                .orElse(surroundings);
    }

    private static List<String> wanted(Combination combination, SuiteChoice choice) {
        SystemPackages known = SystemPackages.shipped();
        List<String> wanted = new ArrayList<>();
        String java = Suite.javaPackage(combination.java());
        if (choice.interpreter().isPresent()) {
            wanted.addAll(known.withAnyPython());
            wanted.add(java);
            wanted.addAll(known.ofStandalonePython());
        } else {
            wanted.addAll(known.withSuitesPython());
            wanted.addAll(choice.suite().packages());
            wanted.add(java);
            wanted.addAll(Suite.pythonPackages(combination.python()));
        }
        return wanted;
    }

    /** What to say where no archive is of a family that would do: a suite that was to have both is missed by its name. */
    private PyFlinkException missing(
            Combination combination, DeclaredPython python, SuiteChoice best, NearSuites near, Absences absences) {
        return absences.missed()
                .orElseGet(() -> (best.interpreter().isPresent()
                                ? impossible(combination, python, near.offered())
                                : ArchiveProblems.missingSuite(near.mirrors().archive(best.suite()), best.suite()))
                        .toException());
    }

    /** What there is of a suite; empty where no archive is of its family, unless the lock file was made from it. */
    private Optional<SuiteContents> contents(Suite suite, NearSuites near, Absences absences) {
        boolean locked = surroundings.seen().find(suite.name()).isPresent();
        try {
            Optional<SuiteContents> contents = contents(suite, near.mirrors());
            if (contents.isEmpty()) {
                if (locked || !near.isOfOthersThan(suite.family())) {
                    throw ArchiveProblems.missingSuite(near.mirrors().archive(suite), suite)
                            .toException();
                }
                absences.addOfOtherFamily(suite);
            }
            return contents;
        } catch (UnnamedArchive e) {
            if (locked) {
                throw e;
            }
            absences.add(suite, e);
            return Optional.empty();
        }
    }

    /** What there is of a suite; empty where its archive does not have it. */
    private Optional<SuiteContents> contents(Suite suite, DebianMirrors mirrors) {
        Read known = latest;
        if (known != null
                && known.contents().suite().equals(suite)
                && known.mirrors().equals(mirrors)) {
            return Optional.of(known.contents());
        }
        DebianArchive archive = mirrors.archive(suite);
        Optional<SuiteContents> contents = SuiteReader.read(indexes, suite, archive, mirrors);
        contents.ifPresent(read -> latest = new Read(mirrors, read));
        if (contents.isPresent() && suite.upkeep().isOver(surroundings.now())) {
            surroundings.log().warn(ArchiveProblems.unsupported(suite, suites.source()));
        }
        return contents;
    }

    private static Deb locked(Candidate candidate, Source source) {
        return new Deb(
                candidate.offer().name(),
                candidate.offer().version().toString(),
                candidate.offer().architecture(),
                new Location(source, encoded(candidate.offer().path())),
                candidate.offer().sha256(),
                candidate.offer().size());
    }

    private static String encoded(String path) {
        try {
            return new URI(null, null, path, null).getRawPath();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a path: " + path, e);
        }
    }

    private static <T> Optional<T> version(List<Candidate> chosen, String name, Function<String, Optional<T>> leading) {
        return chosen.stream()
                .filter(candidate -> candidate.offer().name().equals(name))
                .flatMap(candidate -> leading.apply(candidate.offer().version().upstream()).stream())
                .findFirst();
    }

    private Problem impossible(Combination combination, DeclaredPython python, List<Suite> reachable) {
        List<Suite> serving = SuiteChoice.suites(combination, python);
        boolean javaAlone = python.standalone(combination, newest(combination)).isPresent();
        Problem problem = Problem.declaration(
                        "PYF-302",
                        javaAlone
                                ? "no suite within reach has Java " + combination.java()
                                : "no suite within reach has Python %s with Java %s"
                                        .formatted(combination.python(), combination.java()))
                .why("within reach: " + (reachable.isEmpty() ? "nothing" : lines(reachable)));
        if (javaAlone) {
            problem = problem.why("Java comes from Debian or Ubuntu, whatever Python is declared");
        }
        if (!serving.isEmpty()) {
            problem = problem.remedy(
                    "name an archive that has %s: ".formatted(lines(serving)) + Element.DEBIAN_MIRROR.named());
        }
        if (python.source() == PythonSource.SUITE && newest(combination).isPresent()) {
            problem = withStandalone(problem);
        }
        return problem.remedy("choose from what there is: " + Element.PYTHON.named() + ", " + Element.JAVA.named())
                .source(suites.source());
    }

    private static Optional<StandaloneFile> newest(Combination combination) {
        return Facts.shipped().standalones().newest(combination.python(), combination.platform());
    }

    private static String lines(List<Suite> some) {
        return some.stream().map(Suite::toString).collect(Collectors.joining("; "));
    }
}
