package org.pyflinkimage.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.facts.Companion;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.FlinkLine;
import org.pyflinkimage.facts.FlinkLine.JavaSupport;
import org.pyflinkimage.facts.FlinkRelease;
import org.pyflinkimage.facts.KnownRequirement;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.rules.Rule;
import org.pyflinkimage.rules.Rules;
import org.pyflinkimage.rules.Specs;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.verdict.Compatibility;
import org.pyflinkimage.verdict.Levels;
import org.pyflinkimage.verdict.Overrides;
import org.pyflinkimage.verdict.Verdict;

/** {@code docs/compatibility.md}: what the facts say of every release, Python and Java. */
public final class CompatibilityPage {

    private static final String FACTS = "../src/main/resources/org/pyflinkimage/facts/";

    private final Facts facts;
    private final Compatibility compatibility;

    private CompatibilityPage(Facts facts) {
        this.facts = facts;
        this.compatibility = new Compatibility(facts, Overrides.parse(Map.of()));
    }

    /** The page's text. */
    public static String write(Facts facts) {
        return new CompatibilityPage(facts).text();
    }

    private String text() {
        StringBuilder text = new StringBuilder("""
                # Compatibility

                This page is generated from the facts in [`src/main/resources/org/pyflinkimage/facts`](%s), last checked on
                %s; `mvn test -Dtest=CompatibilityPageTest -Dgolden.update=true` writes it anew.

                | | |
                |---|---|
                | ● | supported: a recorded run executed a Python function on it |
                | ◉ | supported, and run with a [standalone CPython](python-interpreters.md), `<pythonSource>standalone</pythonSource>`; the Python of that version that Ubuntu has was not run |
                | ○ | untested: nothing known speaks against it |
                | · | refused: `mvn pyflink:validate` says why, and what is nearest |

                Beam and pemja are the versions that a release of Flink asks for.

                """.formatted(FACTS, facts.checked()));
        for (Platform platform : Platform.values()) {
            text.append("## Flink and Python on %s\n\n".formatted(platform))
                    .append(pythons(platform))
                    .append('\n');
        }
        return text.append(javas())
                .append(suites())
                .append(standalones())
                .append(ConnectorJars.recorded().section())
                .append(knownRequirements())
                .append(rules())
                .toString();
    }

    private String pythons(Platform platform) {
        List<PythonMinor> pythons = facts.pythons().keySet().stream().sorted().toList();
        String header = "| [Flink](%sflink.json) | Beam | pemja | ".formatted(FACTS)
                + pythons.stream().map(PythonMinor::toString).collect(Collectors.joining(" | ")) + " |\n"
                + "|---".repeat(pythons.size() + 3) + "|\n";
        return facts.releases().descendingMap().values().stream()
                .map(release -> row(release, pythons, platform))
                .collect(Collectors.joining("", header, ""));
    }

    private String row(FlinkRelease release, List<PythonMinor> pythons, Platform platform) {
        return "| %s | %s | %s | %s |\n"
                .formatted(
                        release.version(),
                        required(release, Companion.BEAM),
                        required(release, Companion.PEMJA),
                        pythons.stream()
                                .map(python -> symbol(release, python, platform))
                                .collect(Collectors.joining(" | ")));
    }

    private static String required(FlinkRelease release, Companion companion) {
        return release.pin(companion).map(pin -> pin.requirement().toString()).orElse("none");
    }

    /** The best verdict over the Java lines that the release runs on. */
    private String symbol(FlinkRelease release, PythonMinor python, Platform platform) {
        List<Verdict> verdicts = facts.lineOf(release.version()).java().keySet().stream()
                .map(java ->
                        compatibility.check(Specs.subject(new Combination(release.version(), java, python, platform))))
                .toList();
        if (verdicts.stream().anyMatch(Verdict.Supported.class::isInstance)) {
            return verdicts.stream().allMatch(CompatibilityPage::isStandaloneOrElse) ? "◉" : "●";
        }
        return verdicts.stream().anyMatch(Verdict.Untested.class::isInstance) ? "○" : "·";
    }

    private static boolean isStandaloneOrElse(Verdict verdict) {
        return !(verdict instanceof Verdict.Supported supported)
                || supported.run().interpreter().isPresent();
    }

