package org.pyflinkimage.mojo.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.BuildLog.Progress;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

class MavenBuildLogTest {

    private final RecordingLog maven = new RecordingLog();

    @Test
    void eventsBecomeLines() {
        BuildLog log = MavenBuildLog.calm(maven);
        Problem problem = Problem.declaration("PYF-100", "old");

        log.step("Resolving");
        log.note("one\ntwo");
        log.warn(problem.withSeverity(Severity.WARNING));
        log.warn(problem.withSeverity(Severity.NOTE));

        assertThat(maven.lines)
                .containsExactly(
                        "[INFO] Resolving",
                        "[INFO]   one",
                        "[INFO]   two",
                        "[WARNING] [PYF-100] old",
                        "[INFO] [PYF-100] old");
    }

    @Test
    void barMakesRoomForALine() {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        BuildLog log = MavenBuildLog.live(maven, new PrintStream(screen, true, StandardCharsets.UTF_8));

        try (Progress progress = log.progress("Fetching", 10)) {
            progress.advance(5);
            log.note("line");
        }

        assertThat(screen.toString(StandardCharsets.UTF_8)).endsWith("\r\u001B[K");
        assertThat(maven.lines).first().isEqualTo("[INFO]   line");
    }
}
