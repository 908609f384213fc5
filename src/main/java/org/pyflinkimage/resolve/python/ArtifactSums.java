package org.pyflinkimage.resolve.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.pyflinkimage.fetch.Amount;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.system.DiskFailure;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.Sha256;

/**
 * Learns the sums and sizes that an index does not tell, by fetching the files; they lie in the store then and are not fetched again.
 *
 * @param judge throws where what lies at an address is not to be read
 */
record ArtifactSums(ArtifactStore store, Transport transport, Consumer<URI> judge) {

    /** What no index says the size of is no larger: the largest wheels, with what computes on graphics cards, have three quarters. */
    static final long UNTOLD_AT_MOST = 4L << 30;

    /** The same file with its sum and its size. */
    DistributionFile complete(DistributionFile file) {
        return complete(file, UNTOLD_AT_MOST);
    }

    /** @param atMost how many bytes are read where the index does not say how many there are */
    DistributionFile complete(DistributionFile file, long atMost) {
        if (file.sha256().isPresent() && file.size().isPresent()) {
            return file;
        }
        try (Scratch scratch = store.scratch()) {
            return learnt(file, atMost, scratch.resolve("download-" + file.name()));
        }
    }

    private DistributionFile learnt(DistributionFile file, long atMost, Path copy) {
        judge.accept(file.address());
        Amount amount = file.size().isPresent() ? Amount.exactly(file.size().getAsLong()) : Amount.upTo(atMost);
        transport.download(file.address(), copy, amount, count -> {});
        try {
            long size = Files.size(copy);
            Sha256 sum = file.sha256().orElseGet(() -> Sha256.of(copy));
            store.put(sum, size, target -> Files.move(copy, target));
            return new DistributionFile(
                    file.name(),
                    file.version(),
                    file.fileName(),
                    file.address(),
                    Optional.of(sum),
                    OptionalLong.of(size));
        } catch (IOException | UncheckedIOException e) {
            throw DiskFailure.temporary(copy.resolveSibling(""), e).toException(e);
        }
    }

    /** A file whose sum is known, in the store. */
    Path fetch(DistributionFile file) {
        URI address = file.address();
        judge.accept(address);
        long size = file.size().orElseThrow();
        return store.put(
                file.sha256().orElseThrow(),
                size,
                target -> transport.download(address, target, Amount.exactly(size), count -> {}));
    }
}
