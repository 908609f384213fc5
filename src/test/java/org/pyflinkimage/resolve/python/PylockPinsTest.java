package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.resolve.Recordings;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;

class PylockPinsTest {

    @Test
    void pinsByVersion() {
        assertThat(pins("3.11.2", Recordings.read("flink-2.3.0.pylock.toml")))
                .contains("dill==0.3.1.1", "async-timeout==5.0.1 ; python_full_version < '3.11.3'");
    }

    @Test
    void pinsByTheFileWhereThatIsWhatWasLocked() {
        assertThat(pins("3.11.2", """
                        [[packages]]
                        name = "one"
                        wheels = [{ url = "https://files.example.com/one-1.5-py3-none-any.whl" }]
                        [[packages]]
                        name = "two"
                        version = "2"
                        archive = { path = "../wheels/two-2-py3-none-any.whl" }
                        [[packages]]
                        name = "three"
                        archive = { url = "https://files.example.com/three-3-py3-none-any.whl#sha256=00" }
                        """))
                .containsExactly(
                        "one==1.5",
                        "two @ file:///wheels/two-2-py3-none-any.whl",
                        "three @ https://files.example.com/three-3-py3-none-any.whl#sha256=00");
    }

    @Test
    void refusesAllThatNoFileOfAnIndexCanStandFor() {
        List<Problem> problems = read("""
                [[packages]]
                name = "a"
                vcs = { type = "git", url = "https://example.com/a.git", commit-id = "0" }
                [[packages]]
                name = "b"
                version = "1"
                directory = { path = "b" }
                [[packages]]
                name = "c"
                archive = { url = "https://files.example.com/c-1.tar.gz" }
                [[packages]]
                name = "d"
                sdist = { url = "https://files.example.com/d.tar.gz" }
                """).problems(environment("3.11.2"));

        assertThat(problems).extracting(Problem::code).containsOnly("PYF-489");
        assertThat(problems)
                .extracting(problem -> problem.why().get(0))
                .containsExactly(
                        "it is required as a repository, and nothing is built",
                        "it is required as a folder, and nothing is built",
                        "it is required as an archive of sources, and nothing is built",
                        "`/project/pylock.toml` names no version of it");
    }

    @Test
    void passesOverWhatTheEnvironmentDoesNotAskFor() {
        assertThat(pins("3.11.2", """
                        [[packages]]
                        name = "a"
                        marker = "sys_platform == 'win32'"
                        directory = { path = "a" }
                        """)).isEmpty();
    }

    private static List<String> pins(String python, String text) {
        PylockPins pins = read(text);
        assertThat(pins.problems(environment(python))).isEmpty();
        return pins.lines(environment(python)).stream()
                .map(RequirementLine::text)
                .toList();
    }

    private static PylockPins read(String text) {
        return new PylockPins(Toml.parse(text, "pylock.toml"), Path.of("/project/pylock.toml"));
    }

    private static MarkerEnvironment environment(String python) {
        return MarkerEnvironment.of(PythonVersion.parse(python).orElseThrow(), Platform.LINUX_AMD64);
    }
}
