package org.pyflinkimage.build.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

class DeclaredImagesTest {

    @TempDir
    private Path folder;

    @Test
    void declarationGetsItsMeaning() {
        DeclaredImages declared = DeclaredImages.read(
                new Declaration(folder).with(Element.BUILDER, List.of("buildah")),
                Map.of("PYF-115", "off"),
                Optional.empty());

        assertThat(declared.specs()).hasSize(1);
        assertThat(declared.builder()).contains(BuilderName.BUILDAH);
        assertThat(declared.validation().judge(List.of()).overrides().levels()).containsOnlyKeys("PYF-115");
    }

    @Test
    void mistakesOfSeveritiesAndDeclarationAreToldAtOnce() {
        Declaration declaration = new Declaration(folder).with(Element.IMAGE, List.of("UPPER"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> DeclaredImages.read(declaration, Map.of("PYF-115", "never"), Optional.empty()))
                .satisfies(exception -> assertThat(exception.problems())
                        .extracting(Problem::code)
                        .containsExactly("PYF-290", "PYF-010"));
    }
}
