package org.pyflinkimage.build;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.image.FakeRegistry;
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
}
