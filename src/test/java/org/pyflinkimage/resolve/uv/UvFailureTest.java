package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.resolve.Recordings;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.system.ProgramRun;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;

class UvFailureTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            uv-contradiction.txt          | PYF-485 | The Python requirements cannot be met together for Flink 1.18.1, Java 11, Python 3.10, linux/amd64
            uv-without-wheel.txt          | PYF-486 | `numpy==2.2.0` has no wheel for Python 3.10 on linux/amd64
            uv-without-wheel-on-arm64.txt | PYF-486 | `pemja==0.4.1` has no wheel for Python 3.10 on linux/amd64
            uv-all-versions.txt           | PYF-486 | `pyspark` has no wheel for Python 3.10 on linux/amd64
            uv-unknown-package.txt        | PYF-487 | The package index does not have `no-such-package-xyzzy`
            uv-syntax.txt                 | PYF-488 | The Python requirements cannot be read
            uv-no-file.txt                | PYF-488 | The Python requirements cannot be read
            uv-build.txt                  | PYF-486 | A Python package would have to be built, and nothing is built
            uv-network.txt                | PYF-490 | uv could not read the package index
            uv-offline.txt                | PYF-490 | uv could not read the package index, because this build is offline
            uv-certificate.txt            | PYF-490 | uv does not trust the package index's certificate
            uv-no-interpreter.txt         | PYF-482 | uv found no Python to start with
            """)
    void saysWhatUvFound(String recording, String code, String what) {
        Problem problem = problem(Recordings.read(recording), Platform.LINUX_AMD64);

        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.what()).isEqualTo(what);
        assertThat(problem.why()).isNotEmpty();
        assertThat(problem.remedies()).isNotEmpty();
    }

    @Test
    void givesUvsDerivationWithoutLabelsAndAdvice() {
        Problem problem = problem(Recordings.read("uv-without-wheel-on-arm64.txt"), Platform.LINUX_ARM64);

        assertThat(problem.why().get(0))
                .startsWith("Because pemja==0.4.1 has no usable wheels")
                .contains("\nAnd because you require apache-flink==1.19.0")
                .doesNotContain("hint", "--no-build");
        assertThat(problem.remedies()).anyMatch(remedy -> remedy.contains("linux/amd64"));
    }

    @Test
    void unknownWordsAreShownWithTheStatus() {
        Problem problem = problem("thread 'main' panicked at src/main.rs", Platform.LINUX_AMD64);

        assertThat(problem.code()).isEqualTo("PYF-484");
        assertThat(problem.what()).contains("exit status 2");
        assertThat(problem.why()).containsExactly("thread 'main' panicked at src/main.rs");
    }

    private static Problem problem(String errors, Platform platform) {
        Combination combination =
                new Combination(new FlinkVersion(1, 18, 1), new JavaVersion(11), new PythonMinor(10), platform);
        return new UvFailure(new ProgramRun(2, "", errors), combination).toProblem();
    }
}
