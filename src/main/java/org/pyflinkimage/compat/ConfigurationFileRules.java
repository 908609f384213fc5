package org.pyflinkimage.compat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

/** Rules about Flink's configuration files and the keys they have. */
final class ConfigurationFileRules {

    private static final String OLD = "flink-conf.yaml";
    private static final String NEW = "config.yaml";

    private ConfigurationFileRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "PYF-201",
                        Severity.ERROR,
                        "Flink reads the configuration file",
                        ConfigurationFileRules::unread),
                new Rule("PYF-203", Severity.WARNING, "one configuration file is given", ConfigurationFileRules::both),
                new Rule("PYF-204", Severity.WARNING, "the keys still exist", ConfigurationFileRules::removed),
                new Rule("PYF-205", Severity.ERROR, "no key is given twice", ConfigurationFileRules::repeated));
    }

    private static List<Problem> unread(Candidate candidate) {
        List<Problem> problems = new ArrayList<>();
        for (String file : List.of(OLD, NEW)) {
            List<String> read = candidate.line().configurationFiles();
            if (given(candidate).contains(file) && !read.contains(file)) {
                problems.add(
                        Problem.declaration("PYF-201", "Flink %s does not read `%s`".formatted(candidate.flink(), file))
                                .why("its line reads `%s`".formatted(String.join("`, `", read)))
                                .remedy(
                                        "its settings in `<flinkConfig>`, which the build writes in the form that the version reads")
                                .source(candidate.line().source()));
            }
        }
        return problems;
    }

    private static List<Problem> both(Candidate candidate) {
        if (candidate.line().configurationFiles().size() < 2
                || !given(candidate).containsAll(List.of(OLD, NEW))) {
            return List.of();
        }
        return List.of(Rule.warning("PYF-203", "`%s` is ignored beside `%s`".formatted(NEW, OLD))
                .why("Flink %s reads the old file alone where both are there"
                        .formatted(candidate.line().line()))
                .remedy("one of the two files")
                .source(candidate.line().source()));
    }

    private static List<Problem> removed(Candidate candidate) {
        ConfigurationFacts facts = candidate.facts().configuration();
        FlinkVersion since = FlinkVersion.parse(facts.removedSince() + ".0").orElseThrow();
        if (candidate.flink().compareTo(since) < 0) {
            return List.of();
        }
        return candidate.settings().all().stream()
                .filter(setting -> facts.removed().containsKey(setting.key()))
                .map(setting -> removed(setting, facts))
                .toList();
    }

    private static Problem removed(Setting setting, ConfigurationFacts facts) {
        Optional<String> instead = facts.removed().getOrDefault(setting.key(), Optional.empty());
        return Rule.warning("PYF-204", "Flink has no `%s` any more: %s".formatted(setting.key(), setting.toText()))
                .why("it was removed in Flink %s, which passes over keys that it does not know"
                        .formatted(facts.removedSince()))
                .remedy(instead.map("`%s`"::formatted).orElse("leave it out: nothing replaced it"))
                .source(facts.removedSource());
    }

    private static List<Problem> repeated(Candidate candidate) {
        return candidate.settings().repeated().stream()
                .map(setting -> twice(setting, candidate))
                .toList();
    }

    private static Problem twice(Setting setting, Candidate candidate) {
        Problem problem = Problem.declaration(
                        "PYF-205", "`%s` has `%s` twice".formatted(setting.place(), setting.key()))
                .remedy("one of the two lines")
                .source("https://cwiki.apache.org/confluence/display/FLINK/FLIP-366, checked "
                        + candidate.facts().checked());
        return setting.place().equals(NEW)
                ? problem.why("`config.yaml` is YAML 1.2, which forbids it: Flink does not start")
                : problem.why("the later line wins").withSeverity(Severity.WARNING);
    }

    private static Set<String> given(Candidate candidate) {
        return candidate.subject().texts().configuration().keySet();
    }
}
