package org.pyflinkimage.resolve.uv;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.pyflinkimage.facts.UvRelease;
import org.pyflinkimage.facts.UvRelease.UvWheel;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/** The release of uv that this plugin is made for, as a program in the store. */
record PinnedUv(UvRelease release, BuildMachine machine, ArtifactStore store, UvDownload download, BuildLog log) {

    /**
     * The program's file, brought where it was not there yet. It is compared with the one in the wheel, and the wheel with the sum
     * that this plugin ships: what lies in a store, or in a cache of a build server, is not executed because it lies there.
     *
     * @param offline whether nothing may be downloaded
     * @throws PyFlinkException {@code PYF-480} where nobody brings it
     */
    Path file(boolean offline) {
        UvWheel wheel =
                machine.wheelOf(release).orElseThrow(() -> notFound(List.of("uv has no release for this machine")));
        Path wheelFile = kept(wheel).orElseGet(() -> fetched(wheel, offline));
        Path program = program(wheel, wheelFile);
        if (!isOf(wheel, wheelFile, program)) {
            log.warn(Problem.environment(
                            "PYF-540", "`%s` was not the uv that this plugin is made for".formatted(program))
                    .why("it differs from the one in the wheel with the sum %s"
                            .formatted(wheel.sha256().hex()))
                    .why("it was not executed, and is taken out of the wheel again")
                    .withSeverity(Problem.Severity.WARNING));
            store.discard(program);
            return requireOf(wheel, wheelFile, program(wheel, wheelFile));
        }
        return program;
    }

    /** A store that cannot be written has no other. */
    private Path requireOf(UvWheel wheel, Path wheelFile, Path program) {
        if (!isOf(wheel, wheelFile, program)) {
            throw new DamagedFile(program, "it is not the uv that this plugin is made for, and cannot be replaced");
        }
        return program;
    }

    /** The wheel in the store, if it is there and nothing has happened to it. */
    private Optional<Path> kept(UvWheel wheel) {
        Optional<Path> file = store.find(wheel.sha256(), wheel.size());
        try {
            file.ifPresent(known -> store.verify(known, wheel.sha256()));
            return file;
        } catch (DamagedFile e) {
            log.note("`%s` was damaged: it is fetched again".formatted(e.file()));
            store.discard(e.file());
            return Optional.empty();
        }
    }

    private Path fetched(UvWheel wheel, boolean offline) {
        if (offline) {
            throw notFound(List.of("this build is offline, and the store has no uv"));
        }
        log.step("Fetching uv " + release.version());
        return download.fetch(wheel).orElseThrow(() -> notFound(download.failures()));
    }

    private Path program(UvWheel wheel, Path wheelFile) {
        String key =
                "uv-%s-%s".formatted(release.version(), wheel.sha256().hex().substring(0, 12));
        return store.derived("uv", machine.programName(key), target -> extract(wheel, wheelFile, target));
    }

    private boolean isOf(UvWheel wheel, Path wheelFile, Path program) {
        try (ZipFile zip = new ZipFile(wheelFile.toFile());
                InputStream stream = zip.getInputStream(entry(wheel, zip))) {
            return Files.isExecutable(program) && Sha256.of(program).equals(Sha256.of(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code PYF-480}, with what was tried. */
    static PyFlinkException notFound(List<String> reasons) {
        return Problem.environment("PYF-480", "uv, which resolves Python packages, was not found")
                .why(reasons)
                .remedy("install it: `pip install uv==%s`"
                        .formatted(UvRelease.pinned().version()))
                .remedy("or name it: `<uv>/path/to/uv</uv>` (-Dpyflink.uv=/path/to/uv)")
                .remedy(
                        "or name your package index as for pip, so that it can be fetched: `PIP_INDEX_URL`, or `index-url` in pip.conf")
                .toException();
    }

    private void extract(UvWheel wheel, Path wheelFile, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(wheelFile.toFile());
                InputStream stream = zip.getInputStream(entry(wheel, zip))) {
            Files.copy(stream, target);
        }
        if (Files.getFileStore(target).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private ZipEntry entry(UvWheel wheel, ZipFile zip) throws IOException {
        String name = wheel.program(release.version());
        ZipEntry program = zip.getEntry(name);
        if (program == null) {
            throw new IOException("no `%s` in %s".formatted(name, zip.getName()));
        }
        return program;
    }
}