    private String javas() {
        List<JavaVersion> javas = facts.javas();
        String header = "## Flink and Java\n\n| [Flink](%slines.json) | ".formatted(FACTS)
                + javas.stream().map(JavaVersion::toString).collect(Collectors.joining(" | "))
                + " | default | end of life | reads |\n" + "|---".repeat(javas.size() + 4) + "|\n";
        List<FlinkLine> newestFirst = new ArrayList<>(facts.lines().values());
        Collections.reverse(newestFirst);
        return newestFirst.stream().map(line -> row(line, javas)).collect(Collectors.joining("", header, "\n"));
    }

    private String row(FlinkLine line, List<JavaVersion> javas) {
        return "| %s | %s | %s | %s | %s |\n"
                .formatted(
                        line.line(),
                        javas.stream().map(java -> word(line.java(), java)).collect(Collectors.joining(" | ")),
                        line.defaultJava(),
                        line.endOfLife().map(LocalDate::toString).orElse(""),
                        facts.changes().configurationFormats(firstOf(line)).stream()
                                .map(format -> "`%s`".formatted(format.fileName()))
                                .collect(Collectors.joining(", ")));
    }

    private static FlinkVersion firstOf(FlinkLine line) {
        return FlinkVersion.parse(line.line() + ".0").orElseThrow();
    }

    private static String word(Map<JavaVersion, JavaSupport> java, JavaVersion version) {
        JavaSupport support = java.get(version);
        return support == null ? "·" : support.name().toLowerCase(Locale.ROOT);
    }

    private String suites() {
        String header = """
                ## Suites

                The Debian and Ubuntu releases that an image's Java and Python can come from.

                | [suite](%ssuites.json) | Python | Java | Flink with wheels for that Python |
                |---|---|---|---|
                """.formatted(FACTS);
        return facts.suites().all().stream().map(this::row).collect(Collectors.joining("", header, "\n"));
    }

    private String standalones() {
        String header = """
                ## Standalone Pythons

                What images get where no known suite has the Python with the Java; on any of the suites, with their Java.

                | [Python](%sstandalone.json) | newest known build | Flink with wheels for it |
                |---|---|---|
                """.formatted(FACTS);
        return facts.standalones().lines().stream().map(this::row).collect(Collectors.joining("", header, "\n"));
    }

    private String row(PythonMinor line) {
        String builds = Stream.of(Platform.values())
                .flatMap(platform -> facts.standalones().newest(line, platform).stream())
                .map(file -> file.build().toString())
                .distinct()
                .collect(Collectors.joining(", "));
        return "| %s | %s | %s |\n".formatted(line, builds, releasesFor(line));
    }

    private String releasesFor(PythonMinor python) {
        List<FlinkVersion> releases = facts.releases().values().stream()
                .filter(release -> release.wheels().anywhere().contains(python))
                .map(FlinkRelease::version)
                .toList();
        return releases.isEmpty() ? "none" : releases.get(0) + " to " + releases.get(releases.size() - 1);
    }

    private String row(Suite suite) {
        return "| %s %s | %s | %s | %s |\n"
                .formatted(
                        suite.family().title(),
                        suite.name(),
                        suite.python(),
                        suite.java().stream().map(JavaVersion::toString).collect(Collectors.joining(", ")),
                        releasesFor(suite.python()));
    }

    private String knownRequirements() {
        return facts.knownRequirements().stream()
                .map(CompatibilityPage::line)
                .collect(Collectors.joining(
                        "", "## What PyFlink needs and does not declare\n\nThe build adds it, and says so.\n\n", "\n"));
    }

    private static String line(KnownRequirement requirement) {
        return "- `%s` with Flink %s%s: %s.\n"
                .formatted(
                        requirement.requirement(),
                        requirement.lines().stream().map(FlinkMinor::toString).collect(Collectors.joining(", ")),
                        requirement.exceptions().isEmpty()
                                ? ""
                                : requirement.exceptions().stream()
                                        .map(Object::toString)
                                        .collect(Collectors.joining(", ", " (not ", ")")),
                        requirement.reason());
    }

    private static String rules() {
        return Rules.all().stream().map(CompatibilityPage::line).collect(Collectors.joining("", """
                        ## Rules

                        A rule speaks where what it demands is not so, before anything is downloaded; some of its findings may be milder
                        than the severity here. `<rules><PYF-nnn>off</PYF-nnn></rules>` (`off`, `note`, `warning`, `error`) changes it.

                        | code | severity | demands that |
                        |---|---|---|
                        """, ""));
    }

    private static String line(Rule rule) {
        return "| %s | %s | %s |\n".formatted(rule.code(), Levels.word(rule.severity()), rule.title());
    }
}
