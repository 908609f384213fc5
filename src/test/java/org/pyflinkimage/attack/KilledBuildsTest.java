package org.pyflinkimage.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.MemoryFolder;
import org.pyflinkimage.build.TinyImage;
import org.pyflinkimage.debian.DebBuilder;
import org.pyflinkimage.value.Sha256;

/** Builds that are killed at any moment leave nothing that a later one takes for whole. */
@Tag("attack")
class KilledBuildsTest {

    @RegisterExtension
    static final Tries TRIES = Tries.of(Kind.KILLED_BUILDS);

    /** Seeded: where each kill falls in the build differs with the machine, what is left before it does not. */
    private static final long SEED = 20_261_128;

    /** What is gone when a build begins, so that the kill falls into another part of the work. */
    private static final List<List<String>> GONE = List.of(
            List.of("store", "target"),
            List.of("store/derived", "target"),
            List.of("store/derived/layer", "store/derived/image", "target"),
            List.of("target"),
            List.of("store/derived/image"),
            List.of());

    @TempDir(factory = MemoryFolder.class)
    private Path folder;

    private final Random random = new Random(SEED);
    private TinyImage tiny;
    private Path store;
    private Map<String, Sha256> whole;
    private long nanos;

    @BeforeEach
    void build() throws Exception {
        store = folder.resolve("store");
        tiny = new TinyImage(folder).add(large("one")).add(large("two")).mirrored();
        tiny.request(BuildProcess.spec(tiny));
        Results.delete(store);
        try (BuildProcess first = BuildProcess.ready(folder, store)) {
            long begin = System.nanoTime();
            assertThat(first.begin().await())
                    .as(Files.readString(folder.resolve("errors")))
                    .isZero();
            nanos = System.nanoTime() - begin;
        }
        whole = Results.of(tiny.results());
        assertThat(whole).hasSizeGreaterThanOrEqualTo(3);
    }

    /** Some megabytes, so that there is a time for a kill to fall into. */
    private static DebBuilder large(String name) throws IOException {
        DebBuilder deb = DebBuilder.named(name);
        Random noise = new Random(name.hashCode());
        for (int i = 0; i < 40; i++) {
            byte[] bytes = new byte[50_000];
            noise.nextBytes(bytes);
            deb.file(
                    "./usr/share/%s/%s".formatted(name, i),
                    Sha256.of(bytes).hex().repeat(1000),
                    0644);
        }
        return deb;
    }

    @Test
    void nextBuildGivesTheSameBytes() throws Exception {
        int kills = Tries.ALL ? Kind.KILLED_BUILDS.least() : 4;
        for (int done = 0; done < kills; ) {
            List<String> gone = GONE.get(done % GONE.size());
            for (String part : gone) {
                Results.delete(folder.resolve(part));
            }
            // Sometimes a build meets what several killed ones left.
            int inARow = Math.min(kills - done, 1 + random.nextInt(3));
            for (int i = 0; i < inARow; i++, done++) {
                killOne();
            }
            String what = "%s kills with %s gone, %s in a row".formatted(done, gone, inARow);
            Outcome outcome = TRIES.attempt(
                    what,
                    () -> tiny.build(tiny.requestAsLocked(BuildProcess.spec(tiny))),
                    () -> assertThat(Results.of(tiny.results())).isEqualTo(whole));
            assertThat(outcome).as(what).isEqualTo(Outcome.RECOVERED);
            for (int i = 1; i < inARow; i++) {
                TRIES.ended(Outcome.RECOVERED);
            }
        }
    }

    /** One that is through already begins anew with nothing there. */
    private void killOne() throws Exception {
        while (true) {
            try (BuildProcess build = BuildProcess.ready(folder, store)) {
                build.begin();
                TimeUnit.NANOSECONDS.sleep((long) (nanos * random.nextDouble()));
                boolean killed = build.isAlive();
                build.kill();
                if (killed) {
                    return;
                }
            }
            Results.delete(folder.resolve("target"));
            Results.delete(store.resolve("derived"));
        }
    }
}
