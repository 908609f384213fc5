package org.pyflinkimage.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pyflinkimage.facts.Companion;
import org.pyflinkimage.facts.ConfigurationFacts.JavaOptions;
import org.pyflinkimage.flink.FlinkConfiguration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem.Severity;

/** Rules about what single settings say. */
final class ConfigurationKeyRules {

    private static final String DOCUMENTS =
            "https://github.com/apache/flink/tree/release-2.0/docs/content/docs/deployment";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    private static final Set<String> BIND = Set.of(
            "rest.bind-address", "jobmanager.bind-host", "taskmanager.bind-host", "taskmanager.host", "rest.address");
    /** Flink's scripts take it in place of the configured options. */
    private static final String SCRIPTS_VARIABLE = "FLINK_ENV_JAVA_OPTS";

    private static final int FIRST_MODULAR_JAVA = 16;

    private ConfigurationKeyRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "PYF-207",
                        Severity.WARNING,
                        "TaskManagers find the JobManager",
                        ConfigurationKeyRules::address),
                new Rule(
                        "PYF-212", Severity.ERROR, "the JVM's modules are open to Flink", ConfigurationKeyRules::opens),
                new Rule("PYF-215", Severity.WARNING, "the processes listen outside", ConfigurationKeyRules::bind),
                new Rule("PYF-216", Severity.WARNING, "thread mode is there", ConfigurationKeyRules::threadMode));
    }

    private static List<Finding> address(Candidate candidate) {
        Optional<FoundSetting> setting = candidate.settings().fixed().find("jobmanager.rpc.address");
        Optional<String> variable = Optional.ofNullable(
                candidate.subject().container().environment().get("JOB_MANAGER_RPC_ADDRESS"));
        List<Finding> findings = new ArrayList<>();
        setting.filter(found ->
                        LOOPBACK.contains(found.value()) || found.value().equals("0.0.0.0"))
                .ifPresent(found -> findings.add(
                        Finding.of("every TaskManager would look for the JobManager in itself: " + found.toText())
                                .why("in containers the address is the name of the JobManager's service")
                                .remedy(found.replacedBy(found.key(), "jobmanager") + ", or "
                                        + (found.isOfVariable() ? "without that line " : "")
                                        + "the variable `JOB_MANAGER_RPC_ADDRESS` when the container starts")
                                .source(DOCUMENTS + "/resource-providers/standalone/docker.md")));
        if (setting.isPresent()
                && variable.isPresent()
                && !setting.get().value().equals(variable.get())) {
            findings.add(Finding.of("two addresses of the JobManager: %s, and `JOB_MANAGER_RPC_ADDRESS=%s`"
                            .formatted(setting.get().toText(), variable.get()))
                    .why(
                            setting.get().isOfVariable()
                                    ? "the entrypoint writes the lines of `FLINK_PROPERTIES` over the other variable's value"
                                    : "the entrypoint writes the variable's value over the configured one")
                    .remedy("the name of the JobManager's service in one of them")
                    .source(DOCUMENTS + "/resource-providers/standalone/docker.md"));
        }
        return findings;
    }

    /**
     * The list may be extended, never shortened: Flink's serializers reach into the JDK. What files and {@code <flinkConfig>} have is
     * added to Flink's by the build; an empty value takes it out, and the variable of Flink's scripts comes in its place.
     */
    private static List<Finding> opens(Candidate candidate) {
        Optional<FoundSetting> setting = candidate
                .settings()
                .find(FlinkConfiguration.JVM_OPTIONS)
                .filter(found -> found.value().isEmpty())
                .or(() -> Optional.ofNullable(
                                candidate.subject().container().environment().get(SCRIPTS_VARIABLE))
                        .map(value -> new FoundSetting(SCRIPTS_VARIABLE, value, "<environment>")));
        JavaOptions options = candidate
                .facts()
                .configuration()
                .javaOptions()
                .get(candidate.line().line());
        if (setting.isEmpty() || options == null || candidate.java().feature() < FIRST_MODULAR_JAVA) {
            return List.of();
        }
        Set<String> given =
                Set.of(Stream.of(setting.get().value().split("\\s+")).distinct().toArray(String[]::new));
        List<String> lacking = options.options().stream()
                .filter(option -> !given.contains(option))
                .toList();
        if (lacking.isEmpty()) {
            return List.of();
        }
        return List.of(Finding.of("`%s` lacks %s of the %s options that Flink %s needs on Java %s"
                        .formatted(
                                setting.get().key(),
                                lacking.size(),
                                options.options().size(),
                                candidate.flink(),
                                candidate.java()))
                .why("what `%s` says replaces Flink's own; the first one lacking is `%s`"
                        .formatted(setting.get().place(), lacking.get(0)))
                .remedy("your options alone in `<flinkConfig><env.java.opts.all>`: the build adds them to Flink's")
                .source(options.source()));
    }

    private static List<Finding> bind(Candidate candidate) {
        return candidate.settings().all().stream()
                .filter(setting -> BIND.contains(setting.key()) && LOOPBACK.contains(setting.value()))
                .map(setting -> Finding.of("nothing outside the container reaches it: " + setting.toText())
                        .why("a loopback address of a container is that container's alone")
                        .remedy(
                                setting.key().contains("bind")
                                        ? "`0.0.0.0`, which the build sets by itself where nothing is declared"
                                        : "leave it out: the container's own name is found by itself")
                        .source(DOCUMENTS + "/config.md"))
                .toList();
    }

    private static List<Finding> threadMode(Candidate candidate) {
        boolean wanted = candidate
                .settings()
                .find("python.execution-mode")
                .filter(setting -> setting.value().equals("thread"))
                .isPresent();
        if (!wanted || candidate.release().pin(Companion.PEMJA).isPresent()) {
            return List.of();
        }
        return List.of(Finding.of("Flink %s has no thread mode".formatted(candidate.flink()))
                .why("it came with pemja in Flink 1.15; before, `python.execution-mode` is passed over")
                .remedy("leave it out, or take Flink 1.15 or later in " + Element.FLINK.named())
                .source(candidate.release().source()));
    }
}
