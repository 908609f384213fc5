package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.layout.ExtraLayout;
import org.pyflinkimage.spec.ExtraDirectory;
import org.pyflinkimage.spec.ExtraDirectoryText;
import org.pyflinkimage.spec.ExtraDirectoryText.PermissionText;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.tree.FileTree;

/** Extra directories in a Dockerfile and its context: what comes of them is what the first road lays out. */
class ExtraContextTest {

    private static final Pattern RUN = Pattern.compile(
            "RUN --mount=type=bind,source=(?<source>\\S+),target=/mnt/extra \\\\\n(?<script>(?:.*\\\\\n)*.*)\n");

    @TempDir
    private Path folder;

    private TinyImage tiny;
    private Path rendered;

    @BeforeEach
    void image() throws IOException {
        tiny = new TinyImage(folder);
        rendered = folder.resolve("rendered/flink-2.2.1-java17-python3.11-linux-amd64");
        file("etc/a.conf");
        file("etc/deep/run.sh");
        file("etc/deep/it's a \"$HOME\" file");
        file("etc/shut/key");
        Files.createSymbolicLink(folder.resolve("etc/deep/again"), Path.of("../a.conf"));
        Files.createDirectories(folder.resolve("empty"));
    }

    private void file(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, path);
    }

    private ImageSpec render(ExtraDirectoryText... texts) throws IOException {
        ImageSpec spec = TinyImage.spec(tiny.declaration().withExtraDirectories(List.of(texts)));
        Request request = tiny.request(spec);
        new Rendering(request, rendered.getParent(), tiny.machine(request)).write();
        return spec;
    }

    private static ExtraDirectoryText text(String from, String into, String owner) {
        return new ExtraDirectoryText(
                from,
                into,
                List.of(),
                List.of(),
                List.of(
                        new PermissionText("*.sh", "755"),
                        new PermissionText(into + "/shut/", "700"),
                        new PermissionText("/**/shut/*", "600")),
                Optional.of(owner));
    }

    @Test
    void contextHasEachDirectoryThatHasFiles() throws IOException {
        render(text("empty", "/srv/empty", "0"), text("etc", "/etc/x", "flink"), text("etc", "/srv", "0:0"));

        assertThat(tiny.log.lines).contains("note Extra files: 10 files, 130 bytes");
        assertThat(rendered.resolve("extra/0/deep/run.sh")).hasContent("etc/deep/run.sh");
        assertThat(rendered.resolve("extra/1/a.conf")).hasContent("etc/a.conf");
        assertThat(Files.readSymbolicLink(rendered.resolve("extra/0/deep/again")))
                .hasToString("../a.conf");
        assertThat(rendered.resolve("extra/2")).doesNotExist();
        assertThat(rendered.resolve(".dockerignore")).content().contains("!extra\n");
        assertThat(rendered.resolve("Dockerfile"))
                .content()
                .contains(
                        "{ [ -d /etc/x ] || install -d -o 9999 -g 9999 -m 755 /etc/x; } \\\n",
                        "--owner=9999 --group=9999",
                        " && chmod 600 /etc/x/shut/key",
                        " && chmod 755 /srv/deep/run.sh");
    }

    @Test
    void withoutThemNothingIsSaidOfThem() throws IOException {
        render(text("etc", "/etc/x", "flink"));
        render();

        assertThat(rendered.resolve("extra/0/a.conf")).doesNotExist();
        assertThat(rendered.resolve(".dockerignore")).content().doesNotContain("extra");
        assertThat(rendered.resolve("Dockerfile")).content().doesNotContain("/mnt/extra");
    }

    /** The step of the Dockerfile is run, with a folder of this machine in the image's place. */
    @Test
    void stepOfTheDockerfileMakesWhatTheFirstRoadLaysOut() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/bin/bash")) && Files.isExecutable(Path.of("/usr/bin/install")),
                "needs GNU tools");
        Path root = Files.createDirectories(folder.resolve("root")).toRealPath();
        file("more/b.sh");
        file("more/c");
        Path there = Files.createDirectories(root.resolve("there"));
        Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwxrwx---"));
        String user = Files.getAttribute(root, "unix:uid") + ":" + Files.getAttribute(root, "unix:gid");
        ImageSpec spec = render(text("etc", root + "/new/x", user), text("more", there.toString(), user));
        // What another system makes of a checkout.
        Files.setPosixFilePermissions(rendered.resolve("extra/0/a.conf"), PosixFilePermissions.fromString("rw-rw-rw-"));

        Matcher steps = RUN.matcher(Files.readString(rendered.resolve("Dockerfile")));
        int count = 0;
        while (steps.find()) {
            bash(steps.group("script")
                    .replace(
                            "/mnt/extra",
                            rendered.resolve(steps.group("source")).toString())
                    .replace("/tmp/extra.tar", folder.resolve("extra.tar").toString()));
            count++;
        }

        assertThat(count).isEqualTo(2);
        assertThat(folder.resolve("extra.tar")).doesNotExist();
        assertThat(made(root))
                .containsAllEntriesOf(laidOut(spec.extraDirectories(), root))
                .hasSize(12);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(there)))
                .isEqualTo("rwxrwx---");
    }

    private static void bash(String script) throws Exception {
        Process process = new ProcessBuilder("/bin/bash", "-o", "pipefail", "-c", "umask 022\n" + script)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }

    private static SortedMap<String, String> made(Path root) throws IOException {
        SortedMap<String, String> made = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : walk.filter(each -> !each.equals(root)).toList()) {
                int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
                String what = Files.isSymbolicLink(path)
                        ? "-> " + Files.readSymbolicLink(path)
                        : Integer.toOctalString(mode) + (Files.isRegularFile(path) ? " " + Files.readString(path) : "");
                made.put(path.toString(), what);
            }
        }
        return made;
    }

    private static SortedMap<String, String> laidOut(List<ExtraDirectory> directories, Path root) throws IOException {
        SortedMap<String, String> laidOut = new TreeMap<>();
        for (FileTree.Entry entry : ExtraLayout.treeOf(directories).entries()) {
            String path = entry.path().value();
            if (!path.startsWith(root + "/") || path.equals(root + "/there")) {
                continue;
            }
            String mode = Integer.toOctalString(entry.node().mode());
            if (entry.node() instanceof SymbolicLink link) {
                laidOut.put(path, "-> " + link.target());
            } else if (entry.node() instanceof RegularFile file) {
                laidOut.put(
                        path, mode + " " + new String(file.content().open().readAllBytes(), StandardCharsets.UTF_8));
            } else {
                laidOut.put(path, mode);
            }
        }
        return laidOut;
    }
}
