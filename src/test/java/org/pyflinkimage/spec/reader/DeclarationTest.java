package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.Exclusion;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;

class DeclarationTest extends DeclarationFixture {

    @Test
    void nothingDeclaredIsTheNewestFlinkWithTheDefaults() {
        ImageSpec spec = spec();

        assertThat(spec.combination().slug()).isEqualTo("flink-2.2.1-java17-python3.11-linux-amd64");
        assertThat(spec.reference()).hasToString("pyflink:2.2.1-java17-python3.11");
        assertThat(spec.requirements()).isEqualTo(PythonRequirements.none());
        assertThat(spec.connectors()).isEmpty();
        assertThat(spec.job()).isEmpty();
        assertThat(spec.outputs()).containsExactly(Output.OCI_ARCHIVE);
        assertThat(spec.hints()).isEqualTo(ImageSpec.Hints.none());
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        declare(Element.FLINK, "2.2", "9.9.9");
        declare(Element.JAVA, "x");
        declare(Element.IMAGE, "UPPER");
        declare(Element.CONNECTORS, "kafka");

        assertThat(problems())
                .extracting(Problem::code)
                .containsExactlyInAnyOrder("PYF-001", "PYF-002", "PYF-003", "PYF-010", "PYF-023");
    }

    @Test
    void everyProblemNamesAnElementOrAPropertyToTry() {
        for (Element element : Element.values()) {
            if (element != Element.JOB && element != Element.ENTRY) {
                declare(element, "!");
            }
        }
        declare(Element.JOB, "nowhere");

        assertThat(problems())
                .hasSizeGreaterThan(12)
                .allSatisfy(problem ->
                        assertThat(String.join("\n", problem.remedies())).contains("`<", "(-Dpyflink."));
    }

    @Test
    void oneValueIsTakenWhereOneIsMeant() {
        declare(Element.USER, "1", "2");

        assertThat(problem().code()).isEqualTo("PYF-008");
        assertThat(problem().what()).contains("`<user>`", "`1`", "`2`");
    }

    @Test
    void mistakesOfTheTextAreToldWithAllOthers() {
        declaration.withProblem(Problem.declaration("PYF-067", "no setting"));
        declare(Element.IMAGE, "UPPER");

        assertThat(problems()).extracting(Problem::code).containsExactly("PYF-067", "PYF-010");
    }

    @Nested
    class Matrix {

        @Test
        void isTheProductInTheDeclaredOrder() {
            declare(Element.FLINK, "2.2.1", "1.20.5");
            declare(Element.JAVA, "17", "11");
            declare(Element.PLATFORMS, "linux/arm64", "linux/amd64");

            assertThat(cells())
                    .containsExactly(
                            "flink-2.2.1-java17-python3.11-linux-arm64",
                            "flink-2.2.1-java17-python3.11-linux-amd64",
                            "flink-2.2.1-java11-python3.11-linux-arm64",
                            "flink-2.2.1-java11-python3.11-linux-amd64",
                            "flink-1.20.5-java17-python3.11-linux-arm64",
                            "flink-1.20.5-java17-python3.11-linux-amd64",
                            "flink-1.20.5-java11-python3.11-linux-arm64",
                            "flink-1.20.5-java11-python3.11-linux-amd64");
        }

        @Test
        void theSameValueTwiceIsOneValue() {
            declare(Element.JAVA, "8", "1.8", "8");

            assertThat(cells()).containsExactly("flink-2.2.1-java8-python3.11-linux-amd64");
        }

        @Test
        void exclusionMatchesByAllItsValues() {
            declare(Element.FLINK, "2.2.1", "1.20.5");
            declare(Element.PYTHON, "3.11", "3.12");
            declaration.without(List.of(new Exclusion(Map.of(Element.FLINK, "1.20", Element.PYTHON, "3.12"))));

            assertThat(cells())
                    .containsExactly(
                            "flink-2.2.1-java17-python3.11-linux-amd64",
                            "flink-2.2.1-java17-python3.12-linux-amd64",
                            "flink-1.20.5-java17-python3.11-linux-amd64");
        }

        @Test
        void exclusionThatMatchesNothingIsFine() {
            declaration.without(List.of(new Exclusion(Map.of(Element.FLINK, "1.20.5"))));

            assertThat(cells()).hasSize(1);
        }

        @Test
        void exclusionOfEverythingIsAProblem() {
            declaration.without(List.of(new Exclusion(Map.of(Element.JAVA, "17"))));

            assertThat(problem().code()).isEqualTo("PYF-007");
        }

