package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.image.FakeRegistry;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Sha256;

/** What is rendered of images whose layers come upon those of a base. */
class LayeredRenderingTest {

    private static final Optional<Sha256> CODE = Optional.of(Sha256.of("this plugin"));
    private static final String CELL = "flink-2.2.1-java17-python3.11-linux-amd64";

    @TempDir
    private Path folder;

    private FakeRegistry registry;
    private TinyImage tiny;
    private ImageReference base;
    private Request request;

    @BeforeEach
    void image() throws IOException {
        registry = new FakeRegistry();
        tiny = new TinyImage(folder).servedFrom(URI.create("http://127.0.0.1:9/"));
        base = BaseShape.temurin().tagged(registry);
        request = BaseRequests.of(tiny, registry, base, List.of("oci-archive"), CODE);
    }

    @AfterEach
    void close() throws IOException {
        registry.close();
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
        assertThat(rendered.resolve("jars/connector-1.0.jar")).exists();
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
