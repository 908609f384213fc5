package org.pyflinkimage.resolve.uv;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.facts.UvRelease;
import org.pyflinkimage.facts.UvRelease.UvWheel;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

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
        WheelProgram known = WheelProgram.of(release, machine)
                .orElseThrow(() -> notFound(List.of("uv has no release for this machine")));
        UvWheel wheel = known.wheel();
        Path wheelFile = kept(wheel).orElseGet(() -> fetched(wheel, offline));
        Path program = program(known, wheelFile);
        if (!known.is(program, wheelFile)) {
            log.warn(Problem.environment(
                            "PYF-540", "`%s` was not the uv that this plugin is made for".formatted(program))
                    .why("it differs from the one in the wheel with the sum %s"
                            .formatted(wheel.sha256().hex()))
                    .why("it was not executed, and is taken out of the wheel again")
                    .withSeverity(Problem.Severity.WARNING));
            store.discard(program);
            return require(known, wheelFile, program(known, wheelFile));
        }
        return program;
    }

    /** A store that cannot be written has no other. */
    private static Path require(WheelProgram known, Path wheelFile, Path program) {
        if (!known.is(program, wheelFile)) {
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

    private Path program(WheelProgram known, Path wheelFile) {
        return store.derived(KeptUv.KIND, known.key(), target -> known.extract(wheelFile, target));
    }

    /** {@code PYF-480}, with what was tried. */
    static PyFlinkException notFound(List<String> reasons) {
        return Problem.environment("PYF-480", "uv, which resolves Python packages, was not found")
                .why(reasons)
                .remedy("install it: `pipx install uv==%1$s`, or `pip install uv==%1$s` where pip may install programs"
                        .formatted(UvRelease.shipped().version()))
                .remedy("or name it: " + Element.UV.with("/path/to/uv"))
                .remedy(
                        "or name your package index, so that it can be fetched: %s, `PIP_INDEX_URL`, or `index-url` in pip.conf"
                                .formatted(Element.INDEXES.named()))
                .toException();
    }
}
