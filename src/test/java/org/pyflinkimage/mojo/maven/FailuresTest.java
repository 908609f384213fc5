package org.pyflinkimage.mojo.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.util.List;
import org.apache.maven.exception.DefaultExceptionHandler;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

class FailuresTest {

    private static final Problem DECLARED =
            Problem.declaration("PYF-010", "bad name").remedy("`<image>a</image>`");
    private static final Problem SURROUNDINGS = Problem.environment("PYF-510", "unreachable");

    @Test
    void whatItsAuthorCanMendIsAFailureWithoutCause() {
        assertThat(Failures.of(new PyFlinkException(List.of(DECLARED))))
                .isInstanceOf(MojoFailureException.class)
                .hasNoCause()
                .hasMessage("""
                        1 problem

                        [PYF-010] bad name
                          try:    `<image>a</image>`
                        """);
    }

    @Test
    void faultOfThePluginSaysWhatToReport() {
        assertThat(Failures.ofFault(new IllegalStateException("oops at https://u:p@h/")))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll("[PYF-999]", "oops", "FailuresTest", "report it")
                .hasMessageNotContaining("u:p");
        assertThat(Failures.ofFault(new OutOfMemoryError("heap"))).hasMessageContaining("MAVEN_OPTS");
        assertThat(Failures.ofFault(new StackOverflowError())).hasMessageContaining("nested very deep");
    }

    @Test
    void whatTheSurroundingsDidIsAnErrorOfTheExecution() {
        assertThat(Failures.of(new PyFlinkException(List.of(DECLARED, SURROUNDINGS))))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("2 problems")
                .hasMessageContainingAll("[PYF-010]", "[PYF-510]");
    }

    @Test
    void mavenPrintsEachProblemOnceAndThenWhatLedToIt() {
        PyFlinkException exception = SURROUNDINGS.toException(new ConnectException("Connection refused"));

        String printed = new DefaultExceptionHandler()
                .handleException(Failures.of(exception))
                .getMessage();

        assertThat(printed).containsOnlyOnce("[PYF-510]").endsWith("Connection refused");
    }
}
