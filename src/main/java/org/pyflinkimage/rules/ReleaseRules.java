package org.pyflinkimage.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.Facts.Knowledge;
import org.pyflinkimage.facts.FlinkLine.JavaSupport;
import org.pyflinkimage.facts.FlinkRelease;
import org.pyflinkimage.facts.PythonLine;
import org.pyflinkimage.facts.StandaloneBuilds;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.facts.Suites;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Problem.Severity;

/** Rules about Flink's release, its Java and the age of both and of Python. */
final class ReleaseRules {

    /** Of a release that there is not, no more can be said. */
    static final Rule EXISTS = Rule.beyondCandidates("PYF-101", Severity.ERROR, "the Flink release exists");

    private ReleaseRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule("PYF-102", Severity.NOTE, "the facts know the Flink release", ReleaseRules::newer),
                new Rule("PYF-103", Severity.ERROR, "apache-flink-libraries was published", ReleaseRules::libraries),
                new Rule("PYF-104", Severity.WARNING, "the release was not withdrawn", ReleaseRules::yanked),
                new Rule("PYF-110", Severity.ERROR, "Flink supports the Java", ReleaseRules::java),
                new Rule("PYF-111", Severity.WARNING, "the Java is not deprecated", ReleaseRules::deprecatedJava),
                new Rule("PYF-112", Severity.NOTE, "the Java is not experimental", ReleaseRules::experimentalJava),
                new Rule("PYF-114", Severity.WARNING, "Python gets security fixes", ReleaseRules::pythonEnd),
                new Rule("PYF-115", Severity.WARNING, "Flink gets fixes", ReleaseRules::flinkEnd),
                new Rule("PYF-120", Severity.ERROR, "there are Java and Python for the image", ReleaseRules::suites),
                new Rule("PYF-134", Severity.ERROR, "there is the standalone CPython", ReleaseRules::standalone),
                new Rule(
                        "PYF-135", Severity.WARNING, "the pinned build of Python is taken", ReleaseRules::unusedBuild));
    }

    /** What to say of a release that is neither known nor new. */
    static Finding unknown(FlinkVersion flink, Facts facts) {
        List<FlinkRelease> sameLine = facts.releases().values().stream()
                .filter(release -> release.version().line().equals(flink.line()))
                .toList();
        Finding finding = Finding.of("there is no apache-flink " + flink);
        if (sameLine.isEmpty()) {
            return finding.why("the oldest release that this plugin knows is "
                            + facts.releases().firstKey())
                    .remedy(Element.FLINK.with(facts.releases().lastKey()))
                    .source(facts.releases().firstEntry().getValue().source());
        }
        List<FlinkVersion> versions =
                sameLine.stream().map(FlinkRelease::version).toList();
        FlinkRelease newest = sameLine.get(sameLine.size() - 1);
        return finding.why("the %s releases of PyFlink are %s".formatted(flink.line(), Words.list(versions)))
                .remedy(Element.FLINK.with(newest.version()))
                .source(newest.source());
    }

    private static List<Finding> newer(Candidate candidate) {
        if (candidate.knowledge() == Knowledge.KNOWN) {
            return List.of();
        }
        return List.of(Finding.of("Flink %s is newer than what this plugin knows".formatted(candidate.flink()))
                .why("it is judged by what is known of Flink %s"
                        .formatted(candidate.release().version()))
                .source(candidate.release().source()));
    }

    private static List<Finding> libraries(Candidate candidate) {
        if (candidate.release().librariesPublished()) {
            return List.of();
        }
        return List.of(Finding.of("apache-flink %s cannot be installed".formatted(candidate.flink()))
                .why("it requires apache-flink-libraries of the same version, which was never published")
                .remedy(Element.FLINK.with(firstInstallableAfter(candidate)))
                .source(candidate.release().source()));
    }

    private static FlinkVersion firstInstallableAfter(Candidate candidate) {
        return candidate.facts().releases().tailMap(candidate.release().version(), false).values().stream()
                .filter(release -> release.librariesPublished() && !release.yanked())
                .map(FlinkRelease::version)
                .findFirst()
                .orElseGet(() -> candidate.facts().releases().lastKey());
    }

    private static List<Finding> yanked(Candidate candidate) {
        if (!candidate.release().yanked()) {
            return List.of();
        }
        return List.of(Finding.of("apache-flink %s was withdrawn".formatted(candidate.flink()))
                .why(
                        "its authors yanked it from the package index: resolvers take it only where it is asked for by its number")
                .remedy(Element.FLINK.with(firstInstallableAfter(candidate)))
                .source(candidate.release().source()));
    }

    private static List<Finding> java(Candidate candidate) {
        if (candidate.line().java().containsKey(candidate.java())) {
            return List.of();
        }
        return List.of(Finding.of("Flink %s does not run on Java %s".formatted(candidate.flink(), candidate.java()))
                .why("Flink %s supports Java %s"
                        .formatted(
                                candidate.line().line(),
                                Words.list(candidate.line().java().keySet())))
                .remedy(Element.JAVA.among(candidate.line().java().keySet()))
                .source(candidate.line().source()));
    }

    private static List<Finding> deprecatedJava(Candidate candidate) {
        if (candidate.line().java().get(candidate.java()) != JavaSupport.DEPRECATED) {
            return List.of();
        }
        return List.of(Finding.of("Java %s is deprecated in Flink %s".formatted(candidate.java(), candidate.flink()))
                .why("Flink deprecated it in 1.15 and removed it in 2.0")
                .remedy(Element.JAVA.with(candidate.line().defaultJava()))
                .source(candidate.line().source()));
    }

    private static List<Finding> experimentalJava(Candidate candidate) {
        if (candidate.line().java().get(candidate.java()) != JavaSupport.EXPERIMENTAL) {
            return List.of();
        }
        return List.of(Finding.of("Java %s is experimental in Flink %s".formatted(candidate.java(), candidate.flink()))
                .why("Flink's own default there is Java " + candidate.line().defaultJava())
                .remedy(Element.JAVA.with(candidate.line().defaultJava()))
                .source(candidate.line().source()));
    }

    private static List<Finding> pythonEnd(Candidate candidate) {
        return Optional.ofNullable(candidate.facts().pythons().get(candidate.python()))
                .filter(line -> hasEnded(line, candidate))
                .map(line -> Finding.of("Python %s gets no security fixes since %s"
                                .formatted(candidate.python(), line.endOfLife()))
                        .remedy(newerPython(candidate))
                        .source(line.source()))
                .stream()
                .toList();
    }

    /** The newest that this Flink takes, or a Flink that takes a Python with fixes. */
    private static String newerPython(Candidate candidate) {
        PythonMinor newest = candidate.release().wheels().anywhere().last();
        if (newest.compareTo(candidate.python()) > 0) {
            return "the newest Python that Flink %s takes: %s"
                    .formatted(candidate.flink(), Element.PYTHON.with(newest));
        }
        return candidate.facts().releases().tailMap(candidate.release().version()).values().stream()
                .filter(release -> release.librariesPublished() && !release.yanked())
                .filter(release -> release.wheels().anywhere().stream()
                        .map(candidate.facts().pythons()::get)
                        .anyMatch(line -> line != null && !hasEnded(line, candidate)))
                .findFirst()
                .map(release -> "Flink %s takes no newer one: %s and %s"
                        .formatted(
                                candidate.flink(),
                                Element.FLINK.with(release.version()),
                                Element.PYTHON.with(release.wheels().anywhere().last())))
                .orElse("no known Flink takes a Python with fixes");
    }

    private static boolean hasEnded(PythonLine line, Candidate candidate) {
        return line.endOfLife().isBefore(candidate.facts().checked());
    }

    private static List<Finding> flinkEnd(Candidate candidate) {
        return candidate.line().endOfLife().stream()
                .map(day -> Finding.of("Flink %s gets no fixes since %s"
                                .formatted(candidate.flink().line(), day))
                        .why("Flink's community maintains the two newest minor lines and the last one of 1.x")
                        .remedy(maintained(candidate))
                        .source(candidate.line().policy()))
                .toList();
    }

    /** The newest Flink that gets fixes and takes the declared Java and Python, else the newest with those that it takes. */
    private static String maintained(Candidate candidate) {
        Facts facts = candidate.facts();
        Optional<String> asItIs = facts.releases().descendingMap().values().stream()
                .filter(release -> release.librariesPublished() && !release.yanked())
                .filter(release -> takesJava(release, candidate)
                        && release.wheels().anywhere().contains(candidate.python())
                        && facts.lineOf(release.version()).endOfLife().isEmpty())
                .map(release -> Element.FLINK.with(release.version()))
                .findFirst();
        return asItIs.orElseGet(() -> newest(candidate));
    }

    private static String newest(Candidate candidate) {
        FlinkRelease newest = candidate.facts().releases().lastEntry().getValue();
        List<String> remedies = new ArrayList<>(List.of(Element.FLINK.with(newest.version())));
        if (!takesJava(newest, candidate)) {
            remedies.add(
                    Element.JAVA.with(candidate.facts().lineOf(newest.version()).defaultJava()));
        }
        if (!newest.wheels().anywhere().contains(candidate.python())) {
            remedies.add(Element.PYTHON.with(newest.wheels().anywhere().last()));
        }
        return String.join(" and ", remedies);
    }

    static boolean takesJava(FlinkRelease release, Candidate candidate) {
        return candidate.facts().lineOf(release.version()).java().containsKey(candidate.java());
    }

    /** Images are made of no other suites; which of their archives can be reached is seen when planning. */
    private static List<Finding> suites(Candidate candidate) {
        Suites suites = candidate.facts().suites();
        if (isServed(candidate, candidate.java(), candidate.python())) {
            return List.of();
        }
        Finding finding = Finding.of(
                suites.having(candidate.java()).isEmpty()
                        ? "no known Debian or Ubuntu release brings Java " + candidate.java()
                        : "no known Debian or Ubuntu release brings Java %s together with Python %s"
                                .formatted(candidate.java(), candidate.python()));
        for (Suite suite : suites.all()) {
            finding = finding.why(
                    "%s has Java %s and Python %s".formatted(suite.name(), Words.list(suite.java()), suite.python()));
        }
        return List.of(withServed(finding, candidate).source(suites.source()));
    }

    /** Whether there are both; of a standalone Python that is wanted and that there is not, another rule speaks. */
    private static boolean isServed(Candidate candidate, JavaVersion java, PythonMinor python) {
        Suites suites = candidate.facts().suites();
        return switch (candidate.spec().python().source()) {
            case STANDALONE -> !suites.having(java).isEmpty();
            case SUITE -> !suites.having(java, python).isEmpty();
            case AUTO ->
                !suites.having(java, python).isEmpty()
                        || (candidate.standalone(python).isPresent()
                                && !suites.having(java).isEmpty());
        };
    }

    private static Finding withServed(Finding finding, Candidate candidate) {
        Set<JavaVersion> javas = new TreeSet<>(candidate.line().java().keySet());
        javas.removeIf(java -> !isServed(candidate, java, candidate.python()));
        Set<PythonMinor> pythons = new TreeSet<>(candidate.release().wheels().anywhere());
        pythons.removeIf(python -> !isServed(candidate, candidate.java(), python));
        Finding named = javas.isEmpty() ? finding : finding.remedy(Element.JAVA.among(javas));
        named = pythons.isEmpty() ? named : named.remedy(Element.PYTHON.among(pythons));
        return candidate.spec().python().source() == PythonSource.SUITE
                        && candidate.newestStandalone().isPresent()
                ? named.remedy(Element.PYTHON_SOURCE.with(PythonSource.STANDALONE))
                : named;
    }

    private static List<Finding> standalone(Candidate candidate) {
        if (candidate.spec().python().source() != PythonSource.STANDALONE
                || candidate.standalone().isPresent()) {
            return List.of();
        }
        StandaloneBuilds known = candidate.facts().standalones();
        return List.of(Finding.of("no standalone CPython %s is known".formatted(candidate.python()))
                .why("there are those of Python " + Words.list(known.lines()))
                .remedy(Element.PYTHON.among(known.lines()))
                .remedy("or a build that this plugin does not know: " + Element.PYTHON_BUILD.named())
                .source(known.source()));
    }

    private static List<Finding> unusedBuild(Candidate candidate) {
        DeclaredPython python = candidate.spec().python();
        List<Suite> having =
                candidate.facts().suites().having(candidate.spec().combination().java(), candidate.python());
        boolean uponBase = candidate.spec().layeredBase().isPresent();
        if (python.source() == PythonSource.STANDALONE || having.isEmpty() || uponBase) {
            return List.of();
        }
        return python.builds().stream()
                .filter(build -> build.version().line().equals(candidate.python()))
                .map(build -> Finding.of("`%s` in `<pythonBuild>` is not what the image has".formatted(build))
                        .why("%s %s has Python %s with the declared Java, and that is taken"
                                .formatted(
                                        having.get(0).family().title(),
                                        having.get(0).name(),
                                        candidate.python()))
                        .remedy("that build: " + Element.PYTHON_SOURCE.with(PythonSource.STANDALONE))
                        .remedy("or leave it out of " + Element.PYTHON_BUILD.named())
                        .source(candidate.facts().suites().source()))
                .toList();
    }
}
