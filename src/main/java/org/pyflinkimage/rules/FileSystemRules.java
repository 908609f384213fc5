package org.pyflinkimage.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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

    private static final String ADDRESS = "://";

    private FileSystemRules() {}

    static List<Rule> rules() {
        return List.of(new Rule(
                "PYF-227",
                Severity.WARNING,
                "the file systems of settings and of the job are there",
                FileSystemRules::lacking));
    }

    private static List<Finding> lacking(Candidate candidate) {
        if (mayBeOther(candidate)) {
            return List.of();
        }
        Set<String> artifacts = candidate.spec().connectors().stream()
                .filter(jar -> isLoaded(jar, candidate))
                .map(ConnectorVersionRules::withoutScala)
                .collect(Collectors.toSet());
        artifacts.addAll(PartRules.enabled(candidate));
        SortedMap<String, String> sources = withAddresses(candidate);
        return candidate.facts().connectors().served().stream()
                .filter(served -> served.option().equals(SCHEME))
                .filter(served -> served.artifacts().stream().noneMatch(artifacts::contains))
                .flatMap(served -> using(served, candidate)
                        .map(setting -> lacking(served, setting.toText(), candidate))
                        .or(() -> inJob(served, sources, candidate))
                        .stream())
                .toList();
    }

    /** The job's sources, as far as there are addresses in them. */
    private static SortedMap<String, String> withAddresses(Candidate candidate) {
        SortedMap<String, String> sources =
                new TreeMap<>(candidate.subject().texts().running());
        sources.values().removeIf(text -> !text.contains(ADDRESS));
        return sources;
    }

    /**
     * Flink alone reads checkpoints, and the files of its own connector; what else names such an address may be a library of Python, or one
     * of Iceberg's or Paimon's that does not ask Flink.
     */
    private static Optional<Finding> inJob(Served served, SortedMap<String, String> sources, Candidate candidate) {
        NamedAddress address = new NamedAddress(served.value());
        List<Map.Entry<String, String>> naming = sources.entrySet().stream()
                .filter(file -> address.isIn(file.getValue()))
                .toList();
        return naming.stream()
                .filter(file -> address.isFlinksIn(file.getValue()))
                .findFirst()
                .map(file -> lacking(served, inFile(served, file.getKey()), candidate))
                .or(() -> naming.stream()
                        .findFirst()
                        .map(file -> lacking(served, inFile(served, file.getKey()), candidate)
                                .why("where Flink itself reads or writes it: libraries of Python have their own")
                                .milder(Severity.NOTE)));
    }

    private static String inFile(Served served, String file) {
        return "`%s://` in `%s`".formatted(served.value(), file);
    }

    /** A base, an extra directory, or a plugin that nobody here knows may have it, and Hadoop's own on the class path, wherever it lies. */
    private static boolean mayBeOther(Candidate candidate) {
        Sought sought = new Sought(
                List.of(ImagePaths.PLUGINS, ImagePaths.LIB),
                jar -> mayHave(jar, candidate),
                Optional.of(HadoopJars.NAME));
        return HadoopJars.hasClassPath(candidate.spec())
                || !OtherFiles.bringing(sought, candidate.spec()).isEmpty();
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

    /**
     * Of an address without its file system.
     *
     * @param address where it stands, as it is called in a sentence
     */
    private static Finding lacking(Served served, String address, Candidate candidate) {
        ConnectorFacts facts = candidate.facts().connectors();
        Finding finding = ConnectorRules.misplaced(
                        Finding.of("no jar brings the file system of %s".formatted(address))
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
