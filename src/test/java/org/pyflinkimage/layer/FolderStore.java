package org.pyflinkimage.layer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.value.Sha256;

/** A store in a folder, for tests that keep derived files only. */
public final class FolderStore implements ArtifactStore {

    private final Path folder;
    private final AtomicInteger written = new AtomicInteger();

    public FolderStore(Path folder) {
        this.folder = folder;
    }

    /** How many files were written so far. */
    int written() {
        return written.get();
    }

    /** The derived files of a kind. */
    List<Path> kept(String kind) throws IOException {
        Path its = folder.resolve(kind);
        if (!Files.exists(its)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(its)) {
            return files.toList();
        }
    }

    @Override
    public Optional<Path> find(Sha256 sum, long size) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> find(Sha256 sum) {
        return Optional.empty();
    }

    @Override
    public Path put(Sha256 sum, long size, FileWriter writer) {
        throw new UnsupportedOperationException("keeps derived files only");
    }

    @Override
    public Path derived(String kind, String key, FileWriter writer) {
        Path file = folder.resolve(kind).resolve(key);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Path unfinished = folder.resolve("unfinished-" + written.incrementAndGet());
                writer.write(unfinished);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void verify(Path file, Sha256 sum) {
        // Tests with this store bring their own files.
    }

    @Override
    public boolean discard(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Path> findDerived(String kind, String key) {
        return Optional.of(folder.resolve(kind).resolve(key)).filter(Files::exists);
    }
}
