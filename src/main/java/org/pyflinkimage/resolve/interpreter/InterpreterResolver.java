package org.pyflinkimage.resolve.interpreter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.fetch.Amount;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.RefusingMirror;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.system.DiskFailure;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.system.WholeFile;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/**
 * Finds standalone CPythons: in the declared place, else where uv takes them from. What is found lies in the store then.
 *
 * <p>Not safe for use by several threads; combinations with one archive share it.
 */
public final class InterpreterResolver {

    /** No archive is nearly so large. */
    private static final long LARGEST = 1L << 30;

    private final ArtifactStore store;
    private final KnownSizes sizes;
    private final Transport transport;
    private final Function<ImageSpec.Hints, URI> usualPlace;
    private final BuildLog log;
    private final InterpreterSums sums;
    private final Map<URI, InterpreterResolution> found = new HashMap<>();

    /** @param usualPlace where archives lie if no place is declared, as uv knows it */
    public InterpreterResolver(
            ArtifactStore store, Transport transport, Function<ImageSpec.Hints, URI> usualPlace, BuildLog log) {
        this.store = store;
        this.sizes = new KnownSizes(store);
        this.transport = transport;
        this.usualPlace = usualPlace;
        this.log = log;
        this.sums = new InterpreterSums(Facts.shipped().standalones(), new Beside(transport));
    }

    /**
     * Finds an archive.
     *
     * @throws PyFlinkException {@code PYF-351} where it is not there, {@code PYF-356} where nobody says its sum, {@code PYF-357} where
     *     it has another, {@code PYF-358} where no place is known
     */
    public InterpreterResolution resolve(StandaloneFile file, DeclaredPython python, ImageSpec.Hints hints) {
        InterpreterMirror mirror = new InterpreterMirror(python.mirror().orElseGet(() -> usualPlace.apply(hints)));
        URI key = mirror.base().resolve(mirror.pathsOf(file).get(0));
        InterpreterResolution known = found.get(key);
        if (known == null) {
            known = find(file, mirror);
            found.put(key, known);
        }
        return known;
    }

    private InterpreterResolution find(StandaloneFile file, InterpreterMirror mirror) {
        List<PyFlinkException> refusals = new ArrayList<>();
        for (String path : mirror.pathsOf(file)) {
            Optional<InterpreterResolution> there =
                    kept(file, mirror, path).or(() -> fetched(file, mirror, path, refusals));
            if (there.isPresent()) {
                return there.get();
            }
        }
        if (!refusals.isEmpty()) {
            throw InterpreterProblems.unreachable(file, RefusingMirror.explained(refusals.get(0)));
        }
        throw InterpreterProblems.missing(file, mirror).toException();
    }

    /** One that was fetched from there before. */
    private Optional<InterpreterResolution> kept(StandaloneFile file, InterpreterMirror mirror, String path) {
        return Facts.shipped()
                .standalones()
                .sumOf(file)
                .flatMap(sum -> sizes.find(sum, mirror.base().resolve(path))
                        .filter(size -> store.find(sum, size).isPresent())
                        .map(size -> resolution(file, mirror, path, sum, size)));
    }

    private Optional<InterpreterResolution> fetched(
            StandaloneFile file, InterpreterMirror mirror, String path, List<PyFlinkException> refusals) {
        try (Scratch scratch = Scratch.create()) {
            Path copy = scratch.resolve("interpreter.tar.gz");
            if (!download(mirror.base().resolve(path), copy, file, refusals)) {
                return Optional.empty();
            }
            Sha256 sum = sums.sumOf(file, mirror, path)
                    .orElseThrow(() ->
                            InterpreterProblems.withoutSum(file, mirror, path).toException());
            Sha256 real = Sha256.of(copy);
            if (!real.equals(sum)) {
                throw InterpreterProblems.otherSum(file, mirror, sum, real).toException();
            }
            long size = keep(copy, sum, mirror.base().resolve(path), scratch);
            return Optional.of(resolution(file, mirror, path, sum, size));
        }
    }

    /** @param refusals gets a refusal, which is an absence as long as the file lies at another path */
    private boolean download(URI address, Path copy, StandaloneFile file, List<PyFlinkException> refusals) {
        log.step("Fetching " + file);
        try {
            transport.download(address, copy, Amount.upTo(LARGEST), count -> {});
            return true;
        } catch (PyFlinkException e) {
            if (Transport.isMissing(e)) {
                return false;
            }
            if (RefusingMirror.isMet(e)) {
                refusals.add(e);
                return false;
            }
            throw InterpreterProblems.unreachable(file, e);
        }
    }

    private long keep(Path copy, Sha256 sum, URI address, Scratch scratch) {
        try {
            long size = Files.size(copy);
            store.put(sum, size, target -> WholeFile.copy(copy, target));
            sizes.keep(sum, address, size);
            return size;
        } catch (IOException | UncheckedIOException e) {
            throw DiskFailure.temporary(scratch.folder(), e).toException(e);
        }
    }

    private static InterpreterResolution resolution(
            StandaloneFile file, InterpreterMirror mirror, String path, Sha256 sum, long size) {
        return new InterpreterResolution(
                new Interpreter(file, new Location(Source.CPYTHON, path), sum, size),
                Addresses.withoutLogin(mirror.base()));
    }

    /** Reads what may lie beside an archive that was had from there: what is refused there is not there. */
    private record Beside(Transport transport) implements Transport {
        @Override
        public Optional<byte[]> read(URI address) {
            return read(address, LARGEST_BODY);
        }

        @Override
        public Optional<byte[]> read(URI address, long atMost) {
            try {
                return transport.read(address, atMost);
            } catch (PyFlinkException e) {
                if (RefusingMirror.isMet(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        }

        @Override
        public void download(URI address, Path file, Amount amount, LongConsumer received) {
            transport.download(address, file, amount, received);
        }
    }
}
