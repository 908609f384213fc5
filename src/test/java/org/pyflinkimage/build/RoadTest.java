package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.value.PyFlinkException;

class RoadTest {

    @TempDir
    private Path folder;

    @Test
    void withoutABuilderThePluginBuilds() throws IOException {
        assertThat(road(Optional.empty())).isEqualTo("ImageBuild");
    }

    @Test
    void builderBuildsWhereItIsNamed() throws IOException {
        for (BuilderName name : BuilderName.values()) {
            assertThat(road(Optional.of(name))).isIn("DockerfileBuild", "PYF-851 " + name);
        }
        assertThat(Arrays.asList(BuilderName.values())).hasSize(3);
    }

    private String road(Optional<BuilderName> builder) throws IOException {
        TinyImage tiny = new TinyImage(folder);
        Surroundings surroundings = Somewhere.offline(folder, tiny.log);
        try {
            return Road.of(builder, tiny.request(TinyImage.spec(tiny.declaration())), surroundings)
                    .getClass()
                    .getSimpleName();
        } catch (PyFlinkException e) {
            return e.problems().get(0).code() + " " + builder.orElseThrow();
        }
    }
}
