package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.build.RememberedLayers.Known;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.image.ImagePart;
import org.pyflinkimage.layer.FolderStore;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.layer.LayerBuilder;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.value.Compression;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sealed;
import org.pyflinkimage.value.Sha256;

class RememberedLayersTest {

    /** Of no bytes. */
    private static final String SUM = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static final String FORM = "parted layers, parts and warnings\n";
    private static final List<ImagePart> PARTS = List.of(
            new ImagePart(LayerKind.PYTHON_PACKAGES, "numpy", Optional.of("2.2.0"), 900, 9_000_000_000L),
            new ImagePart(LayerKind.JOB, "job", Optional.empty(), 1, 12));
    private static final ImageKey KEY = new ImageKey(Sha256.of("an image"));

    private static final Problem WARNING = Problem.declaration("PYF-894", "`numpy` needs `libgomp.so.1`")
            .withSeverity(Problem.Severity.WARNING)
            .why("one reason")
            .why("another")
            .remedy("`<packages>`")
            .source("https://example.com/");

    @TempDir
    private Path folder;

    private final KeptLog log = new KeptLog();

    private ArtifactStore store;
    private RememberedLayers remembered;
    private List<Layer> layers;
    private Known image;

    @BeforeEach
    void layersOfAnImage() {
        store = new FolderStore(folder);
        remembered = new RememberedLayers(store, log);
        layers = List.of(
                layer(new LayerName(LayerKind.OPERATING_SYSTEM, "others 3"), "system", Compression.GZIP),
                layer(LayerName.of(LayerKind.JOB), "a job", Compression.ZSTD));
        image = new Known(layers, PARTS, List.of(WARNING));
    }

    @Test
    void whatIsKeptIsFoundByItsKeyAndNoOther() {
        remembered.keep(KEY, "tiny:1", image);

        assertThat(remembered.find(KEY)).contains(image);
        assertThat(remembered.find(new ImageKey(Sha256.of("another image")))).isEmpty();
    }

    @Test
    void pageTellsWhatTheImageWasCalledAndHowLargeItsLayersAre() {
        remembered.keep(KEY, "tiny:1", image);

        RememberedLayers.Page page = RememberedLayers.page(
                        store.findDerived("image", KEY.sum().hex()).orElseThrow())
                .orElseThrow();

        assertThat(page.title()).isEqualTo("tiny:1");
        assertThat(page.layers())
                .extracting(line -> line.name().title() + " " + line.size())
                .containsExactly("operating system: others 3 6", "job 5");
    }

    @Test
    void layerWhoseBlobIsGoneIsNotRemembered() throws IOException {
        remembered.keep(KEY, "tiny:1", image);
        Files.delete(layers.get(1).blob());

        assertThat(remembered.find(KEY)).isEmpty();
    }

