package org.pyflinkimage.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pyflinkimage.facts.ConnectorFacts;
import org.pyflinkimage.facts.ConnectorFacts.Served;
import org.pyflinkimage.rules.OtherFiles.Sought;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.UnixPath;

/** Rules about the file systems that Flink itself writes to: each is a plugin, and PyFlink brings none. */
final class FileSystemRules {

    /** By which the facts know file systems. */
    static final String SCHEME = "scheme";

    private FileSystemRules() {}

    static List<Rule> rules() {
        return List.of(new Rule(
                "PYF-227", Severity.WARNING, "the configured file systems are there", FileSystemRules::lacking));
    }

    private static List<Finding> lacking(Candidate candidate) {
        Set<String> artifacts = candidate.spec().connectors().stream()
                .filter(jar -> isLoaded(jar, candidate))
                .map(ConnectorVersionRules::withoutScala)
                .collect(Collectors.toSet());
        artifacts.addAll(PartRules.enabled(candidate));
        return candidate.facts().connectors().served().stream()
                .filter(served -> served.option().equals(SCHEME))
                .filter(served -> !mayBeOther(candidate))
                .filter(served -> served.artifacts().stream().noneMatch(artifacts::contains))
                .flatMap(
                        served -> using(served, candidate).map(setting -> lacking(served, setting, candidate)).stream())
                .toList();
    }

    /** A base, an extra directory, or a plugin that nobody here knows may have it, and Hadoop's own on the class path. */
    private static boolean mayBeOther(Candidate candidate) {
        Sought sought = new Sought(
                List.of(ImagePaths.PLUGINS, ImagePaths.LIB),
                jar -> mayHave(jar, candidate),
                Optional.of(HadoopJars.NAME));
        return !OtherFiles.bringing(sought, candidate.spec()).isEmpty();
    }

    private static boolean mayHave(MavenCoordinates jar, Candidate candidate) {
        return !candidate.facts().connectors().knows(ConnectorVersionRules.withoutScala(jar))
                && (candidate.spec().placeOf(jar).startsWith(ImagePaths.PLUGINS)
                        || jar.artifactId().contains(HadoopJars.NAME));
    }

    /** Flink looks for file systems in plugins and on its own class path; the entrypoint makes plugins of what lies in opt. */
    private static boolean isLoaded(MavenCoordinates jar, Candidate candidate) {
        UnixPath place = candidate.spec().placeOf(jar);
        return place.equals(ImagePaths.OPT)
                ? PartRules.namedForEnabling(candidate).contains(jar.fileName())
                : !place.equals(ImagePaths.USRLIB);
    }

    private static Optional<FoundSetting> using(Served served, Candidate candidate) {
        Pattern address = Pattern.compile("(?:^|[\\s,;'\"\\[])%s://".formatted(Pattern.quote(served.value())));
        return candidate.settings().all().stream()
                .filter(setting -> address.matcher(setting.value()).find())
                .findFirst();
    }

    private static Finding lacking(Served served, FoundSetting setting, Candidate candidate) {
        ConnectorFacts facts = candidate.facts().connectors();
        Finding finding = ConnectorRules.misplaced(
                        Finding.of("no jar brings the file system of %s".formatted(setting.toText()))
                                .why("Flink has `%s://` as a plugin of its own, and PyFlink does not bring it"
                                        .formatted(served.value())),
                        served,
                        candidate)
                .source(facts.source(SCHEME + "s"));
        List<String> released = served.artifacts().stream()
                .filter(artifact -> PartRules.find(artifact)
                        .filter(part -> !part.isOf(candidate.flink()))
                        .isEmpty())
                .toList();
        if (released.isEmpty()) {
            return finding.remedy("a release of Flink that has it: `%s` %s"
                    .formatted(
                            served.artifacts().get(0),
                            PartRules.lines(
                                    PartRules.find(served.artifacts().get(0)).orElseThrow())));
        }
        for (String artifact : released) {
            Optional<String> enabling = PartRules.enabling(artifact, candidate);
            finding = enabling.map(finding::remedy)
                    .orElse(finding)
                    .remedy("`<connector>org.apache.flink:%s:%s</connector>`".formatted(artifact, candidate.flink()));
        }
        return finding;
    }
}
