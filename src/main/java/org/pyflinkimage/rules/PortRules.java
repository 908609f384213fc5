package org.pyflinkimage.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.pyflinkimage.facts.FlinkOptions;
import org.pyflinkimage.facts.OptionType;
import org.pyflinkimage.flink.FlinkPort;
import org.pyflinkimage.spec.ContainerPort;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem.Severity;

/** The rule about ports: they are ports, no process has one twice, and the image says which it listens on. */
final class PortRules {

    private static final String DOCUMENTS =
            "https://github.com/apache/flink/blob/release-2.0/docs/content/docs/deployment/config.md";

    /** What the image declares to listen on. */
    private static final List<FlinkPort> EXPOSED = List.of(FlinkPort.RPC, FlinkPort.WEB);

    /** Keys of others, which a job reads, may be of any kind. */
    private static final Pattern PORT = Pattern.compile(
            "(jobmanager|taskmanager|rest|blob|metrics|historyserver|queryable-state|high-availability|security)\\.([a-zA-Z0-9.-]+\\.)?(bind-)?port");

    private static final List<List<String>> PROCESSES = List.of(
            List.of("jobmanager.rpc.port", "rest.port", "rest.bind-port", "blob.server.port"),
            List.of("taskmanager.rpc.port", "taskmanager.data.port", "taskmanager.data.bind-port"));

    private PortRules() {}

    static List<Rule> rules() {
        return List.of(new Rule("PYF-208", Severity.ERROR, "ports are free and reachable", PortRules::judge));
    }

    private static List<Finding> judge(Candidate candidate) {
        FoundSettings settings = candidate.settings().fixed();
        List<Finding> findings = new ArrayList<>();
        settings.all().stream()
                .filter(setting -> judges(setting.key()))
                .filter(setting -> !isTaken(setting, candidate))
                .forEach(setting -> findings.add(noPort(setting, typeOf(setting, candidate))));
        PROCESSES.forEach(process -> findings.addAll(shared(process, settings)));
        EXPOSED.forEach(port -> settings.find(port.key())
                .filter(setting -> isTaken(setting, candidate))
                .filter(setting -> !setting.value().equals(port.value()))
                .filter(setting -> !isExposed(setting.value(), candidate))
                .ifPresent(setting -> findings.add(hidden(setting, port.value()))));
        return findings;
    }

    /** Whether this rule looks at the values of a key. */
    static boolean judges(String key) {
        return PORT.matcher(key).matches();
    }

    private static boolean isTaken(FoundSetting setting, Candidate candidate) {
        return isPorts(setting.value()) && (isPort(setting.value()) || !takesOne(setting, candidate));
    }

    /** Flink reads ports of some options as texts, of which it makes ranges, and those of others as numbers. */
    private static boolean takesOne(FoundSetting setting, Candidate candidate) {
        return typeOf(setting, candidate)
                .filter(type -> type == OptionType.Form.INT)
                .isPresent();
    }

    /** As the nearest line has it where the declared one is not known: ports seldom change. */
    private static Optional<OptionType.Form> typeOf(FoundSetting setting, Candidate candidate) {
        FlinkOptions options = FlinkOptions.shipped();
        return options.typeOf(setting.key(), options.nearestTo(OptionKeyRules.lineOf(candidate)))
                .map(OptionType::form);
    }

    private static boolean isPort(String value) {
        return value.matches("[0-9]+");
    }

    /** A port, a range, or a list of both; 0 lets the system choose. */
    private static boolean isPorts(String value) {
        return value.matches("[0-9]{1,5}( *[-,] *[0-9]{1,5})*")
                && List.of(value.split(" *[-,] *")).stream().allMatch(port -> Integer.parseInt(port) <= 65535);
    }

    private static boolean isExposed(String port, Candidate candidate) {
        Set<ContainerPort> exposed = new HashSet<>(candidate.spec().container().ports());
        EXPOSED.forEach(usual -> exposed.add(ContainerPort.tcp(usual.number())));
        return ContainerPort.parse(port).filter(exposed::containsAll).isPresent();
    }

    /** A range is advised only where Flink is known to read one: a reporter of others may take a number alone. */
    private static Finding noPort(FoundSetting setting, Optional<OptionType.Form> type) {
        Finding finding = Finding.of("no port: " + setting.toText()).source(DOCUMENTS);
        if (type.isPresent() && type.get() != OptionType.Form.INT) {
            return finding.remedy("a number from 0 to 65535, or a range: `50100-50200`");
        }
        return (isPorts(setting.value())
                        ? finding.why("that option takes one: of more Flink says `Could not parse value`")
                        : finding)
                .remedy("a number from 0 to 65535");
    }

    private static List<Finding> shared(List<String> process, FoundSettings settings) {
        Map<String, FoundSetting> taken = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (String key : process) {
            settings.find(key)
                    .filter(setting -> setting.value().matches("[1-9][0-9]*"))
                    .ifPresent(setting -> {
                        FoundSetting other = taken.putIfAbsent(setting.value(), setting);
                        // rest.bind-port is where rest.port is listened on: the same number is what is meant.
                        if (other != null && !key.contains(".bind-")) {
                            findings.add(
                                    Finding.of("one process would listen on port %s twice".formatted(setting.value()))
                                            .why("%s and %s".formatted(other.toText(), setting.toText()))
                                            .remedy("another port for one of them")
                                            .source(DOCUMENTS));
                        }
                    });
        }
        return findings;
    }

    private static Finding hidden(FoundSetting setting, String usual) {
        Finding finding = Finding.of("the image exposes port %s, not this one: %s".formatted(usual, setting.toText()))
                .why("an exposed port is a hint to people and tools; the port works if it is published by its number");
        return (ContainerPort.parse(setting.value()).isPresent()
                        ? finding.remedy(Element.PORTS.with(setting.value()))
                        : finding)
                .remedy("leave it out, and publish %s under another number where the container starts".formatted(usual))
                .source(DOCUMENTS)
                .milder(Severity.NOTE);
    }
}
