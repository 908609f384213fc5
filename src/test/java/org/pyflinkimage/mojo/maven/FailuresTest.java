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
