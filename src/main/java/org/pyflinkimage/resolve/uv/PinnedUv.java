package org.pyflinkimage.resolve.uv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.pyflinkimage.facts.UvRelease;
import org.pyflinkimage.facts.UvRelease.UvWheel;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** The release of uv that this plugin is made for, as a program in the store. */
record PinnedUv(UvRelease release, BuildMachine machine, ArtifactStore store, UvDownload download, BuildLog log) {

    /**
     * The program's file, brought where it was not there yet.
     *
     * @param offline whether nothing may be downloaded
     * @throws PyFlinkException {@code PYF-480} where nobody brings it
     */
    Path file(boolean offline) {
        UvWheel wheel =
                machine.wheelOf(release).orElseThrow(() -> notFound(List.of("uv has no release for this machine")));
        String key =
                "uv-%s-%s".formatted(release.version(), wheel.sha256().hex().substring(0, 12));
        return store.derived("uv", machine.programName(key), target -> {
            if (offline) {
                throw notFound(List.of("this build is offline, and the store has no uv"));
            }
            log.step("Fetching uv " + release.version());
            Path file = download.fetch(wheel).orElseThrow(() -> notFound(download.failures()));
            extract(file, wheel.program(release.version()), target);
        });
    }

    /** {@code PYF-480}, with what was tried. */
    static PyFlinkException notFound(List<String> reasons) {
        Problem problem = Problem.environment("PYF-480", "uv, which resolves Python packages, was not found");
        for (String reason : reasons) {
            problem = problem.why(reason);
        }
        return problem.remedy("install it: `pip install uv==%s`"
                        .formatted(UvRelease.pinned().version()))
                .remedy("or name it: `<uv>/path/to/uv</uv>` (-Dpyflink.uv=/path/to/uv)")
                .remedy(
                        "or name your package index as for pip, so that it can be fetched: `PIP_INDEX_URL`, or `index-url` in pip.conf")
                .toException();
    }

    private static void extract(Path wheel, String name, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ZipEntry program = zip.getEntry(name);
            if (program == null) {
                throw new IOException("no `%s` in %s".formatted(name, wheel));
            }
            try (InputStream stream = zip.getInputStream(program)) {
                Files.copy(stream, target);
            }
        }
        if (Files.getFileStore(target).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
