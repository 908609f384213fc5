package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.resolve.sources.SourceProject;

/** Whatever a folder or its workspace says of a distribution's place is heard, or told: an index is asked for the rest. */
class FolderSourcesTest {

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                   | MEMBERS [tool.uv.sources]~helper = {path = 'vendor/helper'}          | helper vendor/helper | ''
            ''                                   | MEMBERS [tool.uv.sources]~Helper = [{path = 'vendor/helper'}]        | helper vendor/helper | ''
            ''                                   | MEMBERS [tool.uv.sources]~helper = {url = 'https://example.com/helper-1-py3-none-any.whl'} | helper https://example.com/helper-1-py3-none-any.whl | ''
            ''                                   | MEMBERS [tool.uv.sources]~helper = {git = 'https://example.com/helper'} | '' | its workspace takes `helper` from a repository of sources
            ''                                   | MEMBERS [tool.uv.sources]~helper = [{workspace = true}]              | helper packages/deep/helper | ''
            ''                                   | MEMBERS [tool.uv.sources]~helper = {index = 'own'}                   | ''                   | ''
            ''                                   | MEMBERS [tool.uv.sources]~helper = {wish = 'own'}                    | ''                   | a place that is not understood
            ''                                   | MEMBERS [tool.uv.sources]~other = {git = 'https://example.com/x'}    | ''                   | ''
            [tool.uv.sources]~helper = {index = 'own'} | MEMBERS [tool.uv.sources]~helper = {path = 'vendor/helper'}    | ''                   | ''
            [tool.uv.sources]~helper = {path = '../deep/helper'} | MEMBERS [tool.uv.sources]~helper = {path = 'vendor/helper'} | helper packages/deep/helper | ''
            [tool.uv.sources]~helper = {workspace = true} | MEMBERS                                                     | helper packages/deep/helper | ''
            [tool.uv.sources]~helper = {workspace = true} | [project]~name = 'Helper'~[tool.uv.workspace]               | helper .             | ''
            [tool.uv.sources]~helper = {workspace = true} | [tool.uv.workspace]~members = ['packages/*']                | ''                   | no member of that is called so
            [tool.uv.sources]~helper = {workspace = true} | ''                                                          | ''                   | no workspace is around it
            """)
    void placesAreHeardOrTold(String own, String around, String placed, String missing) throws IOException {
        write(
                "packages/common/pyproject.toml",
                "[project]\nname = 'common'\nversion = '1'\ndependencies = ['helper>=1']\n" + own.replace('~', '\n'));
        write("packages/common/common/__init__.py", "");
        write("packages/deep/helper/pyproject.toml", "[project]\nname = 'helper'\nversion = '1'\n");
        write("packages/.hidden/helper/pyproject.toml", "[project]\nname = 'helper'\nversion = '2'\n");
        write(
                "pyproject.toml",
                around.replace("MEMBERS", "[tool.uv.workspace]\nmembers = ['packages/**']\n")
                        .replace('~', '\n'));
        Path folder = root.resolve("packages/common");

        FolderSources sources =
                FolderSources.of(folder, SourceProject.read(folder).project().orElseThrow(), new Workspaces());

        assertThat(sources.placed().stream()
                        .map(it -> it.name() + " " + shown(it.address()))
                        .collect(Collectors.joining(", ")))
                .isEqualTo(placed);
        assertThat(String.join(", ", sources.missing())).contains(missing);
        assertThat(sources.missing()).hasSize(missing.isEmpty() ? 0 : 1);
    }

    /** A lock file that was made before a place was named answers another question. */
    @Test
    void placesAreToldInTheSameLinesOnEveryMachine() throws IOException {
        String project = "[project]\nname = 'common'\nversion = '1'\ndependencies = ['helper', 'other']\n";
        write("libs/common/common/__init__.py", "");
        write("libs/helper/pyproject.toml", "[project]\nname = 'helper'\nversion = '1'\n");
        write("libs/common/pyproject.toml", project);
        assertThat(places()).isEmpty();

        write(
                "libs/common/pyproject.toml",
                project
                        + "[tool.uv.sources]\nhelper = {path = '../helper'}\nother = {url = 'https://example.com/other-1-py3-none-any.whl'}\n");
        assertThat(places()).containsExactly("helper ../helper", "other https://example.com/other-1-py3-none-any.whl");

        write("libs/common/pyproject.toml", project);
        write(
                "pyproject.toml",
                "[tool.uv.workspace]\nmembers = ['libs/*']\n[tool.uv.sources]\nhelper = {path = 'own.whl'}\n");
        assertThat(places()).containsExactly("helper ../../own.whl");
    }

    private List<String> places() {
        return new LocalWheels(new FileArtifactStore(root.resolve("store")))
                .places(FolderWheels.addressOf(root.resolve("libs/common")));
    }

    private String shown(RequiredAddress address) {
        return address.localFolder()
                .map(folder -> root.relativize(folder).toString().replace('\\', '/'))
                .map(path -> path.isEmpty() ? "." : path)
                .orElse(address.text());
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
