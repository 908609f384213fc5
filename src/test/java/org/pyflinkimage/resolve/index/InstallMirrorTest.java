package org.pyflinkimage.resolve.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.system.Environment;

class InstallMirrorTest {

    @TempDir
    private Path folder;

    /** The variable, then the file that is named, the user's, the machine's; and what uv is told of the last two. */
    @ParameterizedTest
    @CsvSource({
        "http://a:1@v/, http://a:1@n/, http://a:1@u/, http://a:1@m/,  , http://a:1@v/",
        "             , http://a:1@n/, http://a:1@u/, http://a:1@m/,  , http://a:1@n/",
        "             ,              , http://a:1@u/, http://a:1@m/,  , http://a:1@u/",
        "             ,              ,              , http://a:1@m/,  , http://a:1@m/",
        "             ,              ,              ,              ,  ,",
        "http://a:1@v/,              , http://a:1@u/,              , 1, http://a:1@v/",
        "             , http://a:1@n/, http://a:1@u/,              , 1, http://a:1@n/",
        "             ,              , http://a:1@u/, http://a:1@m/, 1,",
        "no address   ,              , http://a:1@u/,              ,  ,",
        "             ,              , /srv/pbs     , http://a:1@m/,  ,",
        "             ,              , file:///srv/ ,              ,  , file:///srv/"
    })
    void theFirstThatHoldsIsTheMirror(
            @Nullable String variable,
            @Nullable String named,
            @Nullable String user,
            @Nullable String machine,
            @Nullable String none,
            @Nullable URI expected)
            throws IOException {
        Map<String, String> variables = new HashMap<>();
        put(variables, "UV_PYTHON_INSTALL_MIRROR", variable);
        put(variables, "UV_NO_CONFIG", none);
        if (named != null) {
            variables.put("UV_CONFIG_FILE", settings("named/uv.toml", named).toString());
        }
        if (user != null) {
            settings("home/.config/uv/uv.toml", user);
        }
        if (machine != null) {
            settings("etc/uv/uv.toml", machine);
        }

        assertThat(InstallMirror.of(new Environment(variables, folder.resolve("home")), folder.resolve("etc")))
                .isEqualTo(Optional.ofNullable(expected));
    }

    private static void put(Map<String, String> variables, String name, @Nullable String value) {
        if (value != null) {
            variables.put(name, value);
        }
    }

    private Path settings(String path, String mirror) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "python-install-mirror = \"" + mirror + "\"\n");
    }
}
