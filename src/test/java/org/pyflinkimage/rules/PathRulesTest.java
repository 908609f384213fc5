package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;
import static org.pyflinkimage.rules.Specs.config;
import static org.pyflinkimage.rules.Specs.spec;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.Platform;

class PathRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "python",
                "python3",
                "python3.11",
                "/opt/venv/bin/python",
                "/opt/venv/bin/python3",
                "/opt/venv/bin/python3.11",
                "/usr/bin/python3",
                "/usr/bin/python3.11",
                "/usr/local/bin/python3",
                "/usr/local/bin/python"
            })
    void everyNameOfTheImagesPythonWillDo(String path) {
        assertThat(Judged.by("PYF-209", config("2.3.0", Map.of("python.executable", path))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "python3.10",
                "python2",
                "/usr/bin/python3.10",
                "/usr/bin/python",
                "/opt/venv/bin/pip",
                "venv.zip/bin/python"
            })
    void otherInterpretersKnowNothingOfPyFlink(String path) {
        assertThat(Judged.by("PYF-209", config("2.3.0", Map.of("python.client.executable", path))))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"venv.zip/bin/python, 0", "/usr/bin/python3.10, 1"})
    void interpreterOfAnArchiveLiesWhereverItIsUnpacked(String path, int found) {
        assertThat(Judged.by(
                        "PYF-209", config("2.3.0", Map.of("python.executable", path, "python.archives", "venv.zip"))))
                .hasSize(found);
    }

    @ParameterizedTest
    @CsvSource({
        "/opt/java/openjdk, LINUX_AMD64, 0",
        "/opt/java/openjdk/, LINUX_ARM64, 0",
        "/usr/lib/jvm/java-17-openjdk-amd64, LINUX_AMD64, 0",
        "/usr/lib/jvm/java-17-openjdk-arm64, LINUX_ARM64, 0",
        "/usr/lib/jvm/java-17-openjdk-amd64, LINUX_ARM64, 1",
        "/usr/lib/jvm/java-11-openjdk-amd64, LINUX_AMD64, 1",
        "/usr/lib/jvm/default-java, LINUX_AMD64, 1"
    })
    void javaHomeIsOneOfTheImage(String path, Platform platform, int found) {
        Subject subject = Subject.of(
                spec(cell("2.3.0", 17, "3.11", platform), List.of(), List.of(), Map.of("env.java.home", path)));

        assertThat(Judged.by("PYF-211", subject)).hasSize(found);
    }
}
