package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.spec.Setting;
import org.pyflinkimage.value.Problem;

/** What goes into an image beside the versions. */
class DeclaredContentsTest extends DeclarationFixture {

    @Nested
    class Requirements {

        @Test
        void fileBesideThePomIsTheDefault() throws IOException {
            file("requirements.txt");

            assertThat(spec().requirements().files()).containsExactly(folder.resolve("requirements.txt"));
        }

        @Test
        void oneBesideThePomThatIsNoFileWasMeant() throws IOException {
            Files.createDirectories(folder.resolve("requirements.txt"));

            assertThat(problems()).extracting(Problem::code).containsExactly("PYF-020");
        }

        @Test
        void declaredOnesReplaceTheDefault() throws IOException {
            file("requirements.txt");
            file("py/pylock.prod.toml");
            declare(Element.REQUIREMENTS, "py/pylock.prod.toml", "numpy>=1.26,<2");

            assertThat(spec().requirements().files()).containsExactly(folder.resolve("py/pylock.prod.toml"));
            assertThat(spec().requirements().inline()).containsExactly("numpy>=1.26,<2");
            assertThat(spec().requirements().read().files())
                    .singleElement()
                    .satisfies(read -> assertThat(read.name()).isEqualTo("pylock.prod.toml"));
        }

        @Test
        void filesAreReadWithThoseThatTheyName() throws IOException {
            file("requirements.txt", "six\n-c limits.list\n");
            file("limits.list", "numpy<2\n");
            file("pyproject.toml", "numpy\n");
            declare(Element.REQUIREMENTS, "requirements.txt", "pyproject.toml", "pandas");

            assertThat(spec().requirements().lines())
                    .extracting(RequirementLine::text)
                    .containsExactly("pandas", "six", "numpy<2");
        }

        @Test
        void whatIsWrongWithAFileIsAProblem() throws IOException {
            file("requirements.txt", "-r requirements.txt\n-r missing.txt\n");

            assertThat(problems()).extracting(Problem::code).containsExactly("PYF-029", "PYF-020");
        }

        @ParameterizedTest
        @ValueSource(strings = {"missing.txt", "uv.lock", "pyproject.toml", "requirements/prod.in"})
        void missingFileIsAProblem(String name) {
            declare(Element.REQUIREMENTS, name);

            assertThat(problem().code()).isEqualTo("PYF-020");
            assertThat(problem().toText()).contains("`" + name + "`", folder.toString());
        }

        @ParameterizedTest
        @ValueSource(strings = {"pdm.lock", "config.toml"})
        void otherFilesAreNotRead(String name) throws IOException {
            file(name);
            declare(Element.REQUIREMENTS, name);

            assertThat(problem().code()).isEqualTo("PYF-021");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Pipfile",
                    "setup.py",
                    "setup.cfg",
                    "setup.py[dev]",
                    "environment.yaml",
                    "conda.yml",
                    "pdm.lock",
                    "PIPFILE>=1",
                    "libs/own-1.0-py3-none-any.whl",
                    "own-1.0.tar.gz",
                    "own.zip",
                    "requirements.txt[x]",
                    "libs/own",
                    "settings.json",
                    "job.py"
                })
        void filesNeverReachAnIndex(String text) {
            declare(Element.REQUIREMENTS, text);

            assertThat(problem().code()).isEqualTo("PYF-021");
            assertThat(problem().toText()).contains("`" + text + "`", "requirements.txt");
        }

        @ParameterizedTest
        @CsvSource({
            "Pipfile, Pipfile.lock",
            "libs/own, ./libs/own",
            "setup.py, uv pip compile setup.py -o requirements.txt",
            "setup.cfg, with a `setup.py` or a `pyproject.toml` beside it",
            "pdm.lock, pdm export --prod -o requirements.txt",
            "environment.yml, pip list --format=freeze",
            "libs/own-1.0-py3-none-any.whl, own @ file:///path/to/own-1.0-py3-none-any.whl",
            "web3.py, web3.py>=0"
        })
        void theWayOutOfAFileIsNamed(String text, String way) {
            declare(Element.REQUIREMENTS, text);

            assertThat(problem().toText()).contains(way);
        }

        @Test
        void whatIsAFileHereIsNoPackage() throws IOException {
            file("needed");
            declare(Element.REQUIREMENTS, "needed");

            assertThat(problem().code()).isEqualTo("PYF-021");
        }

