package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.fetch.Amount;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.FoundJar;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

class FetchingTest {

    private final List<String> fetched = Collections.synchronizedList(new ArrayList<>());
    private final List<LockedArtifact> judged = new ArrayList<>();

    @TempDir
    private Path folder;

    private TinyImage tiny;

    @BeforeEach
    void image() throws IOException {
        tiny = new TinyImage(folder);
    }

    @Test
    void whatTheStoreHasIsNotFetched() {
        PlannedImage image = tiny.planned();

        Map<LockedArtifact, Path> arrived = new HashMap<>();
        Map<LockedArtifact, Path> files =
                fetching(tiny.store(), FetchingTest::refused).of(image).bring(arrived::putAll);

        assertThat(files.keySet()).containsExactlyElementsOf(image.plan().artifacts());
        assertThat(files.values()).allSatisfy(file -> assertThat(file).startsWith(folder.resolve("store")));
        assertThat(arrived).isEqualTo(files);
        assertThat(fetched).isEmpty();
    }

    @Test
    void whatIsMissingComesFromWhereTheLockFileSays() {
        PlannedImage image = tiny.planned();

        Map<LockedArtifact, Path> files = fetching(empty()).fetch(image, Deb.class::isInstance);

        assertThat(files.keySet()).hasSize(6).allMatch(Deb.class::isInstance);
        assertThat(judged).containsExactlyElementsOf(files.keySet());
        assertThat(fetched).contains("http://127.0.0.1:9/debian/pool/p0.deb").hasSize(6);
        assertThat(tiny.log.lines).anyMatch(line -> line.startsWith("progress Fetching files"));
    }

    @Test
    void declaredMirrorTakesThePlaceOfTheLockFilesArchive() {
        PlannedImage image = tiny.planned(
                TinyImage.spec(tiny.declaration().with(Element.DEBIAN_MIRROR, List.of("http://127.0.0.1:7/mirror/"))));

        fetching(empty()).fetch(image, Deb.class::isInstance);

        assertThat(fetched).contains("http://127.0.0.1:7/mirror/pool/p0.deb");
    }

    @Test
    void jarsComeFromMaven() {
        PlannedImage image = tiny.planned();

        fetching(empty(), FetchingTest::refused).fetch(image, Jar.class::isInstance);

        assertThat(fetched).containsExactly("org.example:connector:1.0");
    }

    @Test
    void aLoginThatIsNotThereIsMissedOnceForAllFiles() {
        PlannedImage image = tiny.planned();

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> fetching(empty(), FetchingTest::refused).fetch(image, Deb.class::isInstance))
                .satisfies(failure -> assertThat(failure.problems()).hasSize(1))
                .withMessageContaining("PYF-052");
    }

    private static Transport refused() {
        throw Problem.environment("PYF-052", "no such login").toException();
    }

    private ArtifactStore empty() {
        return new FileArtifactStore(folder.resolve("empty"));
    }

    private Fetching fetching(ArtifactStore store) {
        return fetching(store, Archive::new);
    }

    private Fetching fetching(ArtifactStore store, Supplier<Transport> transport) {
        return new Fetching(
                store,
                transport,
                coordinates -> {
                    fetched.add(coordinates.toString());
                    return new FoundJar(tiny.fileOf(coordinates.path()).orElseThrow(), Source.MAVEN);
                },
                (lock, missing) -> judged.addAll(missing),
                tiny.log);
    }

    /** Has what the tiny image is made of, whatever the host. */
    private final class Archive implements Transport {

        @Override
        public Optional<byte[]> read(URI address) {
            return Optional.empty();
        }

        @Override
        public void download(URI address, Path file, Amount amount, LongConsumer received) {
            fetched.add(address.toString());
            try {
                Files.copy(
                        tiny.fileOf(address.getPath().replaceFirst("^/[^/]*/", ""))
                                .orElseThrow(),
                        file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
