package org.pyflinkimage.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.pyflinkimage.debian.DebianVersion;
import org.pyflinkimage.python.Pep440Version;

/** Sorting the versions of the recorded comparisons: what resolving does most often. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class VersionComparisonBenchmark {

    private static final long SEED = 20260101;

    private List<DebianVersion> debian = List.of();
    private List<Pep440Version> python = List.of();

    /** Reads the recorded versions and shuffles them, the same way at every run. */
    @Setup
    public void read() throws IOException {
        debian = shuffled("/org/pyflinkimage/debian/versions.txt", " ", DebianVersion::parse);
        python = shuffled("/org/pyflinkimage/python/version-order.tsv", "\t", Pep440Version::of);
    }

    /** All Debian versions, sorted. */
    @Benchmark
    public List<DebianVersion> debianVersions() {
        return sorted(debian);
    }

    /** All Python versions, sorted. */
    @Benchmark
    public List<Pep440Version> pythonVersions() {
        return sorted(python);
    }

    private static <T extends Comparable<T>> List<T> sorted(List<T> versions) {
        List<T> sorted = new ArrayList<>(versions);
        Collections.sort(sorted);
        return sorted;
    }

    /** The distinct versions of a table whose lines are: left, relation, right. */
    private static <T> List<T> shuffled(String resource, String separator, Function<String, T> parse)
            throws IOException {
        List<T> versions = new ArrayList<>();
        try (BufferedReader lines = open(resource)) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(separator, -1))
                    .flatMap(parts -> Stream.of(parts[0], parts[2]))
                    .distinct()
                    .map(parse)
                    .forEach(versions::add);
        }
        Collections.shuffle(versions, new Random(SEED));
        return versions;
    }

    private static BufferedReader open(String resource) {
        InputStream stream =
                Objects.requireNonNull(VersionComparisonBenchmark.class.getResourceAsStream(resource), resource);
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }
}