        @Test
        void projectsHaveExtrasAndAnyName() throws IOException {
            file("pyproject.flink.toml", "[project]\nname = 'job'\n");
            declare(Element.REQUIREMENTS, "pyproject.flink.toml[kafka, dev]");

            PythonRequirements requirements = spec().requirements();
            assertThat(requirements.files()).containsExactly(folder.resolve("pyproject.flink.toml"));
            assertThat(requirements.extrasOf(requirements.files().get(0))).containsExactly("dev", "kafka");
            assertThat(requirements.inline()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "numpy",
                    "ruamel.yaml",
                    "web3.py>=1",
                    "numpy==1.26.4",
                    "pandas [excel, html] >= 2 , != 2.1.*",
                    "requests (>=2.8.1)",
                    "a~=1.0; python_version < '3.12'",
                    "pip @ https://example.com/pip-1.whl",
                    "pip@https://example.com/pip-1.whl ; extra == 'x'",
                    "zope.interface===2"
                })
        void requirementIsTaken(String text) {
            declare(Element.REQUIREMENTS, text);

            assertThat(spec().requirements().inline()).containsExactly(text);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"-r other", "numpy 1.26", "numpy>", "=1", "numpy>=1.26,,<2", "numpy[x", "--index-url x"})
        void otherTextIsRefused(String text) {
            declare(Element.REQUIREMENTS, text);

            assertThat(problem().code()).isEqualTo("PYF-022");
        }
    }

    @Nested
    class Settings {

        @Test
        void keepTheirOrder() {
            declaration.withFlinkConfig(List.of(new Setting("z.b", " 1 "), new Setting("a-b", "2")));

            assertThat(spec().flinkConfig()).containsExactly(Map.entry("z.b", "1"), Map.entry("a-b", "2"));
        }

        @Test
        void sameKeyTwiceIsAProblem() {
            declaration.withFlinkConfig(List.of(new Setting("a.b", "1"), new Setting("a.b", "2")));

            assertThat(problem().toText()).contains("PYF-024", "`a.b` stands twice in `<flinkConfig>`");
        }

        @Test
        void emptyLabelAndOddKeysAreProblems() {
            declaration.withFlinkConfig(List.of(new Setting("a b", "2")));
            declaration.withLabels(
                    List.of(new Setting("-x", "1"), new Setting("x", ""), new Setting("y", "1\nRUN false")));

            assertThat(problems())
                    .extracting(Problem::code)
                    .containsExactly("PYF-024", "PYF-025", "PYF-025", "PYF-025");
        }

        @Test
        void emptyElementTakesAKeyOutOfFlinksOwn() {
            declaration.withFlinkConfig(List.of(new Setting("rest.address", "")));

            assertThat(spec().flinkConfig()).containsExactly(Map.entry("rest.address", ""));
        }

        @Test
        void variablesMayBeEmptyAndKeepTheirOrder() {
            declaration.withEnvironment(List.of(new Setting("TZ", "UTC"), new Setting("A_1", "")));

            assertThat(spec().container().environment()).containsExactly(Map.entry("TZ", "UTC"), Map.entry("A_1", ""));
        }

        @Test
        void variablesWithOddNamesTwoLinesOrTwiceAreProblems() {
            declaration.withEnvironment(List.of(
                    new Setting("1A", "x"), new Setting("B", "1\n2"), new Setting("C", "1"), new Setting("C", "2")));

            assertThat(problems())
                    .extracting(Problem::code)
                    .containsOnly("PYF-027")
                    .hasSize(3);
        }

        @ParameterizedTest
        @ValueSource(strings = {"airflow", "9999:flink"})
        void userThatIsNoneOfTheImagesIsRefused(String user) {
            declare(Element.USER, user);

            assertThat(problem().toText()).contains("PYF-028", user, "`flink`, 9999");
        }

        @Test
        void userIsKeptByNumber() {
            declare(Element.USER, "12345:0");

            assertThat(spec().container().user()).contains(new ContainerUser(12345, OptionalInt.of(0)));
        }

        @Test
        void labelsMayHaveSlashes() {
            declaration.withLabels(List.of(new Setting("example.com/team", "data")));

            assertThat(spec().labels()).containsExactly(Map.entry("example.com/team", "data"));
        }
    }
}
