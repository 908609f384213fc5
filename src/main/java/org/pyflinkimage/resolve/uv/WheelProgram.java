package org.pyflinkimage.resolve.uv;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.pyflinkimage.facts.UvRelease;
import org.pyflinkimage.facts.UvRelease.UvWheel;
import org.pyflinkimage.system.FileRights;
import org.pyflinkimage.value.Sha256;

/** The program that a wheel of uv has in it, for one kind of machine. */
record WheelProgram(UvRelease release, UvWheel wheel, BuildMachine machine) {

    /** That of a release; empty where uv publishes none for such a machine. */
    static Optional<WheelProgram> of(UvRelease release, BuildMachine machine) {
        return machine.wheelOf(release).map(wheel -> new WheelProgram(release, wheel, machine));
    }

    /** The name that a store keeps it under. */
    String key() {
        return machine.programName(
                "uv-%s-%s".formatted(release.version(), wheel.sha256().hex().substring(0, 12)));
    }

    /** Takes it out of its wheel. */
    void extract(Path wheelFile, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(wheelFile.toFile());
                InputStream stream = zip.getInputStream(entry(zip))) {
            Files.copy(stream, target);
        }
        FileRights.ALL_RUN.giveTo(target);
    }

    /** Whether a file is that program, and can be run. */
    boolean is(Path program, Path wheelFile) {
        try (ZipFile zip = new ZipFile(wheelFile.toFile());
                InputStream stream = zip.getInputStream(entry(zip))) {
            return Files.isExecutable(program) && Sha256.of(program).equals(Sha256.of(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ZipEntry entry(ZipFile zip) throws IOException {
        String name = wheel.program(release.version());
        ZipEntry program = zip.getEntry(name);
        if (program == null) {
            throw new IOException("no `%s` in %s".formatted(name, zip.getName()));
        }
        return program;
    }
}
