package org.pyflinkimage.build.base;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.RecordingLog;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.image.FakeRegistry;
import org.pyflinkimage.image.Registry;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.spec.DeclaredBase;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.ImageReference;

/** A registry of bases, and images that are to be built upon them. */
class LayeredBaseFixture {

    @TempDir
    Path folder;

    FakeRegistry registry;
    final RecordingLog log = new RecordingLog();

    @BeforeEach
    void start() throws IOException {
        registry = new FakeRegistry();
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
    }

    static ImageSpec upon(ImageReference base) {
        ImageSpec spec = ImageSpec.plain(Plans.empty().combination(), ImageReference.of("example.com/image:1"));
        return spec.with(spec.contents().withBase(new DeclaredBase(base, DeclaredBase.Use.LAYERS)));
    }

    LayeredBases bases(boolean offline) {
        Registry registries = new Registry(host -> Optional.empty(), false, new Environment(Map.of(), folder), log);
        return BaseReadings.bases(registries, new FileArtifactStore(folder.resolve("store")), offline, log);
    }
}
