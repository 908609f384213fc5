package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.debian.AptSetup;
import org.pyflinkimage.debian.AptSource;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.image.FakeRegistry;
import org.pyflinkimage.image.Registry;
import org.pyflinkimage.inspect.Bounds;
import org.pyflinkimage.inspect.ForeignImage;
import org.pyflinkimage.inspect.ForeignLayer;
import org.pyflinkimage.inspect.ImageReader;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

/** When images are asked how their apt is set up, and what is kept of the answer. */
class ImageAptTest {

    private static final Instant MORNING = Instant.parse("2026-11-28T00:10:00Z");

    @TempDir
    private Path folder;

    private final KeptLog log = new KeptLog();

    @AutoClose
    private final FakeRegistry registry = FakeRegistry.started();

    @Test
    void imageIsAskedOnceADay() {
        ImageReference image = debian("etc/apt/sources.list = deb http://m/path/debian bookworm main\n");

        assertThat(archives(apt(MORNING).setupIn(image, Platform.LINUX_AMD64)))
                .containsExactly("http://m/path/debian/");
        int first = registry.requests.size();
        assertThat(archives(apt(MORNING.plus(Duration.ofHours(23))).setupIn(image, Platform.LINUX_AMD64)))
                .containsExactly("http://m/path/debian/");
        assertThat(registry.requests).hasSize(first);

        assertThat(archives(apt(MORNING.plus(Duration.ofHours(24))).setupIn(image, Platform.LINUX_AMD64)))
                .containsExactly("http://m/path/debian/");
        assertThat(registry.requests.size()).isGreaterThan(first);
        assertThat(layersPulled()).isEqualTo(1);
    }

    @Test
    void tagThatMovedIsReadAnewTheNextDay() {
        ImageReference image = debian("etc/apt/sources.list = deb http://old/debian bookworm main\n");
        apt(MORNING).setupIn(image, Platform.LINUX_AMD64);
        debian("etc/apt/sources.list = deb http://new/debian bookworm main\n");

        assertThat(archives(apt(MORNING).setupIn(image, Platform.LINUX_AMD64))).containsExactly("http://old/debian/");
        assertThat(archives(apt(MORNING.plus(Duration.ofDays(1))).setupIn(image, Platform.LINUX_AMD64)))
                .containsExactly("http://new/debian/");
    }

    @Test
    void itIsSaidInOneLineForAllCells() {
        ImageReference image = debian(
                "etc/apt/sources.list = deb http://jane:s3cret@m/debian bookworm main\ndeb http://m/security bookworm-security main\n");
        ImageApt apt = apt(MORNING);

        apt.setupIn(image, Platform.LINUX_AMD64);
        apt.setupIn(image, Platform.LINUX_AMD64);

        assertThat(log.notes)
                .singleElement()
                .asString()
                .startsWith("`%s` (sha256:".formatted(image))
                .contains("http://m/security/")
                .doesNotContain("s3cret");
    }

    @Test
    void onlySourcesAndKeysAreKept() {
        ImageReference image = debian(
                "etc/apt/sources.list.d/a.sources = Types: deb\nURIs: http://m/debian\nSuites: bookworm\nComponents: main\nSigned-By: /opt/keys/a.gpg\n",
                "opt/keys/a.gpg -> b.gpg",
                "opt/keys/b.gpg = the key",
                "etc/shadow = secret",
                "etc/apt/auth.conf = machine m login jane password s3cret",
                "etc/apt/trusted.gpg.d/c.gpg = trusted");

        apt(MORNING).setupIn(image, Platform.LINUX_AMD64);

        assertThat(keptBundles())
                .singleElement()
                .asString()
                .contains("/opt/keys/a.gpg", "the key", "trusted")
                .doesNotContain("secret", "s3cret", "shadow");
    }

    /** All of them together are read once and parsed a hundred times. */
    @ParameterizedTest
    @ValueSource(strings = {"etc/apt/trusted.gpg.d/%s.gpg", "etc/apt/sources.list.d/%s.list", "k%s"})
    void largeFileOfManyNamesIsRefused(String name) {
        List<String> members = new ArrayList<>(List.of("large = " + "#".repeat(1 << 20)));
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            members.add(name.formatted(i) + " -> /large");
            keys.append(" /").append(name.formatted(i));
        }
        members.add("etc/apt/sources.list.d/own.sources = " + """
                Types: deb
                URIs: http://m/debian
                Suites: bookworm
                Components: main
                Signed-By:%s
                """.formatted(keys));
        ImageReference image = debian(members.toArray(String[]::new));

