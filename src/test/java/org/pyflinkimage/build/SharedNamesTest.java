package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.build.validation.DiskFiles;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.spec.Versions;
import org.pyflinkimage.spec.reader.DeclarationReader;

class SharedNamesTest {

    @Test
    void namesOfTheSameImagesAreTogether() {
        List<ImageSpec> specs = specs("1,1-@{platform},latest", "2.2.1");

        List<SharedNames> shared = SharedNames.of(specs, Output.REGISTRY);

        assertThat(shared)
                .extracting(names -> names.references().toString())
                .containsExactly(
                        "[localhost/job:1, localhost/job:latest]",
                        "[localhost/job:1-linux-amd64]",
                        "[localhost/job:1-linux-arm64]");
        assertThat(shared)
                .extracting(SharedNames::specs)
                .containsExactly(specs, specs.subList(0, 1), specs.subList(1, 2));
        assertThat(shared).extracting(SharedNames::areOfSeveralPlatforms).containsExactly(true, false, false);
    }

    /** As where the rule against such names is off. */
    @Test
    void nameOfSeveralVersionsIsNoneOfSeveralPlatforms() {
        List<SharedNames> shared = SharedNames.of(specs("latest,@{flink}", "2.2.1", "2.2.0"), Output.REGISTRY);

        assertThat(shared).extracting(names -> names.specs().size()).containsExactly(4, 2, 2);
        assertThat(shared).extracting(SharedNames::areOfSeveralPlatforms).containsExactly(false, true, true);
    }

    @Test
    void imagesThatGoElsewhereAreLeftOut() {
        assertThat(SharedNames.of(specs("1", "2.2.1"), Output.OCI_ARCHIVE)).isEmpty();
    }

    private static List<ImageSpec> specs(String tags, String... versions) {
        return DeclarationReader.read(
                new Declaration(Path.of("project").toAbsolutePath())
                        .with(Element.FLINK, List.of(versions))
                        .with(Element.PLATFORMS, List.of("linux/amd64", "linux/arm64"))
                        .with(Element.IMAGE, List.of("localhost/job"))
                        .with(Element.TAGS, List.of(tags.split(",", -1)))
                        .with(Element.TO, List.of("registry")),
                new DiskFiles(),
                Versions.known(versions));
    }
}
