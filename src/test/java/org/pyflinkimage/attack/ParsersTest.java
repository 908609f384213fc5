package org.pyflinkimage.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every parser of what others wrote takes or refuses what it is fed, in time: its seeds, changes of them by a fixed seed, and pieces of
 * them so often that what takes more than the length's own time shows. {@code mvn -Pattack verify} feeds more, and by a real fuzzer.
 */
@Tag("attack")
class ParsersTest {

    private static final long SEED = Long.getLong("fuzz.seed", 20_261_128);
    private static final int CHANGES = Integer.getInteger("fuzz.changes", Tries.ALL ? 200_000 : 500);
    private static final int PUMPS = Integer.getInteger("fuzz.pumps", Tries.ALL ? 2_000 : 12);
    private static final int LENGTH = 200_000;

    /** A machine may have much else to do; what takes the square of its length takes minutes. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    @ParameterizedTest
    @EnumSource
    void seedIsReadToItsEnd(Parser parser) throws IOException {
        for (byte[] seed : parser.seeds()) {
            feed(parser, seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatChanceMakesOfASeedIsTakenOrRefused(Parser parser) throws IOException {
        Mutations mutations = new Mutations(SEED);
        List<byte[]> seeds = parser.seeds();
        for (int i = 0; i < CHANGES; i++) {
            feed(parser, mutations.next(seeds));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsThereVeryOftenTakesItsLengthsTime(Parser parser) throws IOException {
        Mutations mutations = new Mutations(SEED);
        List<byte[]> seeds = parser.seeds();
        for (int i = 0; i < PUMPS; i++) {
            feed(parser, mutations.pumped(seeds.get(i % seeds.size()), LENGTH));
        }
    }

    /** What was found once is fed for ever. */
    @ParameterizedTest
    @EnumSource
    void whatWasFoundOnceIsTakenOrRefused(Parser parser) throws IOException {
        for (byte[] finding : findings(parser)) {
            feed(parser, finding);
        }
    }

    /** A line of the table is a parser, what stands before, a piece that is there so often, and what stands behind. */
    private static List<byte[]> findings(Parser parser) throws IOException {
        List<byte[]> findings = new ArrayList<>();
        try (var table = ParsersTest.class.getResourceAsStream("findings.tsv")) {
            for (String line : new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                List<String> parts = Stream.of(line.split("\t", -1))
                        .map(String::translateEscapes)
                        .toList();
                if (parts.get(0).equals(parser.name())) {
                    String text = parts.get(1) + parts.get(2).repeat(Integer.parseInt(parts.get(3))) + parts.get(4);
                    findings.add(text.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return findings;
    }

    private static void feed(Parser parser, byte[] bytes) throws IOException {
        long begin = System.nanoTime();
        try {
            parser.read(bytes);
        } catch (Throwable e) {
            throw new AssertionError(
                    "%s throws %s of %s".formatted(parser, e.getClass().getSimpleName(), kept(bytes)), e);
        }
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        if (time.compareTo(LONGEST) > 0) {
            assertThat(time).as("%s reads %s", parser, kept(bytes)).isLessThan(LONGEST);
        }
    }

    /** Where the bytes are to be found, and how they begin. */
    private static String kept(byte[] bytes) throws IOException {
        Path folder = Files.createDirectories(Figures.FOLDER.resolve("findings"));
        return Files.write(Files.createTempFile(folder, "input", ""), bytes).toString();
    }
}
