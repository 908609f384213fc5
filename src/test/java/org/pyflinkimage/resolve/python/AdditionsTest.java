package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

class AdditionsTest {

    private static final Additions ADDITIONS = new Additions(List.of(
            new AddedRequirement(Requirement.parse("setuptools<82").orElseThrow(), "Beam imports it", Optional.empty()),
            new AddedRequirement(Requirement.parse("pip").orElseThrow(), "Flink runs it", Optional.of("no pip"))));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PYF-487 | no `pip`           | because pip was not found               | no pip, other               | Flink runs it
            PYF-487 | no `pip==9`        | because there is no version of pip==9   | no pip, in <requirements>, other | Flink runs it
            PYF-485 | no solution        | you require pip and pip>=3              | no pip, in <requirements>, other | Flink runs it
            PYF-487 | no `setuptools`    | because setuptools was not found        | other                       | Beam imports it
            PYF-485 | no solution        | setuptools>=82 and setuptools<82        | in <requirements>, other    | Beam imports it
            PYF-487 | no `pip-tools`     | because pip-tools was not found         | in <requirements>, other    | ''
            PYF-487 | no `a.pip`         | because a.pip and pipx were not found   | in <requirements>, other    | ''
            PYF-490 | no index           | pip was not found, as this is offline   | in <requirements>, other    | ''
            """)
    void whatIsAboutAnAdditionSaysSo(String code, String what, String why, String remedies, String reason) {
        Problem problem = Problem.declaration(code, what)
                .why(why)
                .remedy("in <requirements>")
                .remedy("other");

        Problem explained = explained(problem);

        assertThat(String.join(", ", explained.remedies())).isEqualTo(remedies);
        assertThat(String.join(" ", explained.why()).replace(why, ""))
                .satisfies(more -> assertThat(more).isEqualTo(reason.isEmpty() ? "" : more))
                .contains(reason);
    }

    @Test
    void theFailureItselfIsItsCause() {
        PyFlinkException failure = Problem.declaration("PYF-487", "no `pip`").toException();

        assertThat(catchThrowableOfType(
                        PyFlinkException.class,
                        () -> ADDITIONS.explaining(() -> {
                            throw failure;
                        })))
                .hasCause(failure);
        assertThat(ADDITIONS.<String>explaining(() -> "answer")).isEqualTo("answer");
    }

    private static Problem explained(Problem problem) {
        return catchThrowableOfType(
                        PyFlinkException.class,
                        () -> ADDITIONS.explaining(() -> {
                            throw problem.toException();
                        }))
                .problems()
                .get(0);
    }
}
