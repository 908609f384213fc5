package org.pyflinkimage.build.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.container.ContainerAccess.Reach;
import org.pyflinkimage.fetch.Logins;
import org.pyflinkimage.resolve.index.PipConfiguration;
import org.pyflinkimage.resolve.index.PythonIndexes;
import org.pyflinkimage.system.Environment;

class ContainerPipTest {

    @TempDir
    private Path home;

    @Test
    void indexesComeWithTheirLogins() throws IOException {
        Files.writeString(home.resolve(".netrc"), "machine extra.example.com login a@b password p/q");
        PythonIndexes indexes = new PythonIndexes(
                Optional.of(URI.create("https://me:secret@index.example.com/simple")),
                List.of(URI.create("https://extra.example.com/simple"), URI.create("file:///wheels")),
                Map.of());

        assertThat(configuration(Map.of(), indexes, true)).contains("""
                [global]
                index-url = https://me:secret@index.example.com/simple
                extra-index-url = https://a%40b:p%2Fq@extra.example.com/simple
                cert = /run/secrets/authorities.pem
                """);
    }

    @Test
    void whatPipIsToldOfTheNetworkHoldsThereToo() {
        Map<String, String> variables = Map.of(
                "PIP_TRUSTED_HOST", "one.example.com two.example.com",
                "PIP_DEFAULT_TIMEOUT", "180",
                "PIP_PROXY", "http://proxy.example.com:3128");

        assertThat(configuration(variables, none(), false)).contains("""
                [global]
                trusted-host = one.example.com
                    two.example.com
                proxy = http://proxy.example.com:3128
                timeout = 180
                """);
    }

    @Test
    void nothingIsWrittenWhereNothingIsKnown() {
        assertThat(configuration(Map.of(), none(), false)).isEmpty();
    }

    private Optional<String> configuration(Map<String, String> variables, PythonIndexes indexes, boolean authorities) {
        Environment environment = new Environment(variables, home);
        Reach reach = new Reach(Logins.of(environment, indexes.addresses()), address -> true);
        return new ContainerPip(PipConfiguration.read(environment, home.resolve("etc")), indexes)
                .configuration(reach, authorities);
    }

    private static PythonIndexes none() {
        return new PythonIndexes(Optional.empty(), List.of(), Map.of());
    }
}
