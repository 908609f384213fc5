package org.pyflinkimage.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.value.Problem.Severity;

/**
 * The rule about memory: the parts that are set must fit into the wholes that are set, with Flink's defaults for what it always
 * reserves.
 */
final class MemoryRules {

    private static final String DOCUMENTS =
            "https://github.com/apache/flink/tree/release-2.0/docs/content/docs/deployment/memory";

    private static final List<Whole> WHOLES = List.of(
            new Whole(
                    "taskmanager.memory.process.size",
                    List.of(
                            new Part("taskmanager.memory.flink.size", 0),
                            new Part("taskmanager.memory.jvm-metaspace.size", 256),
                            new Part("taskmanager.memory.jvm-overhead.min", 192))),
            new Whole(
                    "taskmanager.memory.flink.size",
                    List.of(
                            new Part("taskmanager.memory.framework.heap.size", 128),
                            new Part("taskmanager.memory.framework.off-heap.size", 128),
                            new Part("taskmanager.memory.task.heap.size", 0),
                            new Part("taskmanager.memory.task.off-heap.size", 0),
                            new Part("taskmanager.memory.managed.size", 0),
                            new Part("taskmanager.memory.network.min", 64))),
            new Whole(
                    "jobmanager.memory.process.size",
                    List.of(
                            new Part("jobmanager.memory.flink.size", 0),
                            new Part("jobmanager.memory.jvm-metaspace.size", 256),
                            new Part("jobmanager.memory.jvm-overhead.min", 192))),
            new Whole(
                    "jobmanager.memory.flink.size",
                    List.of(
                            new Part("jobmanager.memory.heap.size", 128),
                            new Part("jobmanager.memory.off-heap.size", 128))));

    private static final List<String> RANGES =
            List.of("taskmanager.memory.network", "taskmanager.memory.jvm-overhead", "jobmanager.memory.jvm-overhead");

    private MemoryRules() {}

    private record Whole(String key, List<Part> parts) {}

    /** @param mebibytes what Flink takes where nothing is set */
    private record Part(String key, long mebibytes) {}

    static List<Rule> rules() {
        return List.of(new Rule("PYF-206", Severity.ERROR, "memory settings fit together", MemoryRules::judge));
    }

    private static List<Finding> judge(Candidate candidate) {
        Settings settings = candidate.settings();
        List<Finding> findings = new ArrayList<>(unreadable(settings));
        if (findings.isEmpty()) {
            WHOLES.forEach(whole -> tooSmall(whole, settings).ifPresent(findings::add));
            RANGES.forEach(range -> crossed(range, settings).ifPresent(findings::add));
            List.of("taskmanager", "jobmanager")
                    .forEach(process -> overhead(process, settings).ifPresent(findings::add));
            fractions(settings).ifPresent(findings::add);
        }
        return findings;
    }

    private static List<Finding> unreadable(Settings settings) {
        return settings.all().stream()
                .filter(setting -> setting.key().matches("(task|job)manager\\.memory\\..*\\.(size|min|max)"))
                .filter(setting -> MemorySize.parse(setting.value()).isEmpty())
                .map(setting -> Finding.of("no amount of memory: " + setting.toText())
                        .remedy("a number with a unit: `1600m`, `4g`")
                        .source(DOCUMENTS))
                .toList();
    }

    private static Optional<Finding> tooSmall(Whole whole, Settings settings) {
        Optional<MemorySize> total = size(whole.key(), settings);
        if (total.isEmpty()) {
            return Optional.empty();
        }
        MemorySize needed = new MemorySize(0);
        List<String> parts = new ArrayList<>();
        for (Part part : whole.parts()) {
            MemorySize size = size(part.key(), settings).orElse(MemorySize.ofMebibytes(part.mebibytes()));
            needed = needed.plus(size);
            if (size.bytes() > 0) {
                parts.add("`%s` %s".formatted(part.key(), size));
            }
        }
        if (needed.compareTo(total.get()) <= 0) {
            return Optional.empty();
        }
        return Optional.of(Finding.of("`%s` is too small: %s for %s".formatted(whole.key(), total.get(), needed))
                .why("in it must fit " + String.join(", ", parts))
                .remedy(
                        "at least %s, or smaller parts; Flink works out the rest where one of the two wholes is set alone"
                                .formatted(needed))
                .source(DOCUMENTS));
    }

    private static Optional<Finding> crossed(String range, Settings settings) {
        Optional<MemorySize> low = size(range + ".min", settings);
        Optional<MemorySize> high = size(range + ".max", settings);
        if (low.isEmpty() || high.isEmpty() || low.get().compareTo(high.get()) <= 0) {
            return Optional.empty();
        }
        return Optional.of(
                Finding.of("`%s.min` is above `%s.max`: %s and %s".formatted(range, range, low.get(), high.get()))
                        .remedy("a minimum that is not above the maximum")
                        .source(DOCUMENTS));
    }

    /** What neither Flink nor the metaspace takes is the JVM's overhead, which has an upper bound too. */
    private static Optional<Finding> overhead(String process, Settings settings) {
        String memory = process + ".memory.";
        Optional<MemorySize> whole = size(memory + "process.size", settings);
        Optional<MemorySize> flink = size(memory + "flink.size", settings);
        if (whole.isEmpty() || flink.isEmpty()) {
            return Optional.empty();
        }
        MemorySize metaspace = size(memory + "jvm-metaspace.size", settings).orElse(MemorySize.ofMebibytes(256));
        MemorySize most = size(memory + "jvm-overhead.max", settings).orElse(MemorySize.ofMebibytes(1024));
        if (whole.get().compareTo(flink.get().plus(metaspace).plus(most)) <= 0) {
            return Optional.empty();
        }
        return Optional.of(Finding.of("`%sprocess.size` and `%sflink.size` are too far apart".formatted(memory, memory))
                .why("%s less %s and the metaspace's %s is more than `%sjvm-overhead.max`: %s"
                        .formatted(whole.get(), flink.get(), metaspace, memory, most))
                .remedy("one of the two alone: Flink works out the other")
                .source(DOCUMENTS));
    }

    private static Optional<Finding> fractions(Settings settings) {
        double network = fraction("taskmanager.memory.network.fraction", settings, 0.1);
        double managed = fraction("taskmanager.memory.managed.fraction", settings, 0.4);
        if (network >= 0 && managed >= 0 && network + managed < 1) {
            return Optional.empty();
        }
        return Optional.of(Finding.of("the fractions of network and managed memory leave nothing for the task's heap")
                .why("`taskmanager.memory.network.fraction` %s, `taskmanager.memory.managed.fraction` %s"
                        .formatted(network, managed))
                .remedy("fractions between 0 and 1 whose sum is below 1")
                .source(DOCUMENTS));
    }

    private static Optional<MemorySize> size(String key, Settings settings) {
        return settings.find(key).flatMap(setting -> MemorySize.parse(setting.value()));
    }

    private static double fraction(String key, Settings settings, double usual) {
        return settings.find(key)
                .map(Setting::value)
                .map(text -> text.matches("[0-9]*\\.?[0-9]+") ? Double.parseDouble(text) : -1)
                .orElse(usual);
    }
}
