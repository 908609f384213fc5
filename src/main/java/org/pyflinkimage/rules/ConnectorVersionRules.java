package org.pyflinkimage.rules;

import java.util.List;
import java.util.Optional;
import org.pyflinkimage.facts.ConnectorFacts;
import org.pyflinkimage.facts.DistributionPart;
import org.pyflinkimage.facts.FlinkChange;
import org.pyflinkimage.facts.FlinkRelease;
import org.pyflinkimage.facts.LineMark;
import org.pyflinkimage.facts.MadeFor;
import org.pyflinkimage.facts.ScalaName;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.Problem.Severity;

/** Rules about the versions of connectors: they must be made for Flink's line and Scala. */
final class ConnectorVersionRules {

    private static final String SCALA_LEFT = "2.12";

    private ConnectorVersionRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "PYF-220", Severity.ERROR, "connectors are made for Flink's line", ConnectorVersionRules::line),
                new Rule("PYF-221", Severity.ERROR, "jars have Flink's Scala, or none", ConnectorVersionRules::scala),
                new Rule("PYF-225", Severity.ERROR, "Flink's own jars have its version", ConnectorVersionRules::own));
    }

    private static List<Finding> line(Candidate candidate) {
        return candidate.spec().connectors().stream()
                .flatMap(connector -> otherLine(connector, candidate).stream())
                .toList();
    }

    private static Optional<Finding> otherLine(MavenCoordinates connector, Candidate candidate) {
        ConnectorFacts facts = candidate.facts().connectors();
        if (facts.own().released().contains(withoutScala(connector))) {
            return Optional.empty();
        }
        return facts.versions()
                .markOf(connector.groupId(), connector.artifactId(), connector.version())
                .flatMap(mark -> mark.of(connector.artifactId(), connector.version())
                        .filter(madeFor -> !madeFor.fits(candidate.flink()))
                        .map(madeFor -> otherLine(connector, mark, madeFor, candidate)));
    }

    private static Finding otherLine(MavenCoordinates connector, LineMark mark, MadeFor madeFor, Candidate candidate) {
        boolean otherMajor = madeFor.major() != candidate.flink().major();
        Optional<String> better = candidate
                .facts()
                .connectors()
                .fitting(
                        connector.groupId(),
                        connector.artifactId(),
                        connector.version(),
                        candidate.line().line());
        Finding finding = Finding.of(
                        "`%s` is made for Flink %s, declared is %s".formatted(connector, madeFor, candidate.flink()))
                .why(
                        otherMajor
                                ? "Flink 2.0 removed classes that connectors of 1.x call"
                                : "it may call what the other line has not; errors come when the job runs")
                .remedy(better.map("`<connector>%s</connector>`"::formatted)
                        .orElse("a version for Flink %s, if there is one; none is known here"
                                .formatted(candidate.line().line())))
                .source(mark.source());
        return withFlink(finding, madeFor, otherMajor && better.isEmpty(), candidate)
                .milder(severity(otherMajor, better.isPresent()));
    }

    /** Where no jar fits the Flink, a Flink may fit the jar. */
    private static Finding withFlink(Finding finding, MadeFor madeFor, boolean wanted, Candidate candidate) {
        return candidate.facts().releases().values().stream()
                .filter(release -> wanted && release.librariesPublished() && !release.yanked())
                .map(FlinkRelease::version)
                .filter(madeFor::fits)
                .reduce((older, newer) -> newer)
                .map(flink -> finding.remedy(Element.FLINK.with(flink)))
                .orElse(finding);
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
        ScalaName name = ScalaName.of(connector.artifactId());
        if (name.scala().isEmpty() || namesAllHaveScala(candidate)) {
            return Optional.empty();
        }
        boolean keeps = keepsScala(name.artifact(), candidate);
        if (keeps && name.scala().get().equals(SCALA_LEFT)) {
            return Optional.empty();
        }
        ConnectorFacts facts = candidate.facts().connectors();
        return Optional.of(
                Finding.of("there is no `%s` for Flink %s".formatted(connector.artifactId(), candidate.flink()))
                        .why(
                                facts.scala().suffixedBefore2().contains(name.artifact()) && !keeps
                                        ? "Flink 2.0 gave it up together with the Scala API"
                                        : "Flink gave up Scala 2.11 in 1.15, and the suffix of everything that is not written in Scala")
                        .remedy(instead(name.artifact(), keeps, facts))
                        .source(facts.source("scala")));
    }

    private static String instead(String artifact, boolean keeps, ConnectorFacts facts) {
        if (keeps) {
            return "`%s_%s`".formatted(artifact, SCALA_LEFT);
        }
        return facts.knows(artifact) && !facts.scala().suffixedBefore2().contains(artifact)
                ? "`%s`".formatted(artifact)
                : "leave it out of `<connectors>`: no `%s` without a suffix is known here".formatted(artifact);
    }

    private static boolean namesAllHaveScala(Candidate candidate) {
        return !candidate.facts().changes().has(candidate.flink(), FlinkChange.NAMES_WITHOUT_SCALA);
    }

    private static boolean keepsScala(String artifact, Candidate candidate) {
        return candidate.facts().connectors().scala().keeps(artifact, candidate.flink());
    }

    private static List<Finding> own(Candidate candidate) {
        ConnectorFacts facts = candidate.facts().connectors();
        return ofFlink(candidate).stream()
                .filter(jar -> facts.own().released().contains(withoutScala(jar)))
                .filter(jar -> !jar.version().equals(candidate.flink().toString()))
                .map(jar -> otherVersion(jar, candidate))
                .toList();
    }

    private static Finding otherVersion(MavenCoordinates jar, Candidate candidate) {
        boolean sameLine = jar.version().startsWith(candidate.flink().line() + ".");
        boolean asDeclared = namesAllHaveScala(candidate) || keepsScala(withoutScala(jar), candidate);
        return Finding.of("`%s` is of another Flink than the declared %s".formatted(jar, candidate.flink()))
                .why("it is released with Flink, under Flink's version, and made for that alone")
                .remedy("`<connector>%s:%s:%s</connector>`"
                        .formatted(jar.groupId(), asDeclared ? jar.artifactId() : withoutScala(jar), candidate.flink()))
                .source(candidate.facts().connectors().source("released"))
                .milder(sameLine ? Severity.WARNING : Severity.ERROR);
    }

    static String withoutScala(MavenCoordinates jar) {
        return ScalaName.of(jar.artifactId()).artifact();
    }

    private static List<MavenCoordinates> ofFlink(Candidate candidate) {
        return candidate.spec().connectors().stream()
                .filter(connector -> connector.groupId().equals(DistributionPart.GROUP))
                .toList();
    }
}
