package org.pyflinkimage.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pyflinkimage.facts.ConfigurationFacts;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.flink.FlinkConfiguration;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.PyFlinkException;

/** Rules about Flink's configuration files and the keys they have. */
final class ConfigurationFileRules {

    private static final String OLD = ConfigurationFormat.FLAT.fileName();
    private static final String NEW = ConfigurationFormat.YAML.fileName();
    private static final String DOCUMENTS =
            "https://github.com/apache/flink/blob/release-2.0/docs/content/docs/deployment/config.md";

    private ConfigurationFileRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "PYF-201",
                        Severity.NOTE,
                        "the configuration file has the form that Flink reads",
                        ConfigurationFileRules::otherForm),
                new Rule(
                        "PYF-202",
                        Severity.ERROR,
                        "the configuration can be read and written",
                        ConfigurationFileRules::unusable),
                new Rule("PYF-203", Severity.WARNING, "one configuration file is given", ConfigurationFileRules::both),
                new Rule("PYF-204", Severity.WARNING, "the keys still exist", ConfigurationFileRules::removed),
                new Rule("PYF-205", Severity.ERROR, "no key is given twice", ConfigurationFileRules::repeated));
    }

    private static List<Finding> otherForm(Candidate candidate) {
        String read = candidate.configurationFormat().fileName();
        return used(candidate)
                .filter(file -> !file.equals(read))
                .map(file -> Finding.of(
                                "the settings of `%s` in `<templates>` are written into `%s`".formatted(file, read))
                        .why("Flink %s reads `%s`"
                                .formatted(
                                        candidate.flink(),
                                        candidate.facts().changes().configurationFormats(candidate.flink()).stream()
                                                .map(ConfigurationFormat::fileName)
                                                .collect(Collectors.joining("`, `"))))
                        .source(candidate.line().source()))
                .stream()
                .toList();
    }

    /** What the build would say when it writes the file, said before anything is fetched. */
    private static List<Finding> unusable(Candidate candidate) {
        FlinkConfiguration empty = new FlinkConfiguration(candidate.configurationFormat(), new TreeMap<>());
        List<Finding> findings = new ArrayList<>();
        // A key that stands twice has a rule of its own.
        if (candidate.settings().repeated().isEmpty()) {
            findings.addAll(findingsOf(() -> empty.withFile(own(candidate))));
        }
        findings.addAll(findingsOf(() -> empty.with(candidate.spec().flinkConfig())));
        return findings;
    }

    private static List<Finding> findingsOf(Runnable writing) {
        try {
            writing.run();
            return List.of();
        } catch (PyFlinkException e) {
            return e.problems().stream().map(ConfigurationFileRules::asFinding).toList();
        }
    }

    private static SortedMap<String, String> own(Candidate candidate) {
        Map<String, String> texts = candidate.subject().texts().configuration();
        return FoundSettings.usedFormat(candidate.subject(), candidate.configurationFormat())
                .map(format ->
                        format.readOwn(texts.getOrDefault(format.fileName(), ""), candidate.configurationFormat()))
                .orElseGet(TreeMap::new);
    }

    private static Finding asFinding(Problem problem) {
        String source = problem.sources().stream().findFirst().orElse(DOCUMENTS);
        return new Finding(problem.what(), problem.why(), problem.remedies(), List.of(source), Optional.empty());
    }

    private static List<Finding> both(Candidate candidate) {
        return used(candidate)
                .filter(file -> given(candidate).containsAll(List.of(OLD, NEW)))
                .map(file -> Finding.of("`%s` in `<templates>` is not looked at beside `%s`"
                                .formatted(file.equals(NEW) ? OLD : NEW, file))
                        .why("the file in the form that Flink %s reads comes first"
                                .formatted(candidate.line().line()))
                        .remedy("one of the two files: either serves every version of Flink")
                        .source(candidate.line().source()))
                .stream()
                .toList();
    }

    private static List<Finding> removed(Candidate candidate) {
        ConfigurationFacts facts = candidate.facts().configuration();
        if (!facts.hasRemoved(candidate.flink())) {
            return List.of();
        }
        return candidate.settings().all().stream()
                .flatMap(setting -> removed(setting, facts).stream())
                .toList();
    }

    private static Optional<Finding> removed(FoundSetting setting, ConfigurationFacts facts) {
        return facts.removalOf(setting.key())
                .map(removal -> Finding.of("Flink has no `%s` any more: %s".formatted(setting.key(), setting.toText()))
                        .why("it was removed in Flink %s, which passes over keys that it does not know"
                                .formatted(facts.removedSince()))
                        .remedy(removal.instead().map("`%s`"::formatted).orElse("leave it out: nothing replaced it"))
                        .source(facts.removedSource()));
    }

    private static List<Finding> repeated(Candidate candidate) {
        return candidate.settings().repeated().stream()
                .map(setting -> twice(setting, candidate))
                .toList();
    }

    private static Finding twice(FoundSetting setting, Candidate candidate) {
        Finding finding = Finding.of("`%s` has `%s` twice".formatted(setting.place(), setting.key()))
                .remedy("one of the two lines")
                .source("https://cwiki.apache.org/confluence/display/FLINK/FLIP-366, checked "
                        + candidate.facts().checked());
        return setting.place().equals(NEW)
                ? finding.why("`config.yaml` is YAML 1.2, which forbids it: neither the build nor Flink reads the file")
                : finding.why("the later line wins").milder(Severity.WARNING);
    }

    private static Optional<String> used(Candidate candidate) {
        return FoundSettings.usedFormat(candidate.subject(), candidate.configurationFormat())
                .map(ConfigurationFormat::fileName);
    }

    private static Set<String> given(Candidate candidate) {
        return candidate.subject().texts().configuration().keySet();
    }
}
