package org.pyflinkimage.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.pyflinkimage.facts.FlinkOptions;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.value.Problem.Severity;

/** The rule about what options are set to: Flink can read it. */
final class OptionValueRules {

    /** What a JobManager or a TaskManager reads in any case, before it does anything else. */
    private static final Set<String> ALWAYS_READ = Set.of("parallelism.default", "taskmanager.numberOfTaskSlots");

    /** YAML makes a number of it before Flink sees it. */
    private static final Pattern NUMBER_OF_YAML = Pattern.compile("0[xo][0-9a-fA-F]+");

    private OptionValueRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule("PYF-234", Severity.ERROR, "options have values of their type", OptionValueRules::unreadable));
    }

    private static List<Finding> unreadable(Candidate candidate) {
        return OptionKeyRules.judged(candidate)
                .filter(setting -> !setting.value().isBlank() && setting.isFixed())
                .filter(setting -> !MemoryRules.isAmount(setting.key()) && !PortRules.judges(setting.key()))
                .filter(setting -> !isNumberOfYaml(setting))
                .flatMap(setting -> unreadable(setting, candidate).stream())
                .toList();
    }

    private static boolean isNumberOfYaml(FoundSetting setting) {
        return setting.place().equals(ConfigurationFormat.YAML.fileName())
                && NUMBER_OF_YAML.matcher(setting.value()).matches();
    }

    private static Optional<Finding> unreadable(FoundSetting setting, Candidate candidate) {
        return OptionKeyRules.typeOf(setting.key(), candidate)
                .filter(known -> !known.takes(setting.value(), candidate.flink()))
                .map(known -> {
                    Finding finding = Finding.of("Flink cannot read %s".formatted(setting.toText()))
                            .why("that option takes " + known.asked())
                            .remedy(setting.named() + " with such a value; or leave it out, for what Flink takes then")
                            .source(FlinkOptions.shipped().source());
                    return ALWAYS_READ.contains(setting.key())
                            ? finding.why("every process reads it when it starts, and ends")
                            : finding.why("whatever reads it ends with `Could not parse value`")
                                    .milder(Severity.WARNING);
                });
    }
}
