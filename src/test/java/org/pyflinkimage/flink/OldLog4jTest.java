package org.pyflinkimage.flink;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.pyflinkimage.Golden;
import org.pyflinkimage.value.PyFlinkException;

class OldLog4jTest {

    /** As Flink shipped it before 1.11, with another logger and a rolling file. */
    private static final String OLD = """
            # This affects logging for both user code and Flink
            log4j.rootLogger=INFO, console, file
            log4j.logger.org.apache.kafka=WARN
            log4j.logger.com.example=DEBUG, file
            log4j.additivity.com.example=false

            log4j.appender.console=org.apache.log4j.ConsoleAppender
            log4j.appender.console.target=System.err
            log4j.appender.console.layout=org.apache.log4j.PatternLayout
            log4j.appender.console.layout.ConversionPattern=%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-60c %x - %m%n

            log4j.appender.file=org.apache.log4j.RollingFileAppender
            log4j.appender.file.file=${log.file}
            log4j.appender.file.append=false
            log4j.appender.file.MaxFileSize=10MB
            log4j.appender.file.MaxBackupIndex=3
            log4j.appender.file.layout=org.apache.log4j.PatternLayout
            log4j.appender.file.layout.ConversionPattern=%d %p %m%n
            log4j.appender.file.Threshold=WARN
            """;

    @Test
    void translationIsWhatWasReviewed() {
        Golden.assertMatches("flink/log4j-translated.properties", OldLog4j.translate(OLD) + "\n");
    }

    @Test
    void fileOfLog4j1IsRefusedWithItsTranslation() {
        assertThatThrownBy(() -> OldLog4j.refuse("log4j-console.properties", OLD))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContaining(
                        "[PYF-709] `log4j-console.properties` in `<templates>` is in the syntax of log4j 1")
                .hasMessageContaining("logger.com_example.level = DEBUG");
    }

    @Test
    void fileOfLog4j2IsNot() {
        assertThatCode(() -> OldLog4j.refuse("x", "# not log4j.rootLogger=INFO\nrootLogger.level = INFO\n"))
                .doesNotThrowAnyException();
    }
}
