package org.pyflinkimage.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.facts.Companion;
import org.pyflinkimage.facts.CompanionRelease;
import org.pyflinkimage.facts.FlinkRelease;
import org.pyflinkimage.facts.FlinkRelease.Pin;
import org.pyflinkimage.facts.KnownRequirement;
import org.pyflinkimage.facts.Stranger;
import org.pyflinkimage.facts.Vulnerability;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem.Severity;

/** Rules about Python requirements beside PyFlink's own. */
final class RequirementRules {

    private static final NormalizedName FLINK = NormalizedName.of(FlinkRelease.DISTRIBUTION);

    private RequirementRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule("PYF-116", Severity.ERROR, "no known vulnerability is open", RequirementRules::vulnerable),
                new Rule("PYF-118", Severity.NOTE, "PyFlink declares all it needs", RequirementRules::added),
                new Rule("PYF-130", Severity.ERROR, "apache-flink is the declared Flink", RequirementRules::flink),
                new Rule("PYF-131", Severity.ERROR, "requirements leave PyFlink its own", RequirementRules::clash),
                new Rule(
                        "PYF-132",
                        Severity.ERROR,
                        "requirements leave what PyFlink fails to declare",
                        RequirementRules::clashWithAdded),
                new Rule("PYF-133", Severity.ERROR, "requirements name no stranger", RequirementRules::stranger));
    }

    private static List<Finding> vulnerable(Candidate candidate) {
        return candidate.facts().vulnerabilities().stream()
                .filter(vulnerability -> vulnerability.concerns(candidate.flink()))
                .filter(vulnerability -> vulnerability
                        .unless()
                        .flatMap(name -> DeclaredRequirement.find(name, candidate))
                        .isEmpty())
                .map(vulnerability -> open(vulnerability, candidate))
                .toList();
    }

    private static Finding open(Vulnerability vulnerability, Candidate candidate) {
        Finding finding = Finding.of("Flink %s is open to %s".formatted(candidate.flink(), vulnerability.id()))
                .why(vulnerability.what())
                .source(vulnerability.source())
                .milder(vulnerability.severity());
        Optional<Finding> closing = vulnerability
                .unless()
                .map(name -> finding.remedy("`<requirement>%s</requirement>`, and `import %s` in the job"
                        .formatted(name, name.underscored())));
        return closing.orElseGet(() -> vulnerability.fixedIn().stream()
                .filter(fixed -> fixed.line().equals(candidate.flink().line()))
                .findFirst()
                .map(fixed -> finding.remedy(Element.FLINK.with(fixed)))
                .orElse(finding));
    }

    private static List<Finding> added(Candidate candidate) {
        return additions(candidate).stream()
                .filter(addition -> DeclaredRequirement.find(
                                addition.requirement().name(), candidate)
                        .isEmpty())
                .map(addition -> Finding.of("`%s` is added to the requirements".formatted(addition.requirement()))
                        .why(addition.reason())
                        .source(addition.source()))
                .toList();
    }

    private static List<Finding> flink(Candidate candidate) {
        Pep440Version version = Pep440Version.of(candidate.flink().toString());
        return candidate.requirements().stream()
                .filter(declared -> declared.name().equals(FLINK))
                .filter(declared -> !declared.requirement().specifiers().contains(version))
                .map(declared -> Finding.of(
                                "%s is not the declared Flink %s".formatted(declared.toText(), candidate.flink()))
                        .why("PyFlink and Flink's jars come from one release")
                        .remedy("leave `apache-flink` out of the requirements: %s decides"
                                .formatted(Element.FLINK.named())))
                .toList();
    }

    private static List<Finding> stranger(Candidate candidate) {
        return candidate.requirements().stream()
                .filter(declared -> !declared.constraint())
                .flatMap(declared -> Stranger.shipped().stream()
                        .filter(stranger -> stranger.name().equals(declared.name()))
                        .map(stranger -> stranger(declared, stranger)))
                .toList();
    }

    private static Finding stranger(DeclaredRequirement declared, Stranger stranger) {
        Finding finding = Finding.of("%s is not %s".formatted(declared.toText(), stranger.instead()))
                .why(stranger.what())
                .why("`%s` is in the image already".formatted(stranger.instead()))
                .remedy("leave `%s` out of the requirements: %s decides"
                        .formatted(declared.requirement().writtenName(), Element.FLINK.named()))
                .source(stranger.source());
        return stranger.instead().equals(FlinkRelease.DISTRIBUTION) ? finding : finding.milder(Severity.WARNING);
    }

    private static List<Finding> clash(Candidate candidate) {
        List<Finding> findings = new ArrayList<>();
        for (DeclaredRequirement declared : candidate.requirements()) {
            if (!declared.name().equals(FLINK)) {
                direct(declared, candidate)
                        .or(() -> throughCompanion(declared, candidate))
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Finding> direct(DeclaredRequirement declared, Candidate candidate) {
        FlinkRelease release = candidate.release();
        return clashing(declared, release.requires(), candidate)
                .map(own -> clash(declared, "apache-flink %s → %s".formatted(candidate.flink(), own), own)
                        .source(release.source()));
    }

    /** A clash only where every version of the companion that Flink allows has it. */
    private static Optional<Finding> throughCompanion(DeclaredRequirement declared, Candidate candidate) {
        return Stream.of(Companion.values())
                .flatMap(companion -> throughCompanion(declared, companion, candidate).stream())
                .findFirst();
    }

    private static Optional<Finding> throughCompanion(
            DeclaredRequirement declared, Companion companion, Candidate candidate) {
        Optional<Pin> pin = candidate.release().pin(companion);
        List<CompanionRelease> releases = pin.map(Pin::versions).orElse(List.of()).stream()
                .map(version -> candidate.facts().companion(companion, version))
                .toList();
        List<Requirement> clashes = releases.stream()
                .flatMap(release -> clashing(declared, release.requires(), candidate).stream())
                .toList();
        if (releases.isEmpty() || clashes.size() < releases.size()) {
            return Optional.empty();
        }
        int last = releases.size() - 1;
        CompanionRelease newest = releases.get(last);
        String chain = "apache-flink %s → %s %s → %s"
                .formatted(candidate.flink(), companion, newest.version(), clashes.get(last));
        return Optional.of(clash(declared, chain, clashes.get(last)).source(newest.source()));
    }

    private static Finding clash(DeclaredRequirement declared, String chain, Requirement own) {
        return Finding.of("no version fits both %s and PyFlink".formatted(declared.toText()))
                .why("PyFlink leads to another: " + chain)
                .remedy("`%s`, or leave it out".formatted(own))
                .remedy("or another Flink in %s whose packages go with it".formatted(Element.FLINK.named()));
    }

    private static List<Finding> clashWithAdded(Candidate candidate) {
        return additions(candidate).stream()
                .flatMap(addition -> candidate.requirements().stream()
                        .filter(declared -> clashes(declared, addition.requirement()))
                        .map(declared -> Finding.of(
                                        "no version fits both %s and what PyFlink needs".formatted(declared.toText()))
                                .why(addition.reason())
                                .remedy("`%s`, or leave it out".formatted(addition.requirement()))
                                .source(addition.source())))
                .toList();
    }

    private static Optional<Requirement> clashing(
            DeclaredRequirement declared, List<Requirement> requires, Candidate candidate) {
        MarkerEnvironment environment = DeclaredRequirement.environmentOf(candidate.combination());
        return requires.stream()
                .filter(own -> clashes(declared, own) && own.holdsIn(environment))
                .findFirst();
    }

    private static boolean clashes(DeclaredRequirement declared, Requirement own) {
        return own.name().equals(declared.name())
                && !Overlap.exists(declared.requirement().specifiers(), own.specifiers());
    }

    private static List<KnownRequirement> additions(Candidate candidate) {
        return candidate
                .facts()
                .requirementsToAdd(candidate.flink(), candidate.spec().python().hasPip());
    }
}
