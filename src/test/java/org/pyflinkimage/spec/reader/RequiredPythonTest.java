package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;

/** What the user's project says of Python is held against the declared one before anything is fetched. */
class RequiredPythonTest extends DeclarationFixture {

    private void declarePython(String... lines) {
        declare(Element.PYTHON, lines);
        declare(Element.FLINK, "2.2.1");
    }

    @ParameterizedTest
    @CsvSource({
        ">=3.12, 3.11, 3.12",
        "'>=3.10,<3.11', 3.11, 3.10",
        "<3.11, 3.12, 3.10",
        "==3.10.*, 3.11, 3.10",
        "~=3.12.1, 3.11, 3.12",
        ">3.12, 3.11, 3.12"
    })
    void otherPythonIsRefusedAndBothAreNamed(String required, String declared, String nearest) throws IOException {
        file(
                "pyproject.toml",
                "[project]\nname = \"job\"\nrequires-python = \"%s\"\ndependencies = []\n".formatted(required));
        declarePython(declared);
        declare(Element.REQUIREMENTS, "pyproject.toml");

        Problem problem = problem();

        assertThat(problem.code()).isEqualTo("PYF-075");
        assertThat(problem.what())
                .isEqualTo("`pyproject.toml` requires Python %s, and declared is %s".formatted(required, declared));
        assertThat(problem.remedies().get(0)).contains("-Dpyflink.python=" + nearest);
        declarePython(nearest);
        assertThat(specs()).isNotEmpty();
    }

    /** No Flink takes what is above or below: naming it would lead to the next refusal. */
    @ParameterizedTest
    @ValueSource(strings = {">=3.13", "<3.9", "==3.8.*", ">=4"})
    void pythonThatNoFlinkTakesIsNotNamed(String required) throws IOException {
        file("pyproject.toml", "[project]\nname = 'job'\nrequires-python = '%s'\n".formatted(required));
        declarePython("3.11");
        declare(Element.REQUIREMENTS, "pyproject.toml");

        assertThat(problem().remedies())
                .containsExactly("widen `requires-python` there, where the project runs on 3.11 too");
    }

    /** What one of the declared Flinks refuses is the next refusal. */
    @ParameterizedTest
    @CsvSource({
        "1.20.5, >=3.12, ''",
        "2.2.1, >=3.12, 3.12",
        "'2.2.1,1.20.5', >=3.12, ''",
        "'2.2.1,1.20.5', '<3.11', 3.10"
    })
    void pythonThatADeclaredFlinkRefusesIsNotNamed(String flinks, String required, String nearest) throws IOException {
        file("pyproject.toml", "[project]\nname = 'job'\nrequires-python = '%s'\n".formatted(required));
        declare(Element.PYTHON, "3.11");
        declare(Element.FLINK, flinks.split(","));
        declare(Element.REQUIREMENTS, "pyproject.toml");

        assertThat(problem().remedies().stream().filter(remedy -> remedy.contains("-Dpyflink.python")))
                .allMatch(remedy -> remedy.contains("-Dpyflink.python=" + nearest))
                .hasSize(nearest.isEmpty() ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {">=3.11", ">=3.9,<3.13", "==3.11.*", "~=3.11", ">=3.11.4", "<3.11.3,>=3.11", "", "not a version"
            })
    void whatAPatchReleaseFitsIsLeftToResolving(String required) throws IOException {
        file("pyproject.toml", "[project]\nname = 'job'\nrequires-python = '%s'\n".formatted(required));
        declarePython("3.11");
        declare(Element.REQUIREMENTS, "pyproject.toml");

        assertThat(specs()).hasSize(1);
    }

    @Test
    void everyDeclaredLineIsJudged() throws IOException {
        file("pyproject.toml", "[project]\nname = 'job'\nrequires-python='>=3.11'\n");
        declarePython("3.9", "3.10", "3.11");
        declare(Element.REQUIREMENTS, "pyproject.toml");

        assertThat(problems()).extracting(Problem::what).hasSize(2).allMatch(what -> what.contains(">=3.11"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[tool.other]\nrequires-python = \">=3.13\"\n[project]\nname = 'job'\n",
                "[project]\nname = 'job'\n[project.urls]\nrequires-python = \">=3.13\"\n",
                "[project]\nname = 'job'\n# requires-python = \">=3.13\"\n"
            })
    void otherTablesSayNothing(String text) throws IOException {
        file("pyproject.toml", text);
        declarePython("3.11");
        declare(Element.REQUIREMENTS, "pyproject.toml");

        assertThat(specs()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"uv.lock", "pylock.toml", "pylock.job.toml"})
    void lockFilesSayItToo(String name) throws IOException {
        file(name, "lock-version = \"1.0\"\nversion = 1\nrequires-python = \">=3.12\"\n\n[[package]]\nname = \"a\"\n");
        declarePython("3.11");
        declare(Element.REQUIREMENTS, name);

        assertThat(problem().what()).isEqualTo("`" + name + "` requires Python >=3.12, and declared is 3.11");
    }

    @Test
    void linesOfPipSayNothing() throws IOException {
        file("requirements.txt", "numpy\n");
        declarePython("3.11");

        assertThat(specs()).hasSize(1);
    }
}
