package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.system.ProgramRun.End;

@DisabledOnOs(OS.WINDOWS)
@Timeout(180)
class WatchedCommandTest {

    /** It says who it is, and would work for a long time. */
    private static final String LONG_WORK = "echo $$ > '%1$s.new'; mv '%1$s.new' '%1$s'; exec sleep 600";

    @TempDir
    private Path folder;

    /** Another JVM that runs a program. */
    static final class Main {
        private Main() {}

        public static void main(String[] words) {
            Command.of(List.of(words), System.getenv()).watch(line -> {});
        }
    }

    @Test
    void linesAndStatusArrive() {
        List<String> lines = new ArrayList<>();

        ProgramRun run = script("echo one; echo \"$WORD\" >&2; printf three; exit 3")
                .with(Map.of("WORD", "two"))
                .watch(lines::add);

        assertThat(lines).containsExactly("one", "two", "three");
        assertThat(run).isEqualTo(new ProgramRun(End.EXITED, 3, "one\ntwo\nthree", ""));
    }

    @Test
    void programGetsNoInputAndItsWordsAsTheyAre() {
        ProgramRun run = Command.of(
                        List.of("/bin/sh", "-c", "cat; printf '%s' \"$1\"", "sh", "a  'b' \"c\" $d"), variables())
                .watch(line -> {});

        assertThat(run).isEqualTo(new ProgramRun(End.EXITED, 0, "a  'b' \"c\" $d", ""));
    }

    @Test
    void runsInItsFolder() throws IOException {
        assertThat(script("pwd").in(folder.toRealPath()).watch(line -> {}).output())
                .isEqualTo(folder.toRealPath() + "\n");
    }

    /** As on Windows. */
    @Test
    void programRunsWithoutAShellToo() {
        List<String> lines = new ArrayList<>();

        ProgramRun run = script("cat; echo one; echo two >&2; exit 3").watch(lines::add, folder.resolve("no-shell"));

        assertThat(lines).containsExactly("one", "two");
        assertThat(run).isEqualTo(new ProgramRun(End.EXITED, 3, "one\ntwo\n", ""));
        ProgramRun missing = Command.of(List.of(folder.resolve("missing").toString()), variables())
                .watch(lines::add, folder.resolve("no-shell"));
        assertThat(missing.end()).isEqualTo(End.NOT_STARTED);
    }

    @Test
    void programThatCannotBeStartedIsToldByTheShell() {
        ProgramRun run = Command.of(List.of(folder.resolve("missing").toString()), variables())
                .watch(line -> {});

        assertThat(run.status()).isEqualTo(127);
        assertThat(run.lastLines()).contains("missing");
    }

    @Test
    void whoCannotHearTheLinesIsTheFailure() {
        IllegalStateException failure = new IllegalStateException("deaf");
        List<String> lines = new ArrayList<>();

        assertThatThrownBy(() -> script("echo one; echo two; head -c 1000000 /dev/zero")
                        .watch(line -> {
                            lines.add(line);
                            throw failure;
                        }))
                .isSameAs(failure);
        assertThat(lines).containsExactly("one");
    }

    @Test
    void limitEndsTheProgram() throws IOException {
        Path pid = folder.resolve("pid");

        ProgramRun run = longWork(pid).within(Duration.ofSeconds(2)).watch(line -> {});

        assertThat(run.end()).isEqualTo(End.OUT_OF_TIME);
        Programs.awaitEnd(Long.parseLong(Programs.contentOf(pid)));
    }

    @Test
    void interruptionAsksTheProgramToEnd() throws Exception {
        Path pid = folder.resolve("pid");
        Path cleaned = folder.resolve("cleaned");
        Programs.Caller caller = Programs.call(
                () -> script("trap 'echo yes > \"%1$s.new\"; mv \"%1$s.new\" \"%1$s\"; exit' TERM; ".formatted(cleaned)
                                + "echo $$ > '%1$s.new'; mv '%1$s.new' '%1$s'; while :; do sleep 1; done"
                                        .formatted(pid))
                        .watch(line -> {}));
        long program = Long.parseLong(Programs.contentOf(pid));

        caller.interrupt();

        assertThat(caller.thrown()).hasMessage("[PYF-521] The build was interrupted");
        assertThat(caller.isInterrupted()).isTrue();
        assertThat(ProcessHandle.of(program).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(Programs.contentOf(cleaned)).isEqualTo("yes");
    }

    @Test
    void interruptionEndsAProgramThatHeedsNothing() throws Exception {
        Path pids = folder.resolve("pids");
        Programs.Caller caller = Programs.call(() -> script(
                        "trap '' TERM; sleep 600 & echo $$ $! > '%1$s.new'; mv '%1$s.new' '%1$s'; wait".formatted(pids))
                .watch(line -> {}));
        String[] started = Programs.contentOf(pids).split(" ", -1);

        caller.interrupt();

        assertThat(caller.thrown()).hasMessageContaining("PYF-521");
        Arrays.stream(started).forEach(pid -> Programs.awaitEnd(Long.parseLong(pid)));
    }

    @Test
    void killedBuildEndsTheProgram() throws Exception {
        Path pid = folder.resolve("pid");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(longWork(pid).words());
        Process build = new ProcessBuilder(command).inheritIO().start();
        long program = Long.parseLong(Programs.contentOf(pid));

        // Nothing that the build itself could do runs now.
        build.destroyForcibly();

        Programs.awaitEnd(program);
    }

    private static Command longWork(Path pid) {
        return script(LONG_WORK.formatted(pid));
    }

    private static Command script(String script) {
        return Command.of(List.of("/bin/sh", "-c", script), variables());
    }

    private static Map<String, String> variables() {
        return Map.of("PATH", "/usr/bin:/bin");
    }
}
