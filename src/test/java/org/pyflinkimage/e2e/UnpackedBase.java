package org.pyflinkimage.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;

/** An image of files that lie in a folder: packages of Debian that were unpacked and never installed, and what is put beside them. */
final class UnpackedBase {

    /** Which no image of the kind has. */
    private static final List<String> LEFT_OUT = List.of("usr/share/doc", "usr/share/man", "usr/share/locale");

    private final Path root;

    private UnpackedBase(Path root) {
        this.root = root;
    }

    /** One without a file. */
    static UnpackedBase in(Path folder) {
        RequireTools.onPath("dpkg-deb", "tar");
        return new UnpackedBase(Folders.create(folder));
    }

    /**
     * Unpacks those packages of a project's image that have such names, out of the store that it was built with; each says of itself what it is
     * in a file of its own, as in images of the kind.
     */
    UnpackedBase packagesOf(BuiltProject project, Predicate<String> name) {
        Path store = Folders.buildDirectory().resolve("store/sha256");
        for (JsonNode deb : project.plan().required("debs")) {
            if (name.test(deb.required("name").asText())) {
                String sum = deb.required("sha256").asText();
                Path file = store.resolve(sum.substring(0, 2)).resolve(sum);
                unpack(file);
                file(
                        "var/lib/dpkg/status.d/" + deb.required("name").asText(),
                        Command.of("dpkg-deb", "--field", file.toString())
                                .succeed()
                                .output());
            }
        }
        return this;
    }

    /** Unpacks a package that the archive of this machine has, and says nothing of it. */
    UnpackedBase packageOfTheArchive(String name) {
        RequireTools.onPath("apt-get");
        Path folder = Folders.create(root.resolveSibling(root.getFileName() + "-" + name));
        // apt's own user cannot write there; a package of the archive is verified all the same.
        Command.Outcome outcome = Command.of("apt-get", "-o", "APT::Sandbox::User=root", "download", name)
                .in(folder)
                .within(Duration.ofMinutes(2))
                .run();
        if (outcome.exitCode() != 0) {
            throw RequireTools.missing("Debian's package `%s`, which apt does not give: %s".formatted(name, outcome));
        }
        try (var files = Files.list(folder)) {
            files.forEach(this::unpack);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private void unpack(Path deb) {
        Command.of("dpkg-deb", "--extract", deb.toString(), root.toString()).succeed();
    }

    UnpackedBase file(String path, String text) {
        try {
            Path file = root.resolve(path);
            Folders.create(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    UnpackedBase link(String path, String target) {
        try {
            Path link = root.resolve(path);
            Folders.create(link.getParent());
            Files.createSymbolicLink(link, Path.of(target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes an image of all that. */
    LoadedImage imported(String name) {
        ContainerEngine engine = RequireTools.containerEngine();
        if (!engine.isPodman()) {
            throw RequireTools.missing("podman, which imports what was unpacked");
        }
        LEFT_OUT.forEach(path -> Folders.delete(root.resolve(path)));
        Path tar = root.resolveSibling(root.getFileName() + ".tar");
        Command.of("tar", "-C", root.toString(), "-cf", tar.toString(), ".").succeed();
        String full = LoadedImages.nameOf(name);
        engine.command("import", "--quiet", tar.toString(), full)
                .within(Duration.ofMinutes(2))
                .succeed();
        return new LoadedImage(engine, full);
    }
}
