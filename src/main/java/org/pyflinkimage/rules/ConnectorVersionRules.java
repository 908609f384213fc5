package org.pyflinkimage.rules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.facts.ConnectorFacts;
import org.pyflinkimage.facts.FlinkChange;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.Problem.Severity;

/** Rules about the versions of connectors: they must be made for Flink's line and Scala. */
final class ConnectorVersionRules {

    private static final Pattern SUFFIXED = Pattern.compile("(.+)-([0-9]+)\\.([0-9]+)");
    private static final Pattern SCALA = Pattern.compile("(.+)_(2\\.1[0-9])");
    private static final String GROUP = "org.apache.flink";

    private ConnectorVersionRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "PYF-220", Severity.ERROR, "connectors are made for Flink's line", ConnectorVersionRules::line),
                new Rule("PYF-221", Severity.ERROR, "jars have Flink's Scala, or none", ConnectorVersionRules::scala),
                new Rule("PYF-225", Severity.ERROR, "Flink's own jars have its version", ConnectorVersionRules::own));
    }

    private static List<Finding> line(Candidate candidate) {
        return ofFlink(candidate).stream()
                .flatMap(connector -> lineOf(connector, candidate)
                        .filter(line -> !line.equals(candidate.flink().line()))
                        .map(line -> otherLine(connector, line, candidate))
                        .stream())
                .toList();
    }

    /** The Flink line that a version names: by its suffix, or up to 1.17 by itself. */
    private static Optional<String> lineOf(MavenCoordinates connector, Candidate candidate) {
        String artifact = withoutScala(connector);
        if (candidate.facts().connectors().released().contains(artifact) || artifact.endsWith("-cdc")) {
            return Optional.empty();
        }
        Matcher suffixed = SUFFIXED.matcher(connector.version());
        if (suffixed.matches()) {
            return Optional.of(suffixed.group(2) + "." + suffixed.group(3));
        }
        return FlinkVersion.parse(connector.version())
                .filter(version -> artifact.contains("connector") && version.major() == 1 && version.minor() <= 17)
                .map(FlinkVersion::line);
    }

    private static Finding otherLine(MavenCoordinates connector, String line, Candidate candidate) {
        ConnectorFacts facts = candidate.facts().connectors();
        String own = candidate.line().line();
        Optional<String> newest = facts.newestFor(withoutScala(connector), own);
        boolean otherMajor = !line.substring(0, 1).equals(own.substring(0, 1));
        Finding finding = Finding.of(
                        "`%s` is made for Flink %s, declared is %s".formatted(connector, line, candidate.flink()))
                .why(
                        otherMajor
                                ? "Flink 2.0 removed classes that connectors of 1.x call"
                                : "it may call what the other line has not; errors come when the job runs")
                .remedy(newest.map(version -> "`<connector>%s:%s:%s</connector>`"
                                .formatted(connector.groupId(), withoutScala(connector), version))
                        .orElse("a version with the suffix `-%s`; none is known here".formatted(own)))
                .source("https://github.com/apache/flink/pull/28625");
        return finding.milder(severity(otherMajor, newest.isPresent()));
    }

    private static Severity severity(boolean otherMajor, boolean betterIsKnown) {
        if (otherMajor) {
            return Severity.ERROR;
        }
        return betterIsKnown ? Severity.WARNING : Severity.NOTE;
    }

    private static List<Finding> scala(Candidate candidate) {
        return ofFlink(candidate).stream()
                .flatMap(connector -> wrongScala(connector, candidate).stream())
                .toList();
    }

    private static Optional<Finding> wrongScala(MavenCoordinates connector, Candidate candidate) {
        Matcher matcher = SCALA.matcher(connector.artifactId());
        boolean suffixesOfAll = !candidate.facts().changes().has(candidate.flink(), FlinkChange.NAMES_WITHOUT_SCALA);
        ConnectorFacts facts = candidate.facts().connectors();
        if (!matcher.matches() || suffixesOfAll) {
            return Optional.empty();
        }
        boolean keeps =
                facts.suffixed().contains(matcher.group(1)) && candidate.flink().major() == 1;
        if (keeps && matcher.group(2).equals("2.12")) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                        "there is no `%s` for Flink %s".formatted(connector.artifactId(), candidate.flink()))
                .why("Flink gave up Scala 2.11 in 1.15, and the suffix of everything that is not written in Scala")
                .remedy("`%s%s`".formatted(matcher.group(1), keeps ? "_2.12" : ""))
                .source(facts.source("scala")));
    }

    private static List<Finding> own(Candidate candidate) {
        ConnectorFacts facts = candidate.facts().connectors();
        return ofFlink(candidate).stream()
                .filter(jar -> facts.released().contains(withoutScala(jar)))
                .filter(jar -> !jar.version().equals(candidate.flink().toString()))
                .map(jar -> otherVersion(jar, candidate))
                .toList();
    }

    private static Finding otherVersion(MavenCoordinates jar, Candidate candidate) {
        boolean sameLine = jar.version().startsWith(candidate.flink().line() + ".");
        return Finding.of("`%s` is of another Flink than the declared %s".formatted(jar, candidate.flink()))
                .why("it is released with Flink, under Flink's version, and made for that alone")
                .remedy("`<connector>%s:%s:%s</connector>`"
                        .formatted(jar.groupId(), withoutScala(jar), candidate.flink()))
                .source(candidate.facts().connectors().source("released"))
                .milder(sameLine ? Severity.WARNING : Severity.ERROR);
    }

    static String withoutScala(MavenCoordinates jar) {
        Matcher matcher = SCALA.matcher(jar.artifactId());
        return matcher.matches() ? matcher.group(1) : jar.artifactId();
    }

    private static List<MavenCoordinates> ofFlink(Candidate candidate) {
        return candidate.spec().connectors().stream()
                .filter(connector -> connector.groupId().equals(GROUP))
                .toList();
    }
}
