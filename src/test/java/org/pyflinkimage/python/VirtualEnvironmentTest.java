package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.UnixPath;

class VirtualEnvironmentTest {

    private final FileTree tree = new FileTree();

    @Test
    void liesInTheTreeAsVenvLaysItOut() throws IOException {
        environment("/opt/venv").layOut(tree);

        assertThat(tree.entries())
                .extracting(entry -> entry.path().value())
                .containsExactly(
                        "/opt",
                        "/opt/venv",
                        "/opt/venv/bin",
                        "/opt/venv/bin/python",
                        "/opt/venv/bin/python3",
                        "/opt/venv/bin/python3.11",
                        "/opt/venv/include",
                        "/opt/venv/lib",
                        "/opt/venv/lib/python3.11",
                        "/opt/venv/lib/python3.11/site-packages",
                        "/opt/venv/lib64",
                        "/opt/venv/pyvenv.cfg");
        assertThat(node("/opt/venv/bin/python")).isEqualTo(FileNode.link("python3"));
        assertThat(node("/opt/venv/bin/python3")).isEqualTo(FileNode.link("/usr/bin/python3.11"));
        assertThat(node("/opt/venv/lib64")).isEqualTo(FileNode.link("lib"));
        RegularFile configuration = (RegularFile) node("/opt/venv/pyvenv.cfg");
        assertThat(new String(configuration.content().open().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("""
                home = /usr/bin
                include-system-site-packages = false
                version = 3.11.2
                executable = /usr/bin/python3.11
                """);
    }

    @Test
    void scriptsNameItsPython() {
        assertThat(environment("/opt/venv").shebang()).isEqualTo("#!/opt/venv/bin/python\n");
    }

    @Test
    void pathThatNoKernelReadsGoesThroughTheShell() {
        assertThat(environment("/opt/my venv").shebang())
                .isEqualTo("#!/bin/sh\n'''exec' \"/opt/my venv/bin/python\" \"$0\" \"$@\"\n' '''\n");
        assertThat(environment("/" + "x".repeat(130)).shebang()).startsWith("#!/bin/sh\n");
    }

    @Test
    void lineOf127CharactersIsReadByEveryKernel() {
        String longest = "/" + "x".repeat(127 - "#!/".length() - "/bin/python\n".length());

        assertThat(environment(longest).shebang()).hasSize(127).isEqualTo("#!%s/bin/python\n".formatted(longest));
        assertThat(environment(longest + "x").shebang()).startsWith("#!/bin/sh\n");
    }

    private FileNode node(String path) {
        return tree.find(UnixPath.of(path)).orElseThrow().node();
    }

    private static VirtualEnvironment environment(String root) {
        return new VirtualEnvironment(
                UnixPath.of(root), new PythonVersion(new PythonMinor(11), 2), UnixPath.of("/usr/bin/python3.11"));
    }
}
