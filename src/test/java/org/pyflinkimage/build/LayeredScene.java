package org.pyflinkimage.build;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.FakeRegistry;
import org.pyflinkimage.image.LayerFile;
import org.pyflinkimage.image.VerifiedArchive;
import org.pyflinkimage.value.Sha256;

/** A small image, and a registry for the base that its layers come upon. */
abstract class LayeredScene {

    static final Optional<Sha256> CODE = Optional.of(Sha256.of("this plugin"));
    static final String CELL = "flink-2.2.1-java17-python3.11-linux-amd64";

    @TempDir
    Path folder;

    FakeRegistry registry;
    TinyImage tiny;

    @BeforeEach
    void makeImage() throws IOException {
        registry = new FakeRegistry();
        tiny = new TinyImage(folder).servedFrom(URI.create("http://127.0.0.1:9/"));
    }

    @AfterEach
    void closeRegistry() throws IOException {
        registry.close();
    }

    BuiltImage build(Request request) {
        return new ImageBuild(request, tiny.machine(request, CODE))
                .build()
                .images()
                .get(0);
    }

    static VerifiedArchive archive(BuiltImage built) throws IOException {
        return VerifiedArchive.read(built.archive().orElseThrow());
    }

    /** What the image's own layers have. */
    static SortedMap<String, LayerFile> ownFiles(BuiltImage built) throws IOException {
        int below = (int) built.contents().layers().stream()
                .filter(layer -> layer.contents().equals("base"))
                .count();
        return archive(built).filesOfTheImage(below);
    }
}
