package org.pyflinkimage.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.flink.MemorySize;
import org.pyflinkimage.rules.ProcessMemory.Part;
import org.pyflinkimage.spec.Invocation;
import org.pyflinkimage.value.Problem.Severity;

/**
 * The rule about memory: the parts that are set must fit into the wholes that are set or that Flink ships, with its defaults
 * for what it reserves where nothing is.
 */
final class MemoryRules {

    private static final String DOCUMENTS =
            "https://github.com/apache/flink/tree/release-2.0/docs/content/docs/deployment/memory";

    private static final Pattern SIZES = Pattern.compile("(task|job)manager\\.(network\\.)?memory\\..*");
    private static final Pattern SIZE = Pattern.compile("(task|job)manager\\.memory\\..*\\.(size|min|max)");

    private MemoryRules() {}

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
            DeclaredMemory declared = new DeclaredMemory(candidate);
            List<ProcessMemory> processes = Stream.of("taskmanager", "jobmanager")
                    .filter(process ->
                            !isToldAtStart(process, candidate.spec().container().invocation()))
                    .map(process -> new ProcessMemory(process, declared))
                    .toList();
            for (ProcessMemory memory : processes) {
                memory.ranges().forEach(range -> crossed(range, declared).ifPresent(findings::add));
                findings.addAll(outside(memory, declared));
            }
            // As Flink does: it ends with the first that does not fit.
            if (findings.isEmpty()) {
                for (ProcessMemory memory : processes) {
                    fractions(memory, declared)
                            .or(() -> tooSmall(memory, declared))
                            .or(() -> overhead(memory, declared))
                            .ifPresent(findings::add);
                }
            }
        }
        return findings;
    }

    /** Whether what containers run says something of the memory itself ({@code -Dtaskmanager.memory.process.size=4g}). */
    private static boolean isToldAtStart(String process, Invocation invocation) {
        Pattern key = Pattern.compile(process + "\\.(network\\.)?memory\\.");
        return Stream.of(invocation.entrypoint(), invocation.command())
                .flatMap(List::stream)
                .anyMatch(word -> key.matcher(word).find());
    }

    /** Whether a key sets an amount of memory, which this rule judges. */
    static boolean isAmount(String key) {
        return SIZE.matcher(key).matches();
    }

    private static List<Finding> unreadable(FoundSettings settings) {
        return settings.all().stream()
                .filter(setting -> isAmount(setting.key()))
                .filter(setting -> MemorySize.parse(setting.value()).isEmpty())
                .map(setting -> Finding.of("no amount of memory: " + setting.toText())
                        .remedy("a number with a unit: `1600m`, `4g`")
                        .source(DOCUMENTS))
                .toList();
    }

    private static Optional<Finding> tooSmall(ProcessMemory memory, DeclaredMemory declared) {
        return memory.shortage()
                .map(shortage -> Finding.of("`%s` is too small: %s for %s"
                                .formatted(shortage.key(), shortage.size(), shortage.needed()))
                        .why("in it must fit " + listed(shortage.parts()) + whose(shortage.key(), declared))
                        .remedy("`%s` of at least %s, or smaller parts".formatted(shortage.key(), shortage.needed()))
                        .source(DOCUMENTS));
    }

    private static Optional<Finding> crossed(String range, DeclaredMemory declared) {
        Optional<MemorySize> low = declared.sizeOrDefault(range + ".min");
        Optional<MemorySize> high = declared.sizeOrDefault(range + ".max");
        if (low.isEmpty() || high.isEmpty() || low.get().compareTo(high.get()) <= 0) {
            return Optional.empty();
        }
        return Optional.of(
                Finding.of("`%s.min` is above `%s.max`: %s and %s".formatted(range, range, low.get(), high.get()))
                        .remedy("a minimum that is not above the maximum")
                        .source(DOCUMENTS));
    }

    /** What neither Flink nor the metaspace takes is the JVM's overhead, which has an upper bound too. */
    private static Optional<Finding> overhead(ProcessMemory memory, DeclaredMemory declared) {
        Optional<MemorySize> whole = declared.size(memory.key("process.size"));
        Optional<List<Part>> flink = memory.knownFlink();
        if (whole.isEmpty() || flink.isEmpty()) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>(flink.get());
        parts.add(memory.part("jvm-metaspace.size"));
        MemorySize most = declared.sizeOrDefault(memory.key("jvm-overhead.max")).orElse(whole.get());
        MemorySize largest = ProcessMemory.sum(parts).plus(most);
        if (whole.get().compareTo(largest) <= 0) {
            return Optional.empty();
        }
        String key = memory.key("process.size");
        FoundSetting setting = declared.found(key).orElseGet(() -> new FoundSetting(key, "", FoundSettings.DECLARED));
        Finding finding = Finding.of("`%s` is too large: %s for at most %s".formatted(key, whole.get(), largest))
                .why("what %s leave of it is more than `%s`: %s"
                                .formatted(listed(parts), memory.key("jvm-overhead.max"), most)
                        + whose(key, declared))
                .remedy(setting.named() + " of at most " + largest)
                .source(DOCUMENTS);
        return Optional.of(
                setting.isOfVariable()
                        ? finding
                        : finding.remedy("or an empty one, where Flink's own is not wanted: its parts say the size"));
    }

    private static String listed(List<Part> parts) {
        return parts.stream()
                .filter(part -> part.size().bytes() > 0)
                .map(Part::toString)
                .collect(Collectors.joining(", "));
    }

    private static String whose(String key, DeclaredMemory declared) {
        return declared.declared(key).isPresent() ? "" : "; its size is the one that Flink ships";
    }

    /** Which of the fractions that Flink reads it refuses, whatever they are of. */
    private static List<Finding> outside(ProcessMemory memory, DeclaredMemory declared) {
        return memory.fractions().stream()
                .flatMap(key -> declared.found(key).stream())
                .filter(setting -> !isFraction(declared.fraction(setting.key())))
                .map(setting -> Finding.of("no fraction of memory: " + setting.toText())
                        .why("Flink takes one from 0 on and below 1")
                        .remedy(setting.named() + " as `0.4`")
                        .source(DOCUMENTS))
                .toList();
    }

    /** Flink has it as {@code float}. */
    private static boolean isFraction(double number) {
        return number >= 0 && (float) number < 1;
    }

    /** Of what does not fit, that for which there is no size that is enough. */
    private static Optional<Finding> fractions(ProcessMemory memory, DeclaredMemory declared) {
        if (!memory.isPartedByFractions() || memory.shortage().isEmpty()) {
            return Optional.empty();
        }
        double network = declared.fraction(memory.key("network.fraction"));
        double managed = declared.fraction(memory.key("managed.fraction"));
        if (network + managed < 1) {
            return Optional.empty();
        }
        return Optional.of(Finding.of("the fractions of network and managed memory leave nothing for the task's heap")
                .why("`taskmanager.memory.network.fraction` %s, `taskmanager.memory.managed.fraction` %s"
                        .formatted(network, managed))
                .remedy("fractions between 0 and 1 whose sum is below 1")
                .source(DOCUMENTS));
    }
}
