package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.image.ContainerProgram.Answer;

@DisabledOnOs(OS.WINDOWS)
class WatchedRunTest {

    /** It says who it is, and would work for a long time. */
    private static final String LONG_WORK = "echo $$ > '%1$s.new'; mv '%1$s.new' '%1$s'; exec sleep 600";

    @TempDir
    Path folder;

    /** Another JVM that runs a program. */
    static final class Main {
        private Main() {}

        public static void main(String[] command) {
            WatchedRun.of(List.of(command), Map.of(), line -> {});
        }
    }

    @Test
    void linesAndStatusArrive() {
        List<String> lines = new ArrayList<>();

        Answer answer = WatchedRun.of(
                List.of("/bin/sh", "-c", "echo one; echo \"$WORD\" >&2; exit 3"), Map.of("WORD", "two"), lines::add);

        assertThat(lines).containsExactly("one", "two");
        assertThat(answer.status()).isEqualTo(3);
        assertThat(answer.lastLines()).isEqualTo("one\ntwo");
    }

    @Test
    void programGetsNoInputAndItsWordsAsTheyAre() {
        Answer answer = WatchedRun.of(
                List.of("/bin/sh", "-c", "cat; printf '%s' \"$1\"", "sh", "a  'b' \"c\" $d"), Map.of(), line -> {});

        assertThat(answer).isEqualTo(new Answer(0, "a  'b' \"c\" $d"));
    }

    @Test
    void programThatCannotBeStartedIsToldByTheShell() {
        Answer answer = WatchedRun.of(List.of(folder.resolve("missing").toString()), Map.of(), line -> {});

        assertThat(answer.status()).isEqualTo(127);
        assertThat(answer.lastLines()).contains("missing");
    }

    @Test
    void interruptedBuildEndsTheProgram() throws Exception {
        Path pid = folder.resolve("pid");
        Thread build = new Thread(() -> WatchedRun.of(longWork(pid), Map.of(), line -> {}));
        build.setUncaughtExceptionHandler((thread, exception) -> {});
        build.start();
        ProcessHandle program = programOf(pid);

        build.interrupt();

        program.onExit().get(30, TimeUnit.SECONDS);
        build.join();
    }

    @Test
    void killedBuildEndsTheProgram() throws Exception {
        Path pid = folder.resolve("pid");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(longWork(pid));
        Process build = new ProcessBuilder(command).inheritIO().start();
        ProcessHandle program = programOf(pid);

        // Nothing that the build itself could do runs now.
        build.destroyForcibly();

        program.onExit().get(30, TimeUnit.SECONDS);
    }

    private static List<String> longWork(Path pid) {
        return List.of("/bin/sh", "-c", LONG_WORK.formatted(pid));
    }

    private static ProcessHandle programOf(Path pid) throws IOException, InterruptedException {
        while (!Files.exists(pid)) {
            Thread.sleep(20);
        }
        return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    }
}
