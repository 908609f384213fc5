package org.pyflinkimage.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Presence;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.system.WholeFile;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;

/**
 * The store in a folder: {@code sha256/ab/abcd...} by sum, {@code derived/KIND/KEY} by key, {@code temporary} for what is being
 * written. All of it can be deleted at any time.
 */
public final class FileArtifactStore implements ArtifactStore {

    static final String DERIVED = "derived";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+][A-Za-z0-9._+-]{0,199}");

    private final Path root;
    private final Path temporary;
    private final KeyLocks locks;
    private final LastUse lastUse = new LastUse();
    private final Set<Path> verified = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean swept = new AtomicBoolean();

    /** @param root need not exist yet */
    public FileArtifactStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.temporary = this.root.resolve(KeptFile.UNFINISHED);
        this.locks = new KeyLocks(this.root.resolve("locks"));
    }

    /** The folder that all of it lies in. */
    public Path root() {
        return root;
    }

    /** The folder of the store where none is named: {@code pyflink-maven-plugin} in the user's folder for caches. */
    public static Path usualFolder(Environment environment) {
        return environment.cacheFolder().resolve("pyflink-maven-plugin");
    }

    @Override
    public Optional<Path> find(Sha256 sum, long size) {
        sweepOnce();
        Path file = fileOf(sum);
        return sizeOf(file) == size ? Optional.of(lastUse.mark(file)) : Optional.empty();
    }

    @Override
    public Optional<Path> find(Sha256 sum) {
        return Optional.of(fileOf(sum)).filter(Files::isRegularFile);
    }

    @Override
    public Path put(Sha256 sum, long size, FileWriter writer) {
        Optional<Path> known = find(sum, size);
        if (known.isPresent()) {
            return known.get();
        }
        try (KeyLocks.Held held = locks.lock(sum.hex())) {
            requireHeld(held);
            return find(sum, size).orElseGet(() -> {
                Path file = write(fileOf(sum), unfinished -> {
                    writer.write(unfinished);
                    requireLocked(unfinished, sum, size);
                });
                verified.add(file);
                return lastUse.mark(file);
            });
        }
    }

    @Override
    public Path derived(String kind, String key, FileWriter writer) {
        Path file = derivedFile(kind, key);
        if (!Files.isRegularFile(file)) {
            try (KeyLocks.Held held = locks.lock(kind + "-" + Sha256.of(key).hex())) {
                requireHeld(held);
                if (!Files.isRegularFile(file)) {
                    write(file, writer);
                }
            }
        }
        return lastUse.mark(file);
    }

    @Override
    public Optional<Path> findDerived(String kind, String key) {
        sweepOnce();
        return Optional.of(derivedFile(kind, key)).filter(Files::isRegularFile).map(lastUse::mark);
    }

    @Override
    public Scratch scratch() {
        requireFolder();
        try {
            return Scratch.below(Files.createDirectories(temporary));
        } catch (IOException e) {
            throw DiskProblems.writing(root, e).toException(e);
        }
    }

    @Override
    public void verify(Path file, Sha256 sum) {
        if (!verified.contains(file)) {
            Sha256 found = Sha256.of(file);
            if (!found.equals(sum)) {
                throw DamagedFile.bySum(file, sum, found);
            }
            verified.add(file);
        }
    }

    @Override
    public boolean discard(Path file) {
        Path place = file.toAbsolutePath().normalize();
        if (Stream.of(KeptFile.ARTIFACT, DERIVED, KeptFile.UNFINISHED)
                .map(root::resolve)
                .noneMatch(place::startsWith)) {
            return false;
        }
        verified.remove(file);
        lastUse.forget(file);
        try {
            Files.deleteIfExists(file);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The folder that it is in, whether that is there or not. */
    public Path folder() {
        return root;
    }

    /**
     * What it keeps, by kind and name.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-538} where its folder is none, {@code PYF-547} where it cannot be read
     */
    public List<KeptFile> contents() {
        requireFolder();
        try {
            return StoreContents.of(root);
        } catch (IOException e) {
            throw DiskProblems.listing(root, e).toException(e);
        }
    }

    /** What was found or made through this object. */
    public Set<Path> used() {
        return lastUse.files();
    }

    /** Begins a use of the store, until whose end nobody else is {@linkplain #alone alone} with it. */
    public Presence enter() {
        return Presence.enter(present());
    }

    /** Does work that uses the store: nobody is {@linkplain #alone alone} with it meanwhile. */
    public <T> T using(Supplier<T> work) {
        Presence presence = enter();
        try {
            return work.get();
        } finally {
            presence.close();
        }
    }

    /**
     * Does work that no use of the store may be in the way of, in other processes too; who would begin one meanwhile waits.
     *
     * @return empty, and nothing done, where somebody uses it, and where it cannot be written or its disk has no locks
     */
    public <T> Optional<T> alone(Supplier<T> work) {
        return Presence.alone(present(), work);
    }

    private Path present() {
        return root.resolve("locks").resolve("present");
    }

    private Path derivedFile(String kind, String key) {
        return root.resolve(DERIVED).resolve(requireName(kind)).resolve(requireName(key));
    }

    private Path fileOf(Sha256 sum) {
        return root.resolve(KeptFile.ARTIFACT)
                .resolve(sum.hex().substring(0, 2))
                .resolve(sum.hex());
    }

    private Path write(Path file, FileWriter writer) {
        requireFolder();
        try {
            sweepOnce();
            if (Files.isDirectory(file)) {
                Files.delete(file); // Whoever put it there, it is in the way, and where it is empty, of no use.
            }
            WholeFile.madeIn(temporary, file).make(unfinished -> fill(unfinished, writer));
            return file;
        } catch (IOException | UncheckedIOException e) {
            throw DiskProblems.writing(root, e).toException(e);
        }
    }

    /** The same problem for every file, so that it is told once. */
    private void requireFolder() {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw Problem.environment("PYF-538", "`%s` is no folder, and the store is to lie there".formatted(root))
                    .remedy("name a folder, or what is none yet: " + Element.STORE.named())
                    .toException();
        }
    }

    /** What a writer fails at may be the file that it writes, and may be what it reads to do so. */
    private void fill(Path unfinished, FileWriter writer) {
        try {
            writer.write(unfinished);
        } catch (IOException | UncheckedIOException e) {
            throw DiskProblems.filling(root, unfinished, e).toException(e);
        }
    }

    private static void requireLocked(Path file, Sha256 sum, long size) throws IOException {
        long found = Files.size(file);
        Sha256 foundSum = Sha256.of(file);
        if (found != size || !foundSum.equals(sum)) {
            throw Problem.environment("PYF-501", "A file is not the one that was locked")
                    .why("expected %s with %s bytes".formatted(sum, size))
                    .why("found %s with %s bytes".formatted(foundSum, found))
                    .remedy(
                            "where a proxy or mirror alters files, go around it; where the file was replaced on purpose, delete "
                                    + "`pyflink.lock` to resolve anew")
                    .toException();
        }
    }

    private void sweepOnce() {
        if (swept.compareAndSet(false, true)) {
            WholeFile.sweep(temporary);
            Scratch.sweep(temporary);
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    /** Whether files may be derived under that key. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static String requireName(String text) {
        if (!isName(text)) {
            throw new IllegalArgumentException("no file-name safe key: " + text);
        }
        return text;
    }

    private static void requireHeld(KeyLocks.Held held) {
        if (!held.lock().isHeldByCurrentThread()) {
            throw new IllegalStateException("a lock was lost");
        }
    }
}
