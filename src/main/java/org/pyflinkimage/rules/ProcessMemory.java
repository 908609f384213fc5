package org.pyflinkimage.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pyflinkimage.flink.MemorySize;

/**
 * The memory of one process, parted as Flink parts it when the process starts.
 *
 * @param process {@code taskmanager} or {@code jobmanager}
 */
record ProcessMemory(String process, DeclaredMemory declared) {

    private static final MemorySize NONE = new MemorySize(0);
    private static final int MEBIBYTE = 20;

    /** What bounds nothing. */
    private static final MemorySize ANY = new MemorySize(Long.MAX_VALUE);

    /** A part of a whole, with the key that makes it as large as it is. */
    record Part(String key, MemorySize size) {

        @Override
        public String toString() {
            return "`%s` %s".formatted(key, size);
        }
    }

    /** A whole that Flink would find too small for its parts. */
    record Shortage(String key, MemorySize size, List<Part> parts, MemorySize needed) {}

    /** The first shortage that Flink would end with. */
    Optional<Shortage> shortage() {
        Optional<MemorySize> whole = declared.size(key("process.size"));
        Optional<MemorySize> flink = declared.size(key("flink.size"));
        Optional<Shortage> inside = flink.flatMap(size -> shortage("flink.size", size, this::partsOfFlink));
        if (inside.isPresent() || whole.isEmpty()) {
            return inside;
        }
        Optional<List<Part>> known = knownFlink();
        if (known.isEmpty()) {
            return shortage("process.size", whole.get(), this::partsOfProcess);
        }
        List<Part> parts = new ArrayList<>(known.get());
        parts.add(part("jvm-metaspace.size"));
        parts.add(part("jvm-overhead.min"));
        return shortage("process.size", whole.get(), size -> parts);
    }

    /** What Flink's own memory is made of where that does not depend on the size of the process. */
    Optional<List<Part>> knownFlink() {
        Optional<MemorySize> flink = declared.size(key("flink.size"));
        if (flink.isPresent()) {
            return Optional.of(List.of(new Part(key("flink.size"), flink.get())));
        }
        if (isJobManager()) {
            return heap().isPresent() ? Optional.of(partsOfFlink(NONE)) : Optional.empty();
        }
        if (heap().isEmpty() || declared.size(key("managed.size")).isEmpty()) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>(fixedParts());
        parts.add(part("managed.size"));
        double fraction = flinkFraction("network.fraction");
        parts.add(network(sum(parts).bytes() * (fraction / (1 - fraction))));
        return Optional.of(parts);
    }

    /** What stands before {@code .min} and {@code .max} in keys. */
    List<String> ranges() {
        return isJobManager() ? List.of(key("jvm-overhead")) : List.of(key("network"), key("jvm-overhead"));
    }

    /** The keys of the fractions that Flink reads when the process starts. */
    List<String> fractions() {
        Stream<String> names = isJobManager()
                ? Stream.of("jvm-overhead")
                : Stream.of("jvm-overhead", "network", "managed")
                        .filter(name -> !name.equals("managed")
                                || declared.size(key("managed.size")).isEmpty());
        return names.map(name -> key(name + ".fraction")).toList();
    }

    /** Whether the fractions of network and managed memory alone say how much of Flink's memory they take. */
    boolean isPartedByFractions() {
        return !isJobManager()
                && heap().isEmpty()
                && declared.size(key("managed.size")).isEmpty()
                && declared.sizeOrDefault(key("network.max")).isEmpty();
    }

    static MemorySize sum(List<Part> parts) {
        return parts.stream().map(Part::size).reduce(NONE, MemorySize::plus);
    }

    private Optional<Shortage> shortage(String name, MemorySize size, Function<MemorySize, List<Part>> parts) {
        if (fits(size, parts)) {
            return Optional.empty();
        }
        List<Part> present = parts.apply(size);
        return Optional.of(
                new Shortage(key(name), size, present, smallest(parts).orElseGet(() -> sum(present))));
    }

    private static boolean fits(MemorySize size, Function<MemorySize, List<Part>> parts) {
        return sum(parts.apply(size)).compareTo(size) <= 0;
    }

    /** The smallest whole in mebibytes that its parts fit into: some of them grow with it. */
    private static Optional<MemorySize> smallest(Function<MemorySize, List<Part>> parts) {
        long low = 0;
        long high = Long.MAX_VALUE >> MEBIBYTE;
        if (!fits(new MemorySize(high << MEBIBYTE), parts)) {
            return Optional.empty();
        }
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (fits(new MemorySize(middle << MEBIBYTE), parts)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Optional.of(new MemorySize(high << MEBIBYTE));
    }

    /** The JVM takes its share of the process first, and Flink has the rest. */
    private List<Part> partsOfProcess(MemorySize whole) {
        Part metaspace = part("jvm-metaspace.size");
        Part overhead = bounded(
                share(whole, "jvm-overhead.fraction"),
                "jvm-overhead",
                declared.sizeOrDefault(key("jvm-overhead.max")).orElse(whole));
        long rest = whole.bytes() - metaspace.size().plus(overhead.size()).bytes();
        List<Part> parts = new ArrayList<>(partsOfFlink(new MemorySize(Math.max(rest, 0))));
        parts.add(metaspace);
        parts.add(overhead);
        return parts;
    }

    private List<Part> partsOfFlink(MemorySize flink) {
        List<Part> parts = new ArrayList<>(fixedParts());
        if (isJobManager()) {
            return parts;
        }
        parts.add(
                declared.size(key("managed.size")).isPresent()
                        ? part("managed.size")
                        : new Part(key("managed.fraction"), new MemorySize((long) share(flink, "managed.fraction"))));
        // Beside a heap that is set the network has what is left.
        parts.add(heap().isPresent() ? part("network.min") : network(share(flink, "network.fraction")));
        return parts;
    }

    /** The parts that do not grow with the whole. */
    private List<Part> fixedParts() {
        if (!isJobManager()) {
            return List.of(
                    part("framework.heap.size"),
                    part("framework.off-heap.size"),
                    part("task.heap.size"),
                    part("task.off-heap.size"));
        }
        if (heap().isEmpty()) {
            // Flink refuses no heap but the empty one.
            return List.of(new Part(key("heap.size"), new MemorySize(1)), part("off-heap.size"));
        }
        // Between the two that are set, what is outside of the heap has what is left.
        boolean isRest = declared.size(key("flink.size")).isPresent()
                && declared.declared(key("off-heap.size")).isEmpty();
        return isRest ? List.of(part("heap.size")) : List.of(part("heap.size"), part("off-heap.size"));
    }

    private Part network(double share) {
        return bounded(
                share, "network", declared.sizeOrDefault(key("network.max")).orElse(ANY));
    }

    private Part bounded(double share, String range, MemorySize most) {
        Part least = part(range + ".min");
        return share <= least.size().bytes()
                ? least
                : new Part(key(range + ".fraction"), new MemorySize((long) Math.min(share, (double) most.bytes())));
    }

    private double share(MemorySize whole, String fraction) {
        return whole.bytes() * flinkFraction(fraction);
    }

    /** Flink has fractions as {@code float}. */
    private double flinkFraction(String name) {
        return (float) Math.max(declared.fraction(key(name)), 0);
    }

    Part part(String name) {
        return new Part(key(name), declared.sizeOrDefault(key(name)).orElse(NONE));
    }

    private Optional<MemorySize> heap() {
        return declared.size(key(isJobManager() ? "heap.size" : "task.heap.size"));
    }

    private boolean isJobManager() {
        return process.equals("jobmanager");
    }

    String key(String name) {
        return process + ".memory." + name;
    }
}
