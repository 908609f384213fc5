package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.fetch.LoopbackServer;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.SilentLog;

/** Variables in the addresses of requirements, where a container is told of them. */
class ReachVariablesTest {

    @TempDir
    private Path folder;

    private TinyImage tiny;

    @BeforeEach
    void image() throws IOException {
        tiny = new TinyImage(folder);
    }

    /** As versions are chosen with the names in their place. */
    @Test
    void valuesOfVariablesAreNotToldWhereAFileOnAServerCannotBeRead() throws IOException {
        tiny.addSdist("dill", new byte[1]);
        Map<String, String> variables = Map.of("TOKEN", "Ab3dEf9hIj2kLm1n");
        try (LoopbackServer server = new LoopbackServer()) {
            server.answer("/Ab3dEf9hIj2kLm1n/more.txt", exchange -> exchange.sendResponseHeaders(403, -1));
            server.serve(
                    "/Ab3dEf9hIj2kLm1n", "text/plain", "-i http://127.0.0.1:6/\n".getBytes(StandardCharsets.UTF_8));

            assertThatThrownBy(() -> containerFiles("-r %s\n", server.address("/") + "${TOKEN}/more.txt", variables))
                    .hasMessageContaining("/${TOKEN}/more.txt` was refused: HTTP 403")
                    .hasMessageNotContaining("Ab3d");
            assertThatThrownBy(() -> containerFiles("-r %s\n", server.address("/") + "${TOKEN}", variables))
                    .hasMessageContaining("[PYF-465] `--index-url http://127.0.0.1:6/` in line 1 of `${TOKEN}`")
                    .hasMessageNotContaining("Ab3d");
        }
    }

    /** pip would not hear of it, and either ask others or find nothing. */
    @ParameterizedTest
    @CsvSource({
        "false, --index-url, true",
        "false, --extra-index-url, false",
        "true, --extra-index-url, true",
        "true, --find-links, true"
    })
    void anIndexThatLacksAValueEndsTheBuildThatNeedsIt(boolean builds, String option, boolean ended)
            throws IOException {
        if (builds) {
            tiny.addSdist("dill", new byte[1]);
        }
        String line = option + " %s\n";
        String address = "http://me:${TOKEN}@127.0.0.1:6/x/";

        if (ended) {
            assertThatThrownBy(() -> containerFiles(line, address, Map.of()))
                    .hasMessageContaining("[PYF-467] `%s http://127.0.0.1:6/x/` in line 1 of".formatted(option))
                    .hasMessageContaining(": `TOKEN`\n");
        } else {
            assertThat(containerFiles(line, address, Map.of())).containsKey("pip.conf");
        }
        assertThat(containerFiles(line, address, Map.of("TOKEN", "w0rd")).get("pip.conf"))
                .asString()
                .contains(address.replace("${TOKEN}", "w0rd"));
    }

    /** The file may say that another index is asked than the usual one. */
    @ParameterizedTest
    @CsvSource({
        "false, '', true",
        "false, --extra-index-url http://127.0.0.1:6/y/, false",
        "true, --extra-index-url http://127.0.0.1:6/y/, true"
    })
    void aFileThatLacksAValueEndsTheBuildThatMayNeedItsIndex(boolean builds, String further, boolean ended)
            throws IOException {
        if (builds) {
            tiny.addSdist("dill", new byte[1]);
        }
        String lines = "-r %s\n" + further + "\n";
        String address = "http://me:${TOKEN}@127.0.0.1:6/x.txt";

        if (ended) {
            assertThatThrownBy(() -> containerFiles(lines, address, Map.of()))
                    .hasMessageContaining("[PYF-467] `--requirement http://127.0.0.1:6/x.txt` in line 1 of");
        } else {
            assertThat(containerFiles(lines, address, Map.of())).containsKey("pip.conf");
        }
    }

    private SortedMap<String, byte[]> containerFiles(String line, String address, Map<String, String> variables)
            throws IOException {
        Files.writeString(folder.resolve("requirements.txt"), line.formatted(address));
        Declaration declaration = tiny.declaration().with(Element.REQUIREMENTS, List.of("requirements.txt"));
        ImageSpec spec = TinyImage.spec(declaration);
        Environment environment = new Environment(variables, folder.resolve("home"));
        return Reach.of(environment, List.of(spec), new Network(false, false, List.of()), SilentLog.INSTANCE)
                .containerFiles(tiny.planned(spec), false);
    }
}
