package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.Golden;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.UnixPath;

class DockerContextTest {

    private final DockerContext context = new DockerContext(new Templates(Optional.empty()));

    @ParameterizedTest
    @ValueSource(strings = {"1.17.1", "2.3.0"})
    void rendersWhatWasReviewed(String flink) {
        ImageSpec spec = Specs.spec(flink, Map.of(), Specs.job("word_count.py"));

        SortedMap<String, RenderedFile> files = render(spec, new TreeMap<>());

        Golden.assertMatches(
                "template/" + flink + "/Dockerfile", files.get("Dockerfile").text());
        Golden.assertMatches(
                "template/" + flink + "/requirements.txt",
                files.get("requirements.txt").text());
    }

    @Test
    void filesOfTheImageLieBesideItWithTheirModes() {
        assertThat(render(Specs.spec("2.3.0"), new TreeMap<>()).get("files/docker-entrypoint.sh"))
                .isEqualTo(new RenderedFile("#!", 0755));
    }

    @Test
    void valuesOfLabelsAreQuoted() {
        String dockerfile = render(Specs.spec("2.3.0"), new TreeMap<>(Map.of("a", "x \"y\" $HOME \\")))
                .get("Dockerfile")
                .text();

        assertThat(dockerfile).contains("LABEL a=\"x \\\"y\\\" \\$HOME \\\\\"\n");
    }

    private SortedMap<String, RenderedFile> render(ImageSpec spec, SortedMap<String, String> labels) {
        SortedMap<UnixPath, RenderedFile> files =
                new TreeMap<>(Map.of(UnixPath.of("/docker-entrypoint.sh"), RenderedFile.program("#!")));
        return context.render(spec, Specs.plan(spec), files, labels);
    }
}
