package org.pyflinkimage.resolve.uv;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.facts.UvRelease;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.value.DamagedFile;

/** The release of uv that this plugin is made for, as stores keep it for this machine. */
public final class KeptUv {

    /** What programs are kept under. */
    public static final String KIND = "uv";

    private KeptUv() {}

    /** The names of what is kept of it: the program, and the wheel, without which it is not executed. */
    public static Set<String> names() {
        return pinned().stream()
                .flatMap(program ->
                        Stream.of(program.key(), program.wheel().sha256().hex()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Compares a kept program with its wheel.
     *
     * @return whether that could be done: not for another release, nor without the wheel or with a damaged one
     * @throws DamagedFile where it is another program
     */
    public static boolean verify(Path file, ArtifactStore store) {
        Optional<WheelProgram> program =
                pinned().filter(pinned -> Path.of(pinned.key()).equals(file.getFileName()));
        Optional<Path> wheel = program.flatMap(known -> store.find(known.wheel().sha256()));
        if (wheel.isEmpty() || !isSound(program.orElseThrow(), wheel.get(), store)) {
            return false;
        }
        if (!program.orElseThrow().is(file, wheel.get())) {
            throw new DamagedFile(file, "it is not the program in its wheel");
        }
        return true;
    }

    private static boolean isSound(WheelProgram program, Path wheel, ArtifactStore store) {
        try {
            store.verify(wheel, program.wheel().sha256());
            return true;
        } catch (DamagedFile e) {
            return false;
        }
    }

    private static Optional<WheelProgram> pinned() {
        return WheelProgram.of(UvRelease.shipped(), BuildMachine.current());
    }
}
