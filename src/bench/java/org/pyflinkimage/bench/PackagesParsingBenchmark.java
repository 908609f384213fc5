package org.pyflinkimage.bench;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.pyflinkimage.debian.PackagesIndex;
import org.pyflinkimage.value.Problem;

/** Reading a Packages index as large as a suite's main component, and taking from it what an image needs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PackagesParsingBenchmark {

    private static final long SEED = 20260101;
    private static final int PACKAGES = 60_000;
    private static final int NEEDED = 120;
    private static final String ARCHITECTURE = "amd64";

    private final Random random = new Random(SEED);
    private byte[] text = {};

    /** Writes an index, the same one at every run. */
    @Setup
    public void write() {
        StringBuilder index = new StringBuilder();
        for (int number = 0; number < PACKAGES; number++) {
            index.append(stanza(number)).append('\n');
        }
        text = index.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The index by names, nothing parsed yet. */
    @Benchmark
    public PackagesIndex index() {
        return PackagesIndex.of(text, ARCHITECTURE, PackagesParsingBenchmark::refused);
    }

    /** The index, and the packages of one image out of it. */
    @Benchmark
    public void indexAndPackagesOfAnImage(Blackhole blackhole) {
        PackagesIndex index = PackagesIndex.of(text, ARCHITECTURE, PackagesParsingBenchmark::refused);
        for (int number = 0; number < NEEDED; number++) {
            blackhole.consume(index.named(name(number * (PACKAGES / NEEDED))));
        }
    }

    private static Problem refused(String name, String reason) {
        throw new AssertionError(name + ": " + reason);
    }

    private String stanza(int number) {
        return """
                Package: %1$s
                Version: 1:%2$d.%3$d-%4$d+deb12u1
                Architecture: amd64
                Maintainer: Maintainers <maintainers@example.com>
                Installed-Size: %2$d
                Depends: %5$s
                Provides: virtual-%4$d (= 1.%3$d)
                Description: a package that is as long as a real one
                Homepage: https://example.com/%1$s
                Description-md5: %6$032x
                Section: libs
                Priority: optional
                Filename: pool/main/p/%1$s/%1$s_%2$d.%3$d-%4$d_amd64.deb
                Size: %2$d
                SHA256: %6$064x
                """.formatted(
                        name(number),
                        random.nextInt(1_000_000),
                        random.nextInt(100),
                        random.nextInt(10),
                        dependencies(),
                        random.nextLong());
    }

    private String dependencies() {
        return random.ints(5, 0, PACKAGES)
                .mapToObj(number -> name(number) + " (>= 1:" + number + ".1~)")
                .collect(Collectors.joining(", "));
    }

    private static String name(int number) {
        return "libpackage" + number;
    }
}
