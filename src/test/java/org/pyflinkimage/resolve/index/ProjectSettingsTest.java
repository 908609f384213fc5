package org.pyflinkimage.resolve.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.system.Environment;

class ProjectSettingsTest {

    /** One whose own settings do not count. */
    private static final Environment MACHINE = new Environment(Map.of("UV_NO_CONFIG", "1"), Path.of("/nonexistent"));

    @TempDir
    private Path folder;

    @Test
    void aUvTomlHidesWhatThePyprojectSays() throws IOException {
        Path requirements = write("job/requirements.txt", "");
        write("job/pyproject.toml", "[tool.uv]\nno-index = true\n");

        assertThat(settings(requirements).ofUv(MACHINE).path("no-index").asBoolean())
                .isTrue();

        write("job/uv.toml", "prerelease = 'allow'\n");

        assertThat(settings(requirements).ofUv(MACHINE).path("prerelease").asText())
                .isEqualTo("allow");
        assertThat(settings(requirements).ofUv(MACHINE).has("no-index")).isFalse();
    }

    @Test
    void onlyWhatShapesAResolutionIsKept() throws IOException {
        Path requirements = write("job/requirements.txt", "");
        write("job/uv.toml", "cache-dir = '/elsewhere'\nresolution = 'lowest'\n[pip]\nstrict = true\n");

        assertThat(settings(requirements).ofUv(MACHINE)).isEqualTo(Toml.empty().put("resolution", "lowest"));
    }

    @Test
    void anEarlierFileWins() throws IOException {
        Path one = write("one/requirements.txt", "");
        Path other = write("other/requirements.txt", "");
        write("one/uv.toml", "resolution = 'lowest'\n");
        write("other/uv.toml", "resolution = 'highest'\nprerelease = 'allow'\n");

        assertThat(settings(one, other).ofUv(MACHINE))
                .isEqualTo(Toml.empty().put("resolution", "lowest").put("prerelease", "allow"));
    }

    @Test
    void relativePathsStartFromTheFirstFilesFolder() throws IOException {
        Path elsewhere = Path.of("/elsewhere");

        assertThat(settings().folderOr(elsewhere)).isEqualTo(elsewhere);
        assertThat(settings(Path.of("job/requirements.txt")).folderOr(elsewhere))
                .isEqualTo(Path.of("job").toAbsolutePath());
    }

    private static ProjectSettings settings(Path... files) {
        return new ProjectSettings(List.of(files));
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
