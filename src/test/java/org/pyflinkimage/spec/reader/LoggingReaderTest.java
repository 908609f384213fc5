package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.Logging;
import org.pyflinkimage.spec.Logging.Layout;
import org.pyflinkimage.spec.Logging.Level;
import org.pyflinkimage.spec.Setting;
import org.pyflinkimage.value.Problem;

class LoggingReaderTest {

    private final Declaration declaration = new Declaration(Path.of("/project"));
    private final List<Problem> problems = new ArrayList<>();

    @Test
    void nothingDeclaredIsTextAtTheTemplatesLevels() {
        assertThat(read()).isEqualTo(Logging.standard());
        assertThat(problems).isEmpty();
    }

    @Test
    void levelsAndLayoutAreReadInAnyCase() {
        declaration.withLog4j(List.of(new Setting("root", "warn"), new Setting("org.apache.flink", "Debug")));
        declaration.with(Element.LOG4J_LAYOUT, List.of("JSON"));

        Logging logging = read();

        assertThat(logging.levels()).isEqualTo(Map.of("root", Level.WARN, "org.apache.flink", Level.DEBUG));
        assertThat(logging.layout()).isEqualTo(Layout.JSON);
        assertThat(problems).isEmpty();
    }

    @Test
    void levelOfTheRootMayBeWrittenAsLog4jDoes() {
        declaration.withLog4j(List.of(new Setting("rootLogger.level", "DEBUG")));

        assertThat(read().levels()).isEqualTo(Map.of("root", Level.DEBUG));
        assertThat(problems).isEmpty();

        declaration.withLog4j(List.of(new Setting("root", "INFO")));
        read();
        assertThat(problems).extracting(Problem::what).containsExactly("`root` stands twice in `<log4j>`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rootLogger",
                "rootLogger.appenderRef.console.ref",
                "logger.akka.name",
                "logger.akka.level",
                "appender.console.name",
                "appenders",
                "status",
                "monitorInterval"
            })
    void otherKeysOfItsFileAreNoLoggers(String key) {
        declaration.withLog4j(List.of(new Setting(key, "INFO")));

        assertThat(read().levels()).isEmpty();
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).toText())
                .contains("PYF-026", "`" + key + "` in `<log4j>` is a key of log4j's file", "`<templates>`");
    }

    @Test
    void everyMistakeIsReported() {
        declaration.withLog4j(List.of(
                new Setting("root", "LOUD"),
                new Setting("a b", "INFO"),
                new Setting("x", "INFO"),
                new Setting("x", "WARN")));
        declaration.with(Element.LOG4J_LAYOUT, List.of("xml"));

        read();

        assertThat(problems)
                .extracting(Problem::what)
                .containsExactly(
                        "`LOUD` of `root` in `<log4j>` is no level",
                        "`a b` in `<log4j>` is no logger's name",
                        "`x` stands twice in `<log4j>`",
                        "`xml` in `<log4jLayout>` is no layout");
        assertThat(problems.get(0).why())
                .containsExactly("levels are OFF, FATAL, ERROR, WARN, INFO, DEBUG, TRACE, ALL");
        assertThat(problems.get(3).why()).containsExactly("layouts are text, json");
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo("PYF-026");
            assertThat(problem.remedies()).isNotEmpty();
        });
    }

    private Logging read() {
        return new LoggingReader(new Reading(declaration, new DiskProject(), problems)).logging();
    }
}