        assertThatThrownBy(() -> apt(MORNING).setupIn(image, Platform.LINUX_AMD64))
                .hasMessageContaining("[PYF-338]")
                .hasMessageContaining("the files wanted of it have more than");
        assertThat(folder.resolve("store/derived/apt-of-image")).doesNotExist();
    }

    @Test
    void sourcesThatAreTooManyAreNotKept() {
        String words = IntStream.range(0, 200).mapToObj(i -> " x" + i).collect(Collectors.joining());
        ImageReference image =
                debian("etc/apt/sources.list.d/a.sources = " + """
                Types: deb
                URIs:%s
                Suites:%s
                Components: main
                """.formatted(words.replace(" ", " http://m/"), words));

        assertThatThrownBy(() -> apt(MORNING).setupIn(image, Platform.LINUX_AMD64))
                .hasMessageContaining("[PYF-344]")
                .hasMessageContaining("`/etc/apt/sources.list.d/a.sources`");
        assertThat(folder.resolve("store/derived/apt-of-image")).doesNotExist();
    }

    @Test
    void firstArchivesOfManyAreTold() {
        ImageReference image = debian("etc/apt/sources.list = "
                + IntStream.range(0, 30)
                        .mapToObj("deb http://m/%s bookworm main\n"::formatted)
                        .collect(Collectors.joining()));

        apt(MORNING).setupIn(image, Platform.LINUX_AMD64);

        assertThat(log.notes).singleElement().asString().endsWith(", http://m/9/ and 20 more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image-of-day", "apt-of-image"})
    void damagedAnswerIsAskedForAgain(String kind) throws IOException {
        ImageReference image = debian("etc/apt/sources.list = deb http://m/debian bookworm main\n");
        apt(MORNING).setupIn(image, Platform.LINUX_AMD64);
        for (Path kept : kept(kind)) {
            byte[] bytes = Files.readAllBytes(kept);
            bytes[3] ^= 1;
            Files.write(kept, bytes);
        }

        assertThat(archives(apt(MORNING).setupIn(image, Platform.LINUX_AMD64))).containsExactly("http://m/debian/");
        int requests = registry.requests.size();
        apt(MORNING).setupIn(image, Platform.LINUX_AMD64);
        assertThat(registry.requests).hasSize(requests);
    }

    @Test
    void offlineOnlyWhatWasReadTodayIsKnown() {
        ImageReference image = debian("etc/apt/sources.list = deb http://m/debian bookworm main\n");

        assertThatThrownBy(() -> offline().setupIn(image, Platform.LINUX_AMD64))
                .hasMessageContaining("[PYF-341]")
                .hasMessageContaining("without `-o`");
        assertThat(registry.requests).isEmpty();

        apt(MORNING).setupIn(image, Platform.LINUX_AMD64);
        assertThat(archives(offline().setupIn(image, Platform.LINUX_AMD64))).containsExactly("http://m/debian/");
    }

    @Test
    void failureIsNotAskedForAgainByEveryCell() {
        ImageReference image = ImageReference.of(registry.name() + "/library/debian:none");
        ImageApt apt = apt(MORNING);

        assertThatThrownBy(() -> apt.setupIn(image, Platform.LINUX_AMD64)).hasMessageContaining("[PYF-331]");
        int requests = registry.requests.size();
        assertThatThrownBy(() -> apt.setupIn(image, Platform.LINUX_AMD64)).hasMessageContaining("[PYF-331]");

        assertThat(registry.requests).hasSize(requests);
    }

    @ParameterizedTest
    @CsvSource({"429, true", "404, false"})
    void registryThatIsAwayIsNotAskedForOtherImages(int status, boolean forAll) {
        ImageReference other = debian("etc/apt/sources.list = deb http://m/debian bookworm main\n");
        ImageApt apt = apt(MORNING);
        registry.fail("/manifests/none", status, 100);

        assertThatThrownBy(() ->
                        apt.setupIn(ImageReference.of(registry.name() + "/library/debian:none"), Platform.LINUX_AMD64))
                .isInstanceOf(PyFlinkException.class);

        int requests = registry.requests.size();
        Optional<Throwable> failure =
                Optional.ofNullable(catchThrowable(() -> apt.setupIn(other, Platform.LINUX_AMD64)));
        assertThat(failure.isPresent()).isEqualTo(forAll);
        assertThat(registry.requests.size() == requests).isEqualTo(forAll);
    }

    @Test
    void filesOfABundleAreThoseThatWerePutIn() {
        SortedMap<UnixPath, byte[]> files =
                new TreeMap<>(Map.of(UnixPath.of("/a"), new byte[0], UnixPath.of("/b/ü"), new byte[] {0, -1, 7}));

        SortedMap<UnixPath, byte[]> read =
                FileBundle.read(FileBundle.write(files)).orElseThrow();

        assertThat(read).containsOnlyKeys(files.keySet().toArray(UnixPath[]::new));
        read.forEach((path, content) -> assertThat(content).isEqualTo(files.get(path)));
    }

    private ImageReference debian(String... members) {
        return ForeignImage.oci(registry, "library/debian")
                .layer(ForeignLayer.of(members), "gzip")
                .tagged("bookworm-slim", "amd64");
    }

    private static List<String> archives(AptSetup setup) {
        return setup.sources().all().stream()
                .map(AptSource::archive)
                .map(Object::toString)
                .toList();
    }

    private ImageApt apt(Instant now) {
        return new ImageApt(this::reader, store(), new ImageApt.Circumstances(now, false, log));
    }

    private ImageApt offline() {
        return new ImageApt(
                () -> {
                    throw new AssertionError("no registry is asked");
                },
                store(),
                new ImageApt.Circumstances(MORNING, true, log));
    }

    private ImageReader reader() {
        Registry registries = new Registry(host -> Optional.empty(), false, new Environment(Map.of(), folder), log);
        return new ImageReader(registries, store(), Bounds.USUAL, log);
    }

    private FileArtifactStore store() {
        return new FileArtifactStore(folder.resolve("store"));
    }

    private List<String> keptBundles() {
        return kept("apt-of-image").stream().map(ImageAptTest::text).toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Path> kept(String kind) {
        try (Stream<Path> files = Files.list(folder.resolve("store/derived").resolve(kind))) {
            return files.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private long layersPulled() {
        String blobs = registry.requests.toString();
        return registry.blobs.keySet().stream()
                .filter(blob -> registry.blobs.get(blob)[0] == 0x1f)
                .mapToLong(blob -> blobs.split("GET " + blob, -1).length - 1)
                .sum();
    }
}
