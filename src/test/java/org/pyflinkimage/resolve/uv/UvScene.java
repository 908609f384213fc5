package org.pyflinkimage.resolve.uv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.pyflinkimage.facts.UvRelease;
import org.pyflinkimage.facts.UvRelease.UvWheel;
import org.pyflinkimage.facts.UvSystem;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.HttpTransport;
import org.pyflinkimage.fetch.Logins;
import org.pyflinkimage.fetch.LoopbackServer;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.SilentLog;

/** A machine with the programs that a test puts there, an index on loopback, and a release of uv that is a shell script. */
final class UvScene implements AutoCloseable {

    static final BuildMachine LINUX =
            new BuildMachine(Optional.of(UvSystem.LINUX_GLIBC), Optional.of(Platform.LINUX_AMD64));

    /** What the release's program is: it tells the version that this plugin pins. */
    static final String SCRIPT = "#!/bin/sh\necho 'uv " + UvRelease.shipped().version() + "'\n";

    final LoopbackServer server = new LoopbackServer();
    final KeptLog log = new KeptLog();
    final byte[] bytes;
    final UvWheel wheel;
    final UvRelease release;
    private final Path folder;
    private final Map<String, String> variables = new HashMap<>(Map.of("PATH", "/nonexistent"));

    /** @param folder of the test alone */
    UvScene(Path folder) {
        this(folder, SCRIPT);
    }

    /** The same with another program in the release. */
    UvScene(Path folder, String script) {
        this.folder = folder;
        this.bytes = wheel("uv-1.2.data/scripts/uv", script);
        this.wheel = new UvWheel(
                UvSystem.LINUX_GLIBC, Platform.LINUX_AMD64, "uv-1.2-py3-none-any.whl", Sha256.of(bytes), bytes.length);
        this.release = new UvRelease(
                Pep440Version.of("1.2"), 7, List.of(new GlibcVersion(28), new GlibcVersion(17)), List.of(wheel));
    }

    UvScene variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** Names the loopback server to pip as the package index, with this page for uv. */
    UvScene index(String page) {
        server.serve("/simple/uv/", "text/html", page.getBytes(StandardCharsets.UTF_8));
        return variable("PIP_INDEX_URL", server.address("/simple").toString());
    }

    /** Puts a program into the only folder of the PATH. */
    Path onPath(String name, String script) throws IOException {
        variable("PATH", folder.resolve("bin").toString());
        return program("bin/" + name, script);
    }

    Path program(String name, String script) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A script that copies the release's wheel to where pip is told to put it. */
    Path pipThatBrings(String name, String fileName) throws IOException {
        Path source = Files.write(folder.resolve("served.whl"), bytes);
        return onPath(name, "for last; do :; done; /bin/cp '%s' \"$last/%s\"".formatted(source, fileName));
    }

    Environment environment() {
        return new Environment(variables, folder);
    }

    FileArtifactStore store() {
        return new FileArtifactStore(folder.resolve("store"));
    }

    UvDownload download() {
        return new UvDownload(release, LINUX, environment(), store(), transport());
    }

    PinnedUv pinned() {
        return new PinnedUv(release, LINUX, store(), download(), log);
    }

    HttpTransport transport() {
        HttpTransport.Settings settings = new HttpTransport.Settings(environment(), List.of(), Logins.none(), false);
        return new HttpTransport(settings, SilentLog.INSTANCE);
    }

    static byte[] wheel(String entry, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry file = new ZipEntry(entry);
            file.setTime(946684800000L);
            zip.putNextEntry(file);
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        server.close();
    }
}
