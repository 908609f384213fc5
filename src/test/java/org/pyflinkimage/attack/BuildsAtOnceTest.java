package org.pyflinkimage.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.MemoryFolder;
import org.pyflinkimage.build.TinyImage;
import org.pyflinkimage.value.Sha256;

/** Many processes fill one store at the same time, and each has its whole image. */
@Tag("attack")
class BuildsAtOnceTest {

    @RegisterExtension
    static final Tries TRIES = Tries.of(Kind.BUILDS_AT_ONCE);

    @TempDir(factory = MemoryFolder.class)
    private Path folder;

    @Test
    void allBuildTheSameBytes() throws Exception {
        TinyImage first = project("first");
        Map<String, Sha256> whole = alone(first);
        List<TinyImage> projects = new ArrayList<>();
        List<BuildProcess> builds = new ArrayList<>();
        for (int i = 0; i < (Tries.ALL ? Kind.BUILDS_AT_ONCE.least() : 3); i++) {
            projects.add(project("project" + i));
        }
        for (int i = 0; i < projects.size(); i++) {
            builds.add(BuildProcess.ready(folder.resolve("project" + i), folder.resolve("shared")));
        }
        for (BuildProcess build : builds) {
            build.begin();
        }

        for (int i = 0; i < builds.size(); i++) {
            Path project = folder.resolve("project" + i);
            assertThat(builds.get(i).await())
                    .as(Files.readString(project.resolve("errors")))
                    .isZero();
            assertThat(Results.of(projects.get(i).results())).isEqualTo(whole);
            TRIES.ended(Outcome.RECOVERED);
        }
        assertThat(Results.filesBelow(folder.resolve("shared/temporary"))).isEmpty();
    }

    private TinyImage project(String name) throws Exception {
        TinyImage tiny = new TinyImage(Files.createDirectories(folder.resolve(name))).mirrored();
        tiny.request(BuildProcess.spec(tiny));
        return tiny;
    }

    private static Map<String, Sha256> alone(TinyImage tiny) throws Exception {
        tiny.build(tiny.requestAsLocked(BuildProcess.spec(tiny)));
        return Results.of(tiny.results());
    }
}
