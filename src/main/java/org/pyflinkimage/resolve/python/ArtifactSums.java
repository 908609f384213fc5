package org.pyflinkimage.resolve.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.pyflinkimage.fetch.Amount;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.system.DiskFailure;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.system.WholeFile;
import org.pyflinkimage.value.Sha256;

/** Learns the sums and sizes that an index does not tell, by fetching the files; they lie in the store then and are not fetched again. */
record ArtifactSums(ArtifactStore store, Transport transport) {

    /** The same file with its sum and its size. */
    DistributionFile complete(DistributionFile file, Scratch scratch) {
        return complete(file, LockedArtifact.LARGEST, scratch);
    }

    /** @param atMost how many bytes are read where the index does not say how many there are */
    DistributionFile complete(DistributionFile file, long atMost, Scratch scratch) {
        if (file.sha256().isPresent() && file.size().isPresent()) {
            return file;
        }
        Path copy = scratch.folder().resolve("download-" + file.name());
        transport.download(file.address(), copy, amountOf(file, atMost), count -> {});
        try {
            long size = Files.size(copy);
            Sha256 sum = file.sha256().orElseGet(() -> Sha256.of(copy));
            store.put(sum, size, target -> WholeFile.copy(copy, target));
            Files.delete(copy);
            return new DistributionFile(
                    file.name(),
                    file.version(),
                    file.fileName(),
                    file.address(),
                    Optional.of(sum),
                    OptionalLong.of(size));
        } catch (IOException | UncheckedIOException e) {
            throw DiskFailure.temporary(scratch.folder(), e).toException(e);
        }
    }

    /** A file whose sum is known, in the store. */
    Path fetch(DistributionFile file) {
        URI address = file.address();
        return store.put(
                file.sha256().orElseThrow(),
                file.size().orElseThrow(),
                target -> transport.download(address, target, amountOf(file, LockedArtifact.LARGEST), count -> {}));
    }

    private static Amount amountOf(DistributionFile file, long atMost) {
        return file.size().isPresent() ? Amount.exactly(file.size().getAsLong()) : Amount.upTo(atMost);
    }
}
