package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.fetch.Amount;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

class ArtifactSumsTest {

    private static final URI ADDRESS = URI.create("http://127.0.0.1/x.whl");
    private static final Sha256 CONTENT_SUM = Sha256.of("content");

    @TempDir
    private Path folder;

    private final List<URI> downloads = new ArrayList<>();
    private final List<URI> judged = new ArrayList<>();
    private final List<Path> places = new ArrayList<>();
    private final List<Amount> amounts = new ArrayList<>();
    private FileArtifactStore store;

    @BeforeEach
    void emptyStore() {
        store = new FileArtifactStore(folder.resolve("store"));
    }

    @Test
    void whatTheIndexTellsIsBelievedUntilItIsFetched() {
        DistributionFile file = file(Optional.of(Sha256.of("another")), OptionalLong.of(7));

        assertThat(complete(file)).isSameAs(file);
        assertThat(downloads).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true"})
    void whatItDoesNotTellIsLearntFromTheFile(boolean hasSum, boolean hasSize) {
        DistributionFile file = file(
                Optional.of(CONTENT_SUM).filter(sum -> hasSum), hasSize ? OptionalLong.of(7) : OptionalLong.empty());

        assertThat(complete(file)).isEqualTo(file(Optional.of(CONTENT_SUM), OptionalLong.of(7)));
        assertThat(downloads).containsExactly(ADDRESS);
        assertThat(amounts).containsExactly(hasSize ? Amount.exactly(7) : Amount.upTo(4L << 30));
        assertThat(store.find(CONTENT_SUM, 7))
                .get()
                .satisfies(kept -> assertThat(kept).hasContent("content"));
    }

    @Test
    void asMuchIsReadAsWhoeverAsksPermits() {
        DistributionFile file = file(Optional.empty(), OptionalLong.empty());

        assertThat(sums().complete(file, 9)).isEqualTo(file(Optional.of(CONTENT_SUM), OptionalLong.of(7)));

        assertThat(amounts).containsExactly(Amount.upTo(9));
    }

    /** The folder of temporary files may have no room for it. */
    @Test
    void whatIsDownloadedLiesOnTheDiskOfTheStore() {
        sums().complete(file(Optional.empty(), OptionalLong.empty()));

        assertThat(places)
                .singleElement()
                .satisfies(place -> assertThat(place)
                        .startsWithRaw(folder.resolve("store/temporary"))
                        .doesNotExist());
        assertThat(folder.resolve("store/temporary")).isEmptyDirectory();
    }

    @Test
    void aFileWithAnotherSumThanTheIndexTellsIsRefused() {
        DistributionFile file = file(Optional.of(Sha256.of("another")), OptionalLong.empty());

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> complete(file))
                .withMessageContaining("[PYF-501]");
    }

    @Test
    void aFileIsFetchedOnce() {
        DistributionFile file = file(Optional.of(CONTENT_SUM), OptionalLong.of(7));

        assertThat(sums().fetch(file)).hasContent("content");
        assertThat(sums().fetch(file)).hasContent("content");
        assertThat(downloads).containsExactly(ADDRESS);
    }

    @Test
    void whatIsNotToBeReadIsNot() {
        ArtifactSums sums = new ArtifactSums(store, new Content(), address -> {
            judged.add(address);
            throw Problem.declaration("PYF-715", "judged").toException();
        });
        DistributionFile known = file(Optional.of(CONTENT_SUM), OptionalLong.of(7));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> sums.complete(file(Optional.empty(), OptionalLong.empty())));
        assertThatExceptionOfType(PyFlinkException.class).isThrownBy(() -> sums.fetch(known));
        assertThat(judged).containsExactly(ADDRESS, ADDRESS);
        assertThat(downloads).isEmpty();
    }

    @Test
    void aDownloadThatVanishesIsAProblem() {
        ArtifactSums sums = new ArtifactSums(store, new Nothing(), judged::add);
        DistributionFile file = file(Optional.empty(), OptionalLong.empty());

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> sums.complete(file))
                .withMessageContaining("[PYF-508]");
    }

    private DistributionFile complete(DistributionFile file) {
        return sums().complete(file);
    }

    private ArtifactSums sums() {
        return new ArtifactSums(store, new Content(), judged::add);
    }

    private static DistributionFile file(Optional<Sha256> sum, OptionalLong size) {
        return new DistributionFile(NormalizedName.of("x"), "1.0", "x.whl", ADDRESS, sum, size);
    }

    /** Brings the same seven bytes from everywhere. */
    private final class Content implements Transport {
        @Override
        public Optional<byte[]> read(URI address) {
            return Optional.empty();
        }

        @Override
        public void download(URI address, Path file, Amount amount, LongConsumer received) {
            downloads.add(address);
            places.add(file);
            amounts.add(amount);
            try {
                Files.writeString(file, "content");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Says that it brought a file. */
    private static final class Nothing implements Transport {
        @Override
        public Optional<byte[]> read(URI address) {
            return Optional.empty();
        }

        @Override
        public void download(URI address, Path file, Amount amount, LongConsumer received) {}
    }
}
