package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;

class GroupsReaderTest extends DeclarationFixture {

    @Test
    void groupsAreOfAnyProjectOrOfOne() throws IOException {
        file("pyproject.toml");
        file("libs/model/uv.lock");
        declare(Element.REQUIREMENTS, "pyproject.toml", "libs/model/uv.lock[kafka]", "numpy");
        declare(Element.GROUPS, "test", "libs/model/uv.lock:Type.Check", "./pyproject.toml:x", "test");

        assertThat(spec().requirements().parts().groups())
                .extracting(group -> group.file().map(folder::relativize) + " " + group.name())
                .containsExactly(
                        "Optional.empty test", "Optional[libs/model/uv.lock] Type.Check", "Optional[pyproject.toml] x");
        assertThat(spec().requirements().extrasOf(folder.resolve("libs/model/uv.lock")))
                .containsExactly("kafka");
    }

    @Test
    void extrasOfSeveralWordsForOneFileAreAllOfIt() throws IOException {
        file("uv.lock");
        declare(Element.REQUIREMENTS, "uv.lock[kafka]", "./uv.lock", "uv.lock[gpu, kafka]");
        declare(Element.GROUPS, "test");

        assertThat(spec().requirements().files()).containsExactly(folder.resolve("uv.lock"));
        assertThat(spec().requirements().extrasOf(folder.resolve("uv.lock"))).containsExactly("gpu", "kafka");
        assertThat(spec().requirements().parts().groups()).hasSize(1);
    }

    @Test
    void filesWithNothingButGroupsAreProjects() throws IOException {
        file("groups.toml", "[dependency-groups]\ntest = ['a']\n");
        declare(Element.REQUIREMENTS, "groups.toml");
        declare(Element.GROUPS, "test");

        assertThat(spec().requirements().files()).containsExactly(folder.resolve("groups.toml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "-test", "test-", "test[x]", "pyproject.toml:", "pyproject.toml:-", "tést"})
    void whatIsNoNameIsSaid(String text) throws IOException {
        file("pyproject.toml");
        declare(Element.REQUIREMENTS, "pyproject.toml");
        declare(Element.GROUPS, text);

        assertThat(problem().code()).isEqualTo("PYF-090");
        assertThat(problem().toText()).contains("`" + text + "` in `<groups>`", "`NAME` or `FILE:NAME`");
    }

    @Test
    void fileThatIsNotNamedThereIsSaidWithThoseThatAre() throws IOException {
        file("pyproject.toml");
        file("libs/pyproject.toml");
        file("requirements.txt");
        declare(Element.REQUIREMENTS, "libs/pyproject.toml", "requirements.txt");
        declare(Element.GROUPS, "pyproject.toml:test", "requirements.txt:test");

        assertThat(problems()).hasSize(2).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo("PYF-090");
            assertThat(problem.toText())
                    .contains("those are `libs/pyproject.toml`", "<group>libs/pyproject.toml:test</group>");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            requirements.txt pyproject.toml |            | `requirements.txt` has no groups | requirements.txt,pyproject.toml
            pyproject.toml uv.lock          |            | no file is named there           | <requirements>uv.lock<
            job.py                          | numpy>1,<2 ; python_version < '3.12' | `numpy>1,<2 ; python_version < '3.12'` has no groups | pyproject.toml` in `<requirements>` (
            job.py                          | numpy      | `numpy` has no groups            | name the project, too: `pyproject.toml` in `<requirements>` (-Dpyflink.requirements)
            """)
    void whereNoProjectIsNamedTheOneToNameIsSaid(String files, String requirement, String why, String remedy)
            throws IOException {
        for (String name : files.split(" ", -1)) {
            file(name);
        }
        if (requirement != null) {
            declare(Element.REQUIREMENTS, requirement);
        }
        declare(Element.GROUPS, "test", "docs");

        assertThat(problem().code()).isEqualTo("PYF-090");
        assertThat(problem().toText()).contains("`test`, `docs` in `<groups>`", why, remedy);
    }

    /** The file that is not there may have been the project. */
    @Test
    void fileThatIsNotThereIsToldAlone() {
        declare(Element.REQUIREMENTS, "pyproject.toml");
        declare(Element.GROUPS, "test");

        assertThat(problems()).extracting(Problem::code).containsExactly("PYF-020");
    }
}
