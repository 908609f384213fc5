package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.SilentLog;

@DisabledOnOs(OS.WINDOWS)
class ConfiguredSourcesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "https://Host.example.com/a,    https://host.example.com:443/b, true",
        "https://me:secret@example.com, https://example.com/,           true",
        "http://example.com:80/,        http://example.com/x,           true",
        "http://example.com/,           https://example.com/,           false",
        "http://example.com:8080/,      http://example.com/,            false",
        "file:///srv/,                  http://example.com/,            false"
    })
    void hostsAreNamedBySchemeAndPort(URI named, URI address, boolean known) {
        assertThat(ConfiguredSources.of(List.of(named)).hasHostOf(address)).isEqualTo(known);
    }

    @Test
    void aWholeDiskIsNamedByNobody() {
        List<URI> addresses = List.of(
                URI.create("file:///srv/../wheels/"),
                URI.create("file:///"),
                URI.create("file://host/share/"),
                URI.create("file:///one.whl"));

        assertThat(ConfiguredSources.of(addresses).folders())
                .containsExactlyInAnyOrder(Path.of("/wheels"), Path.of("/one.whl"));
    }

    @Test
    void theDeclarationAndTheMachineNameThem() throws IOException {
        Files.writeString(folder.resolve("requirements.txt"), "--find-links https://lines.example.com/\n");
        ConfiguredSources sources = sources(Map.of(
                "PIP_INDEX_URL", "https://index.example.com/simple/",
                "PIP_EXTRA_INDEX_URL", "file:///indexes/own/simple/",
                "PIP_FIND_LINKS", "/pip/wheels ~/wheels file:/one/stroke file://localhost/of/host file://host/share",
                "UV_PYTHON_INSTALL_MIRROR", "https://install.example.com/cpython/",
                "UV_FIND_LINKS", ",relative  https://links.example.com/,https://[,/uv/wheels"));

        assertThat(List.of("further", "index", "lines", "links", "mirror", "install"))
                .allMatch(host -> sources.hasHostOf(URI.create("https://" + host + ".example.com/x")));
        assertThat(sources.hasHostOf(URI.create("https://other.example.com/"))).isFalse();
        assertThat(sources.folders())
                .contains(
                        Path.of("/srv/debian"),
                        Path.of("/srv/debian-security"),
                        Path.of("/indexes/own/simple"),
                        Path.of("/indexes/own"),
                        Path.of("/pip/wheels"),
                        folder.resolve("home/wheels"),
                        Path.of("/uv/wheels"),
                        Path.of("/one/stroke"),
                        Path.of("/of/host"),
                        Path.of("relative").toAbsolutePath())
                .doesNotContain(Path.of("").toAbsolutePath());
    }

    /** Whatever uv took wheels from by a project's or a user's settings, the next build takes them from, too. */
    @ParameterizedTest
    @CsvSource({
        "requirements.txt, uv.toml,             find-links = [LINKS]",
        "requirements.txt, pyproject.toml,      [tool.uv]~find-links = [LINKS]",
        "requirements.txt, home/.config/uv/uv.toml, find-links = [LINKS]",
        "requirements.txt, home/.config/uv/uv.toml, [pip]~find-links = [LINKS]",
        "job/pyproject.toml, job/pyproject.toml, [project]~dependencies = []~[tool.uv]~find-links = [LINKS]"
    })
    void foldersOfWheelsThatUvIsToldOfAreNamed(String declared, String name, String text) throws IOException {
        Files.createDirectories(folder.resolve("job"));
        Files.createDirectories(folder.resolve("home/.config/uv"));
        Files.writeString(folder.resolve("requirements.txt"), "");
        String links = "'https://links.example.com/x', '%s'".formatted(folder.resolve("out"));
        Files.writeString(folder.resolve(name), text.replace('~', '\n').replace("LINKS", links) + "\n");
        ImageSpec spec =
                TinyImage.spec(new TinyImage(folder).declaration().with(Element.REQUIREMENTS, List.of(declared)));
        Environment environment = new Environment(Map.of(), folder.resolve("home"));
        Reach reach = Reach.of(environment, List.of(spec), new Network(true, false, List.of()), SilentLog.INSTANCE);

        ConfiguredSources sources = ConfiguredSources.of(List.of(spec), reach, List.of());

        assertThat(sources.folders()).contains(folder.resolve("out"));
        assertThat(sources.hasHostOf(URI.create("https://links.example.com/y"))).isTrue();
    }

    private ConfiguredSources sources(Map<String, String> variables) throws IOException {
        ImageSpec spec = TinyImage.spec(new TinyImage(folder)
                .declaration()
                .with(Element.PYTHON_MIRROR, List.of("https://mirror.example.com/cpython/"))
                .with(Element.DEBIAN_MIRROR, List.of("file:///srv/debian/")));
        Environment environment = new Environment(variables, folder.resolve("home"));
        Reach reach = Reach.of(environment, List.of(spec), new Network(true, false, List.of()), SilentLog.INSTANCE);
        return ConfiguredSources.of(List.of(spec), reach, List.of(URI.create("https://further.example.com/")));
    }
}
