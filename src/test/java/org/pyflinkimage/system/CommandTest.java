package org.pyflinkimage.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.system.ProgramRun.End;

@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class CommandTest {

    @TempDir
    private Path folder;

    @Test
    void saysWhatTheProgramSaid() {
        ProgramRun run = script("echo out; echo err >&2; exit 3").run();

        assertThat(run).isEqualTo(new ProgramRun(End.EXITED, 3, "out\n", "err\n"));
    }

    @Test
    void wordsArriveAsTheyAre() {
        Program shell = new Program(Path.of("/bin/sh"), environment(Map.of()));

        assertThat(shell.name()).isEqualTo("sh");
        assertThat(shell.command("-c", "printf '%s,' \"$@\"", "sh", "a  'b'", "$c")
                        .run())
                .isEqualTo(new ProgramRun(End.EXITED, 0, "a  'b',$c,", ""));
        assertThat(shell.command("-c", "printf '%s,' \"$@\"")
                        .and(List.of("sh", "a"))
                        .and(List.of("b"))
                        .run()
                        .output())
                .isEqualTo("a,b,");
    }

    @Test
    void hasOnlyTheGivenVariables() {
        Command command = script("echo \"$A-$B-$HOME\"");

        assertThat(command.run().output()).isEqualTo("--\n");
        assertThat(command.with(Map.of("A", "1"))
                        .with(Map.of("A", "2", "B", "3"))
                        .run()
                        .output())
                .isEqualTo("2-3-\n");
    }

    @Test
    void runsInItsFolder() throws IOException {
        assertThat(script("pwd").in(folder.toRealPath()).run().output()).isEqualTo(folder.toRealPath() + "\n");
        assertThat(script("pwd").run().output())
                .isEqualTo(Path.of("").toAbsolutePath().toRealPath() + "\n");
    }

    @Test
    void optionsDoNotUndoEachOther() throws IOException {
        Command command = script("echo \"$A\"; pwd")
                .within(Duration.ofSeconds(50))
                .in(folder.toRealPath())
                .with(Map.of("A", "1"))
                .within(Duration.ofSeconds(60))
                .and(List.of("sh"));

        assertThat(command.limit()).contains(Duration.ofSeconds(60));
        assertThat(command.run().output()).isEqualTo("1\n" + folder.toRealPath() + "\n");
    }

    @Test
    void hasNoInputWhereNoneIsGiven() {
        assertThat(script("cat; echo end").run().output()).isEqualTo("end\n");
    }

    @Test
    void programThatIsNotThereIsTold() {
        ProgramRun run = new Program(folder.resolve("missing"), environment(Map.of()))
                .command()
                .run();

        assertThat(run.end()).isEqualTo(End.NOT_STARTED);
        assertThat(run.status()).isEqualTo(-1);
        assertThat(run.lastLines()).contains(folder.resolve("missing").toString());
    }

    @Nested
    class Input {

        @Test
        void isRead() {
            byte[] line = "x".repeat(1023).concat("\n").getBytes(UTF_8);

            ProgramRun run = script("wc -c").run(out -> {
                for (int i = 0; i < 1000; i++) {
                    out.write(line);
                }
            });

            assertThat(run.succeeded()).isTrue();
            assertThat(run.output().strip()).isEqualTo("1024000");
        }

        @Test
        void isWrittenWhileTheProgramSpeaks() {
            byte[] text = "x".repeat(1 << 20).getBytes(UTF_8);

            assertThat(script("cat").run(out -> out.write(text)).output()).hasSize(1 << 20);
        }

        @Test
        void thatIsNotReadIsToldThoughTheProgramDoesNot() {
            ProgramRun run = script("head -c 10 >/dev/null; echo done").run(out -> out.write(new byte[10_000_000]));

            assertThat(run).isEqualTo(new ProgramRun(End.LEFT_INPUT, 0, "done\n", ""));
        }

        @Test
        void thatIsNotReadBeforeAFailureIsNotTheReason() {
            ProgramRun run = script("echo refused >&2; exit 4").run(out -> out.write(new byte[10_000_000]));

            assertThat(run).isEqualTo(new ProgramRun(End.EXITED, 4, "", "refused\n"));
        }

        @Test
        void thatCannotBeMadeIsTheFailure() {
            IllegalStateException failure = new IllegalStateException("damaged");

            assertThatThrownBy(() -> script("cat").run(out -> {
                        out.write(1);
                        throw failure;
                    }))
                    .isSameAs(failure);
        }
    }

    @Nested
    class Output {

        @Test
        void isKeptAtBothEnds() {
            ProgramRun run = script("echo first; head -c 5000000 /dev/zero | tr '\\0' x; echo; echo last; "
                            + "head -c 3000000 /dev/zero | tr '\\0' y >&2; echo end >&2")
                    .run();

            assertThat(run.output())
                    .startsWith("first\nxxx")
                    .endsWith("xxx\nlast\n")
                    .hasSize(2 * KeptText.HALF + 5);
            assertThat(run.errors()).startsWith("yyy").endsWith("yyyend\n").hasSize(2 * KeptText.HALF + 5);
        }

        @Test
        void isTextInUtf8WhateverItsBytes() {
            assertThat(script("printf 'a\\303\\251b\\377c'").run().output()).isEqualTo("aéb\uFFFDc");
        }
    }

    @Nested
    class Limit {

        @Test
        void endsWhatDoesNotEnd() {
            long start = System.nanoTime();

            ProgramRun run = script("echo before; exec sleep 600")
                    .within(Duration.ofMillis(1200))
                    .run();

            assertThat(run).isEqualTo(new ProgramRun(End.OUT_OF_TIME, -1, "no answer within 1 seconds", ""));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(1200), Duration.ofSeconds(60));
        }

        @Test
        void endsAllThatItHasStarted() throws IOException {
            Path pids = folder.resolve("pids");
            String inner = "echo $$ >> '%1$s'; sleep 600 & echo $! >> '%1$s'; wait".formatted(pids);

            ProgramRun run = script("echo $$ >> '%s'; sh -c \"$INNER\" & wait".formatted(pids))
                    .with(Map.of("INNER", inner))
                    .within(Duration.ofMillis(1500))
                    .run();

            assertThat(run.end()).isEqualTo(End.OUT_OF_TIME);
            List<String> started = Files.readAllLines(pids);
            assertThat(started).hasSize(3);
            started.forEach(pid -> Programs.awaitEnd(Long.parseLong(pid)));
        }

        @Test
        void endsWhatHeedsNothing() {
            ProgramRun run = script("trap '' TERM INT HUP; while :; do sleep 1; done")
                    .within(Duration.ofMillis(500))
                    .run();

            assertThat(run.end()).isEqualTo(End.OUT_OF_TIME);
        }

        @Test
        void endsWhatReadsNothing() {
            ProgramRun run =
                    script("exec sleep 600").within(Duration.ofMillis(500)).run(out -> out.write(new byte[10_000_000]));

            assertThat(run.end()).isEqualTo(End.OUT_OF_TIME);
        }

        @Test
        void leavesAlone() {
            assertThat(script("echo quick").within(Duration.ofSeconds(60)).run())
                    .isEqualTo(new ProgramRun(End.EXITED, 0, "quick\n", ""));
        }
    }

    @Test
    void interruptionEndsAllThatItHasStarted() throws Exception {
        Path pids = folder.resolve("pids");
        Command command = script("sleep 600 & echo $$ $! > '%1$s.new'; mv '%1$s.new' '%1$s'; wait".formatted(pids));
        Programs.Caller caller = Programs.call(command::run);
        String[] started = Programs.contentOf(pids).split(" ", -1);

        caller.interrupt();

        assertThat(caller.thrown()).hasMessage("[PYF-521] The build was interrupted");
        assertThat(caller.isInterrupted()).isTrue();
        Arrays.stream(started).forEach(pid -> Programs.awaitEnd(Long.parseLong(pid)));
    }

    private Command script(String script) {
        return new Program(Path.of("/bin/sh"), environment(Map.of("PATH", "/usr/bin:/bin"))).command("-c", script);
    }

    private Environment environment(Map<String, String> variables) {
        return new Environment(variables, folder);
    }
}