    @Test
    void layerWhoseBlobHasAnotherSizeIsNotRemembered() throws IOException {
        remembered.keep(KEY, "tiny:1", image);
        Files.writeString(layers.get(1).blob(), "a longer job");

        assertThat(remembered.find(KEY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                FORM,
                FORM + "title\n",
                FORM + "title\nno layer\n",
                FORM + "title\nJOB\t\tx\ty\t1\t2\tblob\n",
                // As versions wrote it that had one layer of a kind.
                "layers and warnings\ntitle\nJOB\t" + SUM + "\t" + SUM + "\t1\t2\tblob\n",
                FORM + "title\nNONE\t\t\t\t\t\t\n"
            })
    void pageThatNamesNoLayersIsNoMemory(String text) {
        keepPage(Sealed.seal(KEY.sum().hex(), text.getBytes(StandardCharsets.UTF_8)));

        assertThat(remembered.find(KEY)).isEqualTo(Optional.empty());
    }

    /** What a warning says is not lost, and one that cannot be read is no reason to keep silent. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "!PYF-894",
                "!PYF-894\tLOUD\tDECLARATION\twhat\t0\t0\t0",
                "!PYF-894\tNOTE\tDECLARATION\twhat\t3\twhy"
            })
    void pageWithAWarningThatIsNoneIsNoMemory(String line) throws IOException {
        remembered.keep(KEY, "tiny:1", image);
        Path page = store.findDerived("image", KEY.sum().hex()).orElseThrow();
        String text = new String(
                Sealed.open(KEY.sum().hex(), Files.readAllBytes(page)).orElseThrow(), StandardCharsets.UTF_8);
        assertThat(remembered.find(KEY)).isPresent();

        Files.write(page, Sealed.seal(KEY.sum().hex(), (text + line + "\n").getBytes(StandardCharsets.UTF_8)));

        assertThat(remembered.find(KEY)).isEqualTo(Optional.empty());
    }

    /** Before there were warnings on it, a page began with its title. */
    @Test
    void pageOfAnEarlierVersionIsNoMemory() throws IOException {
        remembered.keep(KEY, "tiny:1", new Known(layers, List.of(), List.of()));
        Path page = store.findDerived("image", KEY.sum().hex()).orElseThrow();
        String text = new String(
                Sealed.open(KEY.sum().hex(), Files.readAllBytes(page)).orElseThrow(), StandardCharsets.UTF_8);
        assertThat(text).startsWith(FORM + "tiny:1\n");
        assertThat(remembered.find(KEY)).isPresent();

        String older = text.substring(FORM.length());
        Files.write(page, Sealed.seal(KEY.sum().hex(), older.getBytes(StandardCharsets.UTF_8)));

        assertThat(remembered.find(KEY)).isEqualTo(Optional.empty());
    }

    @Test
    void damagedPageIsTold() {
        keepPage(new byte[] {1, 2, 3});

        assertThat(remembered.find(KEY)).isEqualTo(Optional.empty());
        assertThat(log.details).singleElement().asString().startsWith("The image is laid out again: ");
    }

    @Test
    void damagedPageGivesWayToOneThatIsWhole() {
        keepPage(new byte[] {1, 2, 3});

        remembered.keep(KEY, "tiny:1", image);

        assertThat(remembered.find(KEY)).contains(image);
    }

    @Test
    void storeThatTakesNothingIsNoReasonToFail() throws IOException {
        Files.createDirectories(folder.resolve("full"));
        ArtifactStore full = new FileArtifactStore(Files.writeString(folder.resolve("full/file"), ""));

        new RememberedLayers(full, log).keep(KEY, "tiny:1", image);

        assertThat(log.details).singleElement().asString().startsWith("The image is not remembered: [PYF-5");
    }

    /** A page of another store's is as gone as none; what ends the work, and what nobody expected, is heard. */
    @Test
    void onlyWhatIsExpectedIsPassedOver() {
        for (RuntimeException failure : List.of(
                Problem.environment("PYF-521", "The build was interrupted").toException(),
                Problem.environment("PYF-522", "A file for the store could not be made")
                        .toException(),
                new IllegalStateException("a fault"))) {
            RememberedLayers failing = new RememberedLayers(failing(failure), log);

            assertThatThrownBy(() -> failing.keep(KEY, "tiny:1", image)).isSameAs(failure);
            assertThatThrownBy(() -> failing.find(KEY)).isSameAs(failure);
        }
    }

    /** A store that has a page about layers, and fails where anything else is asked of it. */
    private ArtifactStore failing(RuntimeException failure) {
        remembered.keep(KEY, "tiny:1", image);
        Path page = store.findDerived("image", KEY.sum().hex()).orElseThrow();
        return (ArtifactStore) Proxy.newProxyInstance(
                ArtifactStore.class.getClassLoader(),
                new Class<?>[] {ArtifactStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("findDerived") && "image".equals(arguments[0])) {
                        return Optional.of(page);
                    }
                    throw failure;
                });
    }

    private void keepPage(byte[] bytes) {
        store.derived("image", KEY.sum().hex(), file -> Files.write(file, bytes));
    }

    private Layer layer(LayerName name, String text, Compression compression) {
        String blob = "blob-" + name.kind() + (compression == Compression.ZSTD ? ".tar.zst" : ".tar.gz");
        return new Layer(
                name,
                store.derived(LayerBuilder.KIND, blob, file -> Files.writeString(file, text)),
                Sha256.of(text),
                Sha256.of(text + " unpacked"),
                text.length(),
                10L * text.length(),
                compression);
    }
}
