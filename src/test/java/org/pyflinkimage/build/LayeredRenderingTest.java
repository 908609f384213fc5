package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.value.ImageReference;

/** What is rendered of images whose layers come upon those of a base. */
class LayeredRenderingTest extends LayeredScene {

    private ImageReference base;
    private Request request;

    @BeforeEach
    void image() throws IOException {
        base = BaseShape.temurin().tagged(registry);
        request = BaseRequests.of(tiny, registry, base, List.of("oci-archive"), CODE);
    }

    @Test
    void thereIsEverythingButADockerfile() throws IOException {
        RenderedImage image = new Rendering(request, folder.resolve("rendered"), tiny.machine(request, CODE))
                .writeAll()
                .get(0);

        Path rendered = folder.resolve("rendered").resolve(CELL);
        assertThat(rendered.resolve("Dockerfile")).doesNotExist();
        assertThat(rendered.resolve("requirements.txt")).doesNotExist();
        assertThat(rendered.resolve("files/opt/flink/conf/config.yaml")).exists();
        assertThat(rendered.resolve("jars/lib/connector-1.0.jar")).exists();
        assertThat(rendered.resolve("compose.yaml")).exists();
        assertThat(rendered.resolve("kubernetes/flinkdeployment.yaml")).exists();
        assertThat(tiny.log.lines).contains("warn PYF-359");
        assertThat(Rendering.withoutDockerfile(image.image()).orElseThrow().toText())
                .contains(
                        "there is no Dockerfile of",
                        "upon `%s`".formatted(base),
                        "`<builder>docker</builder>` (-Dpyflink.builder=docker)");
    }
}
