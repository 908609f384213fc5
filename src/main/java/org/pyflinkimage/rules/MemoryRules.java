package org.pyflinkimage.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pyflinkimage.facts.MemoryFacts;
import org.pyflinkimage.flink.MemorySize;
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
                            "taskmanager.memory.flink.size",
                            "taskmanager.memory.jvm-metaspace.size",
                            "taskmanager.memory.jvm-overhead.min")),
            new Whole(
                    "taskmanager.memory.flink.size",
                    List.of(
                            "taskmanager.memory.framework.heap.size",
                            "taskmanager.memory.framework.off-heap.size",
                            "taskmanager.memory.task.heap.size",
                            "taskmanager.memory.task.off-heap.size",
                            "taskmanager.memory.managed.size",
                            "taskmanager.memory.network.min")),
            new Whole(
                    "jobmanager.memory.process.size",
                    List.of(
                            "jobmanager.memory.flink.size",
                            "jobmanager.memory.jvm-metaspace.size",
                            "jobmanager.memory.jvm-overhead.min")),
            new Whole(
                    "jobmanager.memory.flink.size",
                    List.of("jobmanager.memory.heap.size", "jobmanager.memory.off-heap.size")));

    private static final Pattern SIZES = Pattern.compile("(task|job)manager\\.memory\\..*");
    private static final Pattern SIZE = Pattern.compile(SIZES.pattern() + "\\.(size|min|max)");

    private static final List<String> RANGES =
            List.of("taskmanager.memory.network", "taskmanager.memory.jvm-overhead", "jobmanager.memory.jvm-overhead");

    private MemoryRules() {}

    /** @param parts the keys of what must fit in */
    private record Whole(String key, List<String> parts) {}

    /** What is declared, over what Flink takes where nothing is. */
    private record Declared(FoundSettings settings, MemoryFacts facts) {

        Optional<MemorySize> size(String key) {
            return settings.find(key).flatMap(setting -> MemorySize.parse(setting.value()));
        }

        /** Of what is neither declared nor always reserved, nothing. */
        MemorySize sizeOrDefault(String key) {
            return size(key)
                    .or(() -> Optional.ofNullable(facts.sizes().get(key)))
                    .orElse(new MemorySize(0));
        }

        double fraction(String key) {
            return settings.find(key)
                    .map(setting -> MemoryFacts.fraction(setting.value()).orElse(-1.0))
                    .orElseGet(() -> facts.fractions().getOrDefault(key, -1.0));
        }
    }

    static List<Rule> rules() {
        return List.of(new Rule("PYF-206", Severity.ERROR, "memory settings fit together", MemoryRules::judge));
    }

    private static List<Finding> judge(Candidate candidate) {
        FoundSettings settings = candidate.settings();
        List<Finding> findings = new ArrayList<>(unreadable(settings.fixed()));
        // What a container's variables make of one size decides about the others.
        boolean all = settings.all().stream()
                .allMatch(setting -> !SIZES.matcher(setting.key()).matches() || setting.isFixed());
        if (findings.isEmpty() && all) {
            Declared declared = new Declared(settings, candidate.facts().memory());
            WHOLES.forEach(whole -> tooSmall(whole, declared).ifPresent(findings::add));
            RANGES.forEach(range -> crossed(range, declared).ifPresent(findings::add));
            List.of("taskmanager", "jobmanager")
                    .forEach(process -> overhead(process, declared).ifPresent(findings::add));
            fractions(declared).ifPresent(findings::add);
        }
        return findings;
    }

    private static List<Finding> unreadable(FoundSettings settings) {
        return settings.all().stream()
                .filter(setting -> SIZE.matcher(setting.key()).matches())
                .filter(setting -> MemorySize.parse(setting.value()).isEmpty())
                .map(setting -> Finding.of("no amount of memory: " + setting.toText())
                        .remedy("a number with a unit: `1600m`, `4g`")
                        .source(DOCUMENTS))
                .toList();
    }

    private static Optional<Finding> tooSmall(Whole whole, Declared declared) {
        Optional<MemorySize> total = declared.size(whole.key());
        if (total.isEmpty()) {
            return Optional.empty();
        }
        MemorySize needed = new MemorySize(0);
        List<String> parts = new ArrayList<>();
        for (String part : whole.parts()) {
            MemorySize size = declared.sizeOrDefault(part);
            needed = needed.plus(size);
            if (size.bytes() > 0) {
                parts.add("`%s` %s".formatted(part, size));
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

    private static Optional<Finding> crossed(String range, Declared declared) {
        Optional<MemorySize> low = declared.size(range + ".min");
        Optional<MemorySize> high = declared.size(range + ".max");
        if (low.isEmpty() || high.isEmpty() || low.get().compareTo(high.get()) <= 0) {
            return Optional.empty();
        }
        return Optional.of(
                Finding.of("`%s.min` is above `%s.max`: %s and %s".formatted(range, range, low.get(), high.get()))
                        .remedy("a minimum that is not above the maximum")
                        .source(DOCUMENTS));
    }

    /** What neither Flink nor the metaspace takes is the JVM's overhead, which has an upper bound too. */
    private static Optional<Finding> overhead(String process, Declared declared) {
        String memory = process + ".memory.";
        Optional<MemorySize> whole = declared.size(memory + "process.size");
        Optional<MemorySize> flink = declared.size(memory + "flink.size");
        if (whole.isEmpty() || flink.isEmpty()) {
            return Optional.empty();
        }
        MemorySize metaspace = declared.sizeOrDefault(memory + "jvm-metaspace.size");
        MemorySize most = declared.sizeOrDefault(memory + "jvm-overhead.max");
        if (whole.get().compareTo(flink.get().plus(metaspace).plus(most)) <= 0) {
            return Optional.empty();
        }
        return Optional.of(Finding.of("`%sprocess.size` and `%sflink.size` are too far apart".formatted(memory, memory))
                .why("%s less %s and the metaspace's %s is more than `%sjvm-overhead.max`: %s"
                        .formatted(whole.get(), flink.get(), metaspace, memory, most))
                .remedy("one of the two alone: Flink works out the other")
                .source(DOCUMENTS));
    }

    private static Optional<Finding> fractions(Declared declared) {
        // Bounds of the network's memory, and an exact size of the managed one, count beside the fractions.
        if (declared.size("taskmanager.memory.network.max").isPresent()
                || declared.size("taskmanager.memory.managed.size").isPresent()) {
            return Optional.empty();
        }
        double network = declared.fraction("taskmanager.memory.network.fraction");
        double managed = declared.fraction("taskmanager.memory.managed.fraction");
        if (network >= 0 && managed >= 0 && network + managed < 1) {
            return Optional.empty();
        }
        return Optional.of(Finding.of("the fractions of network and managed memory leave nothing for the task's heap")
                .why("`taskmanager.memory.network.fraction` %s, `taskmanager.memory.managed.fraction` %s"
                        .formatted(network, managed))
                .remedy("fractions between 0 and 1 whose sum is below 1")
                .source(DOCUMENTS));
    }
}
