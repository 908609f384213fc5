package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.UnixPath;

class PythonCommandsTest {

    private static final PythonMinor LINE = new PythonMinor(11);

    @Test
    void distributionsOwnInterpreterStaysAsItIs() {
        Map<UnixPath, RenderedFile> files = PythonCommands.of(LINE, true);

        assertThat(files.keySet())
                .extracting(UnixPath::value)
                .containsExactly(
                        "/usr/local/lib/pyflink-image/python",
                        "/usr/local/lib/python3.11/dist-packages/pyflink-image.pth");
        assertThat(files.get(PythonCommands.command()))
                .isEqualTo(RenderedFile.program("#!/bin/sh\nexec /opt/venv/bin/python3 \"$@\"\n"));
        assertThat(files.get(UnixPath.of("/usr/local/lib/python3.11/dist-packages/pyflink-image.pth")))
                .isEqualTo(
                        RenderedFile.text("import site; site.addsitedir('/opt/venv/lib/python3.11/site-packages')\n"));
    }

    @Test
    void nameOfTheDistributionsIsFreeForAStandaloneOne() {
        assertThat(PythonCommands.of(LINE, false).keySet())
                .extracting(UnixPath::value)
                .containsExactly("/usr/bin/python3", "/usr/local/lib/pyflink-image/python");
    }

    /** Python of this machine reads the file as that of the image will. */
    @Test
    void packagesOfTheEnvironmentAreSeenAndTheirOwnPathFilesToo(@TempDir Path folder) throws Exception {
        assumeTrue(EntrypointFixture.isInstalled("python3"), "python3 is not installed");
        Path packages = Files.createDirectories(folder.resolve("venv/lib/python3.11/site-packages"));
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(packages.resolve("further.pth"), folder.resolve("elsewhere") + "\n");
        Path site = Files.createDirectory(folder.resolve("site"));
        String text = PythonCommands.of(LINE, true)
                .get(UnixPath.of("/usr/local/lib/python3.11/dist-packages/pyflink-image.pth"))
                .text();
        Files.writeString(
                site.resolve("pyflink-image.pth"),
                text.replace("/opt/venv", folder.resolve("venv").toString()));

        Process process = new ProcessBuilder(
                        "python3",
                        "-c",
                        "import site, sys; site.addsitedir(sys.argv[1]); print(sys.path)",
                        site.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed).contains("'" + packages + "'", "'" + folder.resolve("elsewhere") + "'");
    }
}
