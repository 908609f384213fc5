package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;

class DeclaredBuilderTest extends DeclarationFixture {

    @ParameterizedTest
    @EnumSource
    void buildersAreKnownByTheirWords(BuilderName name) {
        declare(Element.BUILDER, name.toString());

        assertThat(specs()).hasSize(1);
        assertThat(DeclarationReader.builder(declaration)).contains(name);
        assertThat(specs())
                .allSatisfy(spec -> assertThat(spec.hints().builder()).contains(name));
    }

    @Test
    void withoutOneThePluginBuilds() {
        assertThat(specs()).hasSize(1);
        assertThat(DeclarationReader.builder(declaration)).isEmpty();
        assertThat(specs())
                .allSatisfy(spec -> assertThat(spec.hints().builder()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kaniko", "Docker", "podman x"})
    void otherWordsAreNoBuilders(String word) {
        declare(Element.BUILDER, word);

        assertThat(problem().toText())
                .startsWith("[PYF-850] `" + word + "` in `<builder>` is not a builder")
                .contains("`docker`, `podman` and `buildah`")
                .contains("`<builder>buildah</builder>` (-Dpyflink.builder=buildah)");
        assertThat(DeclarationReader.builder(declaration)).isEmpty();
    }

    @Test
    void unknownBuilderIsToldWithAllOtherMistakes() {
        declare(Element.BUILDER, "kaniko");
        declare(Element.IMAGE, "UPPER");

        assertThat(problems()).extracting(Problem::code).containsExactly("PYF-010", "PYF-850");
    }

    @Test
    void withoutABuilderLayersComeUponTheBase() {
        declare(Element.BASE, "debian:12");
        assertThat(specs())
                .singleElement()
                .satisfies(spec -> assertThat(spec.layeredBase()).contains(ImageReference.of("debian:12")));

        declare(Element.BUILDER, "podman");
        assertThat(specs()).singleElement().satisfies(spec -> {
            assertThat(spec.layeredBase()).isEmpty();
            assertThat(spec.base()).contains(ImageReference.of("debian:12"));
        });
    }

    @Test
    void packagesComeUponABaseAndThePythonOfItsSuite() {
        declare(Element.BASE, "debian:12");
        declare(Element.PACKAGES, "libgomp1");
        declare(Element.PYTHON_SOURCE, "suite");

        assertThat(specs()).hasSize(1);

        declare(Element.BUILDER, "podman");
        assertThat(specs()).hasSize(1);
    }

    @Test
    void malformedBaseIsOneMistakeAndNotTwo() {
        declare(Element.BASE, "UPPER");

        assertThat(problem().code()).isEqualTo("PYF-019");
    }

    @Test
    void builderGivesEachNameToOnePlatform() {
        declare(Element.BUILDER, "podman");
        declare(Element.PLATFORMS, "linux/amd64", "linux/arm64");
        declare(Element.IMAGE, "example.com/image");
        declare(Element.TAGS, "@{platform}", "1", "2");

        assertThat(problem().toText())
                .startsWith("[PYF-858] podman would give `example.com/image:1` to several platforms")
                .contains("@{platform}", "-Dpyflink.platforms");

        declare(Element.TAGS, "1-@{platform}");
        assertThat(specs()).hasSize(2);

        // Whoever renders names nothing yet.
        declare(Element.TAGS, "1");
        declaration.toBeRendered();
        assertThat(specs()).hasSize(2);
    }

    @Test
    void pluginPushesPlatformsOfOneNameAsOne() {
        declare(Element.PLATFORMS, "linux/amd64", "linux/arm64");
        declare(Element.TAGS, "1");

        assertThat(specs()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLINK", "JAVA", "PYTHON"})
    void cellsThatDifferInMoreThanThePlatformAreJudgedElsewhere(Element axis) {
        declare(Element.BUILDER, "podman");
        declare(Element.TAGS, "1");
        declare(axis, axis == Element.FLINK ? "2.2.0" : axis == Element.JAVA ? "11" : "3.10", second(axis));

        assertThat(specs()).hasSize(2);
    }

    private static String second(Element axis) {
        return axis == Element.FLINK ? "2.2.1" : axis == Element.JAVA ? "17" : "3.11";
    }
}