        @Test
        void exclusionThatNamesNothingOrNonsenseIsAProblem() {
            declaration.without(
                    List.of(new Exclusion(Map.of()), new Exclusion(Map.of(Element.PLATFORMS, "linux/sparc"))));

            assertThat(problems()).extracting(Problem::code).containsExactly("PYF-006", "PYF-006");
            assertThat(problems().get(1).what()).contains("linux/sparc");
        }

        @Test
        void releaseLineListsItsReleases() {
            declare(Element.FLINK, "1.20");

            assertThat(problem().code()).isEqualTo("PYF-001");
            assertThat(problem().toText()).contains("`1.20`", "1.20.4, 1.20.5", "-Dpyflink.flink=1.20.5");
        }

        @Test
        void unknownReleaseListsWhatCanBeHad() {
            declare(Element.FLINK, "1.18.0");

            assertThat(problem().code()).isEqualTo("PYF-002");
            assertThat(problem().toText()).contains("`1.18.0`", "1.17.1, 1.20.5, 2.2.1", "<version>2.2.1</version>");
        }

        @Test
        void patchNewerThanTheFactsIsNotRefused() {
            declare(Element.FLINK, "2.2.7");

            assertThat(cells()).containsExactly("flink-2.2.7-java17-python3.11-linux-amd64");
        }

        @Test
        void patchMissingAmongTheFactsIsRefused() {
            declare(Element.FLINK, "1.17.0");

            assertThat(problem().toText()).contains("of this line are 1.17.1", "-Dpyflink.flink=1.17.1");
        }

        @ParameterizedTest
        @CsvSource({
            "FLINK, latest, PYF-001",
            "JAVA, 17.0.2, PYF-003",
            "PYTHON, 2.7, PYF-004",
            "PYTHON, 3.11.2, PYF-004",
            "PLATFORMS, linux/x86_64, PYF-005"
        })
        void malformedValueIsQuoted(Element element, String value, String code) {
            declare(element, value);

            assertThat(problem().code()).isEqualTo(code);
            assertThat(problem().what()).contains("`" + value + "`", element.tag());
        }

        @ParameterizedTest
        @CsvSource({
            "linux/x86_64,   linux/amd64",
            "linux/arm64/v8, linux/arm64",
            "linux/aarch64,  linux/arm64",
            "arm64,          linux/arm64",
            "AMD64,          linux/amd64",
            "darwin-arm64,   linux/arm64",
            "windows,        linux/amd64",
            "linux/arm/v7,   linux/amd64"
        })
        void platformInOtherWordsIsLedToTheOneThatIsMeant(String written, String meant) {
            declare(Element.PLATFORMS, written);

            assertThat(problem().remedies()).singleElement().asString().contains("-Dpyflink.platforms=" + meant);
        }

        @Test
        void wholeVersionsAreLedToTheirLine() {
            declare(Element.JAVA, "1.8.0_292", "11.0.4");
            declare(Element.PYTHON, "3.9.18");

            assertThat(problems())
                    .flatExtracting(Problem::remedies)
                    .satisfiesExactly(
                            java8 -> assertThat(java8).contains("-Dpyflink.java=8"),
                            java11 -> assertThat(java11).contains("-Dpyflink.java=11"),
                            python -> assertThat(python).contains("-Dpyflink.python=3.9"));
        }
    }

