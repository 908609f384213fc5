package org.pyflinkimage.build.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.build.layout.KeptForms;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.KeptFile;
import org.pyflinkimage.layer.LayerBuilder;
import org.pyflinkimage.resolve.uv.KeptUv;
import org.pyflinkimage.system.Interruption;
import org.pyflinkimage.system.ParallelWork;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Sealed;
import org.pyflinkimage.value.Sha256;

/** Compares all that a store keeps with the sums that it is known by, as whoever reads it for an image does. */
record Verification(FileArtifactStore store, BuildLog log) {

    private static final int AT_ONCE = 2;

    /** The words that answers are kept under. */
    private static final Set<String> SEALED =
            Set.of("image", "interpreter-size", "image-of-day", "apt-of-image", "layer-list", "verdict");

    /**
     * What was found.
     *
     * @param checked how many files were compared
     * @param unchecked how many have nothing that they could be compared with
     */
    record Findings(int checked, int unchecked, List<DamagedFile> damaged) {
        Findings {
            damaged = List.copyOf(damaged);
        }
    }

    /** What became of one file. */
    private record Outcome(boolean isChecked, Optional<DamagedFile> damage) {}

    /** Reads all of it. */
    Findings run() {
        List<KeptFile> files = store.contents().stream()
                .filter(file -> !file.kind().equals(KeptFile.UNFINISHED))
                .toList();
        List<Outcome> outcomes = new ArrayList<>();
        try (BuildLog.Progress progress = log.progress("Verifying the store", StoreInventory.sizeOf(files))) {
            outcomes.addAll(new ParallelWork("pyflink-verify", AT_ONCE).results(files, KeptFile::size, file -> {
                Outcome outcome = outcomeOf(file);
                progress.advance(file.size());
                return outcome;
            }));
        }
        int checked =
                Math.toIntExact(outcomes.stream().filter(Outcome::isChecked).count());
        return new Findings(
                checked,
                files.size() - checked,
                outcomes.stream().flatMap(outcome -> outcome.damage().stream()).toList());
    }

    private Outcome outcomeOf(KeptFile file) {
        Interruption.requireNone();
        try {
            return new Outcome(isChecked(file), Optional.empty());
        } catch (DamagedFile e) {
            // What else is damaged is told where it is looked at itself.
            return new Outcome(
                    true, Optional.of(e).filter(damage -> damage.file().equals(file.file())));
        } catch (IOException | UncheckedIOException e) {
            Interruption.requireNone();
            // Gone meanwhile, or another user's: nothing is known of what is in it.
            return Files.isReadable(file.file())
                    ? new Outcome(true, Optional.of(DamagedFile.by(file.file(), e)))
                    : new Outcome(false, Optional.empty());
        }
    }

    private boolean isChecked(KeptFile file) throws IOException {
        if (file.kind().equals(KeptFile.ARTIFACT)) {
            store.verify(file.file(), new Sha256(file.name()));
            return true;
        }
        String word = String.valueOf(Path.of(file.kind()).getFileName());
        return switch (word) {
            case LayerBuilder.KIND -> LayerBuilder.verify(file.file());
            case KeptUv.KIND -> KeptUv.verify(file.file(), store);
            default -> SEALED.contains(word) ? isSealed(file.file()) : KeptForms.verify(word, file.file());
        };
    }

    private static boolean isSealed(Path file) throws IOException {
        Sealed.requireWhole(file);
        return true;
    }
}
