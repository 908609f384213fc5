package org.pyflinkimage.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.PyFlinkException;

/** What entries of a lock file have to say of each other. */
class LockAgreementTest {

    private static final String GOOD = LockFileCodec.write(Locks.small());
    private static final String NUMPY = "numpy-2.1.3-cp311-cp311-manylinux2014_x86_64.whl";

    @ParameterizedTest
    @CsvSource(delimiter = '|', maxCharsPerColumn = 10000, textBlock = """
            "name":"libc6"         | "name":"libc7"           | line 9, column 5: the operating system of   | no program starts without the C library
            "2.36-9+deb12u13"      | "2.37-9"                 | line 27, column 9: `libc6` is 2.37-9        | the plan's `glibc` is `2.36`
            "amd64","source"       | "arm64","source"         | `libc6` is for `arm64`                      | the image is for `amd64`
            "3.11.2"               | "3.12.2"                 | `pythonVersion` is 3.12.2                   | the plan is for Python 3.11
            "numpy","version"      | "scipy","version"        | line 31, column 9: `NUMPY` is not `scipy` 2.1.3 | by its file name it is `numpy` 2.1.3
            "2.1.3"                | "2.1.4"                  | `NUMPY` is not `numpy` 2.1.4                | by its file name it is `numpy` 2.1.3
            2014_x86_64.whl        | 2014_aarch64.whl         | does not run in this image                  | the image is for Python 3.11 on linux/amd64
            cp311-cp311            | cp312-cp312              | does not run in this image                  | the image is for Python 3.11
            cp311-cp311            | cp311                    | is no name of a wheel                       | three tags
            "suite":"bookworm-security" | "suite":"trixie-security" | `releases` has a `trixie-security`     | the plan's `suite` is `bookworm`
            "suite":"bookworm-security" | "suite":"bookworm"        | `bookworm` does not follow `bookworm`  | each suite stands once
            "suite":"bookworm","d  | "suite":"bookworm-updates","d | `bookworm-security` does not follow `bookworm-updates` | in the order of their names
            connector/1.0/         | connector/2.0/           | `org.example:connector:1.0` lies elsewhere  | expected is `org/example/connector/1.0/connector-1.0.jar`
            "source":"debian"      | "source":"debian-2"      | `sources` has no `debian-2`, where `libc6`  | that table
            "source":"debian"      | "source":"python"        | `libc6` cannot come from `python`           | packages come from an archive
            "source":"maven"       | "source":"python"        | `connector` cannot come from `python`       | jars from `maven`
            "source":"python","path":"n | "source":"maven","path":"n | `numpy` cannot come from `maven`    | Python distributions from `python`
            "python": "http        | "python-2": "http        | nothing comes from `python-2`               | the table names what entries refer to
            "python": "http        | "maven": "http           | `sources` has a `maven`                     | only Maven knows
            n/numpy.whl            | http://127.0.0.1:3/n.whl | `numpy` does not lie in its source `python` | an address elsewhere
            n/numpy.whl            | file:///dev/zero         | `numpy` does not lie in its source `python` | an address elsewhere
            """)
    void entriesThatContradictEachOtherAreRefused(String text, String other, String what, String why) {
        assertThat(GOOD).contains(text);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Locks.read(GOOD.replace(text, other)))
                .withMessageContainingAll("[PYF-712] `pyflink.lock`, line ", what.replace("NUMPY", NUMPY), why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"libc6", "numpy", "org.example:connector:1.0"})
    void whatIsThereTwiceIsRefused(String name) {
        String line = GOOD.lines()
                .filter(each -> each.contains("\"" + name + "\""))
                .findFirst()
                .orElseThrow();

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Locks.read(GOOD.replace(line, line + ",\n" + line)))
                .withMessageContainingAll("[PYF-712]", "`" + name + "` is there twice", "one version of each");
    }

    @Test
    void entriesOutOfOrderAreRefused() {
        String[] lines = GOOD.lines()
                .filter(line -> line.contains("\"python\",\"path\""))
                .toArray(String[]::new);
        String swapped = GOOD.replace(lines[0] + "\n" + lines[1], lines[1] + ",\n" + lines[0].replaceFirst(",$", ""));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Locks.read(swapped))
                .withMessageContainingAll("[PYF-712]", "line 31, column 9: `dill` stands behind `numpy`");
    }

    @Test
    void secondPlanForOneCombinationIsRefused() {
        String plan = GOOD.substring(GOOD.indexOf("    {\n      \"flink\""), GOOD.indexOf("\n  ]\n}"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Locks.read(GOOD.replace(plan, plan + ",\n" + plan)))
                .withMessageContainingAll("[PYF-712]", "line 37, column 5", "has a second plan");
    }

    @Test
    void planOfMoreThanAnyImageIsRefused() {
        String heavy = GOOD.replaceAll("\"size\":[0-9]+", "\"size\":17179869184");

        assertThat(Locks.read(heavy).plans()).hasSize(1);
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Locks.read(heavy.replaceFirst("( *\\{\"name\":\"libc6\".*)", "$1,\n$1")
                        .replaceFirst("libc6", "libc5")))
                .withMessageContainingAll("[PYF-712]", "85899345920 bytes", "no image has more than 64 GiB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "numpy-2.1.3-py3-none-any.whl",
                "numpy-2.1.3-py2.py3-none-any.whl",
                "numpy-2.1.3-1-py3-none-any.whl",
                "NumPy-2.1.3-cp39-abi3-manylinux_2_17_x86_64.whl",
                "numpy-2.1.3.0-cp311-none-manylinux1_x86_64.manylinux_2_5_x86_64.whl",
                "numpy-2.1.3-py3-none-manylinux2014_x86_64.whl"
            })
    void wheelsThatMayRunAreTaken(String fileName) {
        assertThat(Locks.read(GOOD.replace(NUMPY, fileName)).plans()).hasSize(1);
    }
}
