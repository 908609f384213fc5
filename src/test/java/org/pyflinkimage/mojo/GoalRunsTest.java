package org.pyflinkimage.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pyflinkimage.mojo.Goals.POM;
import static org.pyflinkimage.mojo.Goals.specs;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.mojo.console.RecordingLog;
import org.pyflinkimage.spec.ImageSpec;

/** What goals do with a declaration: reports, a matrix, failures of Maven's kind. */
@MojoTest
class GoalRunsTest {

    @TempDir
    private Path results;

    @Test
    @InjectMojo(goal = "validate", pom = POM)
    void mistakesAreMavensFailures(ValidateMojo mojo) {
        specs(mojo);
        mojo.session.getUserProperties().setProperty("pyflink.image", "UPPER");

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining("[PYF-010] `UPPER`")
                .withNoCause();
    }

    @Test
    @InjectMojo(goal = "validate", pom = POM)
    void refusedCellFailsTheGoalAfterItsReports(ValidateMojo mojo) {
        specs(mojo, "pyflink.flink=1.16.1", "pyflink.java=8", "pyflink.python=3.10", "pyflink.output=" + results);
        RecordingLog log = new RecordingLog();
        mojo.setLog(log);

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining("[PYF-106] apache-beam 2.38.0")
                .withNoCause();
        assertThat(results.resolve("validation.json")).exists();
        assertThat(log.lines).anyMatch(line -> line.matches("\\[INFO] +1\\.16\\.1 +8 +3\\.10 .*refused.*"));
    }

    @Test
    @InjectMojo(goal = "matrix", pom = POM)
    void declaredMatrixIsPrintedAsFarAsItFitsTheRestOfTheDeclaration(MatrixMojo mojo) throws Exception {
        specs(mojo, "pyflink.format=json", "pyflink.output=" + results);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        mojo.out = new PrintStream(printed, true, StandardCharsets.UTF_8);

        mojo.execute();

        assertThat(results.resolve("matrix.json")).content().isEqualTo(printed.toString(StandardCharsets.UTF_8));

        // The declared numpy is newer than Flink 1.20 takes.
        assertThat(results.resolve("matrix.json"))
                .content()
                .contains("\"2.2.1\"", "\"3.12\"")
                .doesNotContain("1.20.5");
    }

    @Test
    @InjectMojo(goal = "matrix")
    void withoutAMatrixAllKnownVersionsAreTheMatrix(MatrixMojo mojo) {
        List<ImageSpec> specs = specs(mojo);

        assertThat(specs.size()).isGreaterThan(1000);
        assertThat(specs)
                .extracting(spec -> spec.combination().platform().toString())
                .containsOnly("linux/amd64");
        assertThat(specs(mojo, "pyflink.flink=2.3.0")).hasSize(1);
    }

    @Test
    @InjectMojo(goal = "matrix")
    void matrixOfNothingFails(MatrixMojo mojo) {
        specs(mojo, "pyflink.flink=1.16.1", "pyflink.java=8", "pyflink.python=3.10", "pyflink.output=" + results);

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining("[PYF-931]");
    }

    @Test
    @InjectMojo(goal = "validate", pom = POM)
    void skippedGoalReadsNothing(ValidateMojo mojo) throws Exception {
        mojo.session.getUserProperties().setProperty("pyflink.image", "UPPER");
        mojo.session.getUserProperties().setProperty("pyflink.skip", "");
        RecordingLog log = new RecordingLog();
        mojo.setLog(log);

        mojo.execute();

        assertThat(log.lines).containsExactly("[INFO] Skipped: `pyflink.skip` is set");
    }
}
