package org.pyflinkimage.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

    private static final String HUB = "docker.io";

    static List<List<String>> recorded() throws IOException {
        try (InputStream stream = Objects.requireNonNull(
                ImageReferenceTest.class.getResourceAsStream("image-references.tsv"), "image-references.tsv")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void hasThePartsThatDistributionFinds(List<String> row) {
        Optional<ImageReference> reference = ImageReference.parse(row.get(0));

        if (row.get(1).equals("-")) {
            assertThat(reference).isEmpty();
            return;
        }
        assertThat(List.of(
                        registry(reference.orElseThrow()),
                        path(reference.orElseThrow()),
                        reference.get().tag().orElse(""),
                        reference.get().digest().map(Sha256::digest).orElse("")))
                .isEqualTo(row.subList(1, 5));
    }

    /** Distribution fills in Docker's registry, which builders need not use: podman asks others too. */
    private static String registry(ImageReference reference) {
        return reference.repository().registry().orElse(HUB);
    }

    private static String path(ImageReference reference) {
        String path = reference.repository().path();
        return registry(reference).equals(HUB) && path.indexOf('/') < 0 ? "library/" + path : path;
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void isWrittenAsItWasRead(List<String> row) {
        assertThat(ImageReference.parse(row.get(0)).stream().map(ImageReference::toString))
                .allMatch(row.get(0)::equals);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exa_mple.com/x", "Team/x", "example.com:123456/x", "x@sha512:0123"})
    void whatDistributionAllowsAndNoRegistryServesIsNone(String text) {
        assertThat(ImageReference.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"debian, debian", "localhost:5000/x, x", "registry.example.com/team/wordcount, wordcount"})
    void repositoryIsCalledByItsLastSegment(String text, String name) {
        ImageRepository repository = ImageRepository.parse(text).orElseThrow();

        assertThat(repository.name()).isEqualTo(name);
        assertThat(repository).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"debian:12", "localhost:5000/x:1", "x@sha256:0"})
    void repositoryHasNeitherTagNorDigest(String text) {
        assertThat(ImageRepository.parse(text)).isEmpty();
    }

    @Test
    void repositoryMayHave255Characters() {
        assertThat(ImageRepository.parse("a".repeat(255))).isPresent();
        assertThat(ImageRepository.parse("a".repeat(256))).isEmpty();
        assertThat(ImageRepository.parse("localhost/" + "a".repeat(246))).isEmpty();
    }

    @Test
    void repositoryIsTagged() {
        ImageRepository repository = ImageRepository.parse("example.com/x").orElseThrow();

        assertThat(ImageReference.tagged(repository, "1"))
                .isEqualTo(ImageReference.parse("example.com/x:1").orElseThrow());
        assertThatThrownBy(() -> ImageReference.tagged(repository, "-")).hasMessageContaining("not a tag: -");
    }

    @Test
    void referencesAreOrderedAsTheyAreWritten() {
        assertThat(List.of("b:1", "a:2", "a", "a:1").stream()
                        .map(text -> ImageReference.parse(text).orElseThrow())
                        .sorted()
                        .map(ImageReference::toString))
                .containsExactly("a", "a:1", "a:2", "b:1");
    }
}