    @Nested
    class Name {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "word-count",
                    "team/word__count",
                    "a/b/c/d",
                    "a.b_c--d",
                    "localhost/x",
                    "localhost:5000/x",
                    "registry.example.com/team/wordcount",
                    "REGISTRY.example.com:5000/team/wordcount",
                    "[::1]:5000/x"
                })
        void repositoryIsTaken(String name) {
            declare(Element.IMAGE, name);

            assertThat(spec().reference().repository()).hasToString(name);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Upper",
                    "team/Upper",
                    "a//b",
                    "/a",
                    "a/",
                    "a b",
                    "-a",
                    "a-",
                    "a___b",
                    "a..b",
                    "https://example.com/a",
                    "example.com:port/a",
                    "exa_mple.com/a",
                    "a:1.0",
                    "example.com:5000/a:1.0",
                    "a@sha256:0123"
                })
        void otherTextIsRefusedWithTheExpectedForm(String name) {
            declare(Element.IMAGE, name);

            assertThat(problem().code()).isEqualTo("PYF-010");
            assertThat(problem().what()).contains("`" + name + "`", "[host[:port]/]path/name");
        }

        @Test
        void severalNamesHaveEachTag() {
            declare(Element.IMAGE, "one.example.com/a", "two.example.com/b", "one.example.com/a");
            declare(Element.TAGS, "1", "latest");

            assertThat(spec().references())
                    .extracting(ImageReference::toString)
                    .containsExactly(
                            "one.example.com/a:1",
                            "one.example.com/a:latest",
                            "two.example.com/b:1",
                            "two.example.com/b:latest");
        }

        @Test
        void eachNameThatIsNoneIsTold() {
            declare(Element.IMAGE, "UPPER", "a", "b:1");

            assertThat(problems())
                    .hasSize(2)
                    .allSatisfy(problem -> assertThat(problem.remedies())
                            .containsExactly("`<image>upper,a,b</image>` (-Dpyflink.image=upper,a,b)"));
        }

        @Test
        void veryLongNameIsRefused() {
            declare(Element.IMAGE, "a".repeat(256));

            assertThat(problem().code()).isEqualTo("PYF-010");
        }

        @Test
        void tagInTheNameIsLedToTags() {
            declare(Element.IMAGE, "example.com:5000/A:1.0", "");
            declaration.with(Element.IMAGE, List.of("example.com:5000/a:1.0"));

            assertThat(problem().why()).anyMatch(why -> why.contains("<tags>"));
            assertThat(problem().remedies()).anyMatch(remedy -> remedy.contains("<image>example.com:5000/a</image>"));
        }

        @Test
        void defaultComesFromTheProjectWhereItFits() {
            assertThat(DeclarationReader.read(declaration.withDefaultImage("My-Job"), DISK, KNOWN)
                            .get(0)
                            .reference()
                            .repository())
                    .hasToString("my-job");
            assertThat(DeclarationReader.read(declaration.withDefaultImage("$$"), DISK, KNOWN)
                            .get(0)
                            .reference()
                            .repository())
                    .hasToString("my-job");
        }

        @Test
        void registryWantsADeclaredName() {
            declare(Element.TO, "registry");

            assertThat(problem().code()).isEqualTo("PYF-014");
        }

        @Test
        void outputsAreRead() {
            declare(Element.IMAGE, "example.com/a");
            declare(Element.TO, "registry", "docker-archive");

            assertThat(spec().outputs()).isEqualTo(Set.of(Output.DOCKER_ARCHIVE, Output.REGISTRY));
        }

        @Test
        void unknownOutputListsAll() {
            declare(Element.TO, "tar");

            assertThat(problem().toText()).contains("PYF-016", "oci-archive, docker-archive, daemon, registry");
        }
    }

    @Nested
    class Tags {

        @Test
        void placeholdersOfBothFormsAreFilled() {
            declare(Element.TAGS, "${flink}-${java}-@{python}-@{platform}", "x", "x");

            assertThat(spec().references())
                    .extracting(ImageReference::toString)
                    .containsExactly("pyflink:2.2.1-17-3.11-linux-amd64", "pyflink:x");
        }

        @Test
        void unknownPlaceholderListsAll() {
            declare(Element.TAGS, "x-${scala}");

            assertThat(problem().code()).isEqualTo("PYF-012");
            assertThat(problem().what()).startsWith("`x-${scala}` in `<tags>`");
            assertThat(problem().toText()).contains("`scala`", "`${flink}`, `${java}`, `${python}`, `${platform}`");
        }

        @ParameterizedTest
        @ValueSource(strings = {"-a", ".a", "a b", "a/b", "a:b", "${flink}+1", "a$b"})
        void malformedTagIsAProblem(String tag) {
            declare(Element.TAGS, tag);

            assertThat(problem().code()).isEqualTo("PYF-011");
        }

        @Test
        void longestTagHas128Characters() {
            declare(Element.TAGS, "a".repeat(128));
            assertThat(specs()).hasSize(1);

            declare(Element.TAGS, "a".repeat(129));
            assertThat(problem().code()).isEqualTo("PYF-011");
        }

        @Test
        void platformsMayShareOneInARegistry() {
            declare(Element.PLATFORMS, "linux/amd64", "linux/arm64");

            assertThat(specs()).hasSize(2);
        }

        @Test
        void emptyTagTellsOfMavensOwnProperties() {
            declaration.with(Element.TAGS, Arrays.asList((String) null));

            assertThat(problem().code()).isEqualTo("PYF-009");
            assertThat(problem().toText()).contains("Maven", "@{flink}");
        }
    }
}
