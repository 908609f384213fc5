package org.pyflinkimage.mojo.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.value.BuildLog.Progress;

class ProgressTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long MEGABYTE = 1_000_000L;

    private final List<String> lines = new ArrayList<>();
    private long now = -5 * SECOND;

    @Nested
    class Calm {

        private final ProgressBoard board = new ProgressBoard(new CalmDisplay(lines::add), () -> now);

        @Test
        void saysNothingForTenSecondsAndTheTotalsAtTheEnd() {
            Progress task = board.start("Fetching", 100 * MEGABYTE);
            for (int i = 0; i < 9; i++) {
                now += SECOND;
                task.advance(MEGABYTE);
            }
            assertThat(lines).isEmpty();

            now += SECOND;
            task.advance(MEGABYTE);
            assertThat(lines).containsExactly("  Fetching: 10.0 of 100.0 MB (10 %), 1.0 MB/s");

            task.advance(MEGABYTE);
            task.close();
            assertThat(lines).hasSize(2).last().isEqualTo("  Fetching: 11.0 MB in 10.0 s, 1.1 MB/s");
        }

        @Test
        void workThatNeverHappenedIsNotMentioned() {
            board.start("Fetching", 0).close();

            assertThat(lines).isEmpty();
        }

        @Test
        void closingTwiceSaysItOnce() {
            Progress task = board.start("Packing", 0);
            task.advance(5 * MEGABYTE);
            task.close();
            task.close();

            assertThat(lines).containsExactly("  Packing: 5.0 MB in 0.0 s");
        }
    }

    @Nested
    class Live {

        private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
        private final LiveDisplay display =
                new LiveDisplay(new PrintStream(screen, true, StandardCharsets.UTF_8), lines::add);
        private final ProgressBoard board = new ProgressBoard(display, () -> now);

        private String screen() {
            String text = screen.toString(StandardCharsets.UTF_8);
            screen.reset();
            return text.replace("\r\u001B[K", "|");
        }

        @Test
        void redrawsOneLineTenTimesASecondAtMost() {
            Progress task = board.start("Fetching", 4 * MEGABYTE);
            task.advance(MEGABYTE);
            assertThat(screen()).isEqualTo("|  Fetching  [###         ]  1.0 of 4.0 MB (25 %)");

            now += SECOND / 20;
            task.advance(MEGABYTE);
            assertThat(screen()).isEmpty();

            now += SECOND;
            task.advance(MEGABYTE);
            assertThat(screen()).isEqualTo("|  Fetching  [#########   ]  3.0 of 4.0 MB (75 %), 2.9 MB/s");

            task.close();
            assertThat(screen()).isEqualTo("|");
            assertThat(lines).containsExactly("  Fetching: 3.0 MB in 1.1 s, 2.9 MB/s");
        }

        @Test
        void sumsUpWhatRunsInParallel() {
            board.start("libc6", 2 * MEGABYTE);
            board.start("numpy", 2 * MEGABYTE).advance(MEGABYTE);

            assertThat(screen()).isEqualTo("|  libc6 and 1 more  [###         ]  1.0 of 4.0 MB (25 %)");
        }

        @Test
        void unknownTotalHasNoBar() {
            board.start("Resolving", 0).advance(MEGABYTE);

            assertThat(screen()).isEqualTo("|  Resolving  1.0 MB");
        }

        @Test
        void lineFitsANarrowTerminal() {
            board.start("x".repeat(200), 0).advance(MEGABYTE);

            assertThat(screen()).hasSize(1 + 79);
        }

        @Test
        void clearsOnlyWhatIsDrawn() {
            display.clear();
            assertThat(screen()).isEmpty();
        }
    }

    @Test
    void percentNeverExceedsAHundred() {
        assertThat(ProgressTotals.percent(5, 4)).isEqualTo(100);
    }

    @Test
    void manyThreadsLoseNoByte() throws InterruptedException {
        ProgressBoard board = new ProgressBoard(new CalmDisplay(lines::add), () -> now);
        Progress task = board.start("Fetching", 0);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                for (int j = 0; j < 1000; j++) {
                    task.advance(1000);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        task.close();

        assertThat(lines).containsExactly("  Fetching: 8.0 MB in 0.0 s");
    }
}
