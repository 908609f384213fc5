package org.pyflinkimage.build.base;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
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
import org.pyflinkimage.value.Problem;

/** Bases of Dockerfiles in a registry, and what is thought of them. */
abstract class DockerfileBaseFixture {

    @TempDir
    Path folder;

    final KeptLog log = new KeptLog();

    @AutoClose
    final FakeRegistry registry = FakeRegistry.started();

    static String summary(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.code() + " " + problem.severity().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    final Bases bases() {
        Registry registries = new Registry(host -> Optional.empty(), false, new Environment(Map.of(), folder), log);
        return new Bases(
                () -> new ImageReader(registries, new FileArtifactStore(folder.resolve("store")), Bounds.USUAL, log),
                false,
                log);
    }

    /** A base that nothing is wrong with, and these files. */
    final ImageReference debian(String configuration, String... files) {
        List<String> all = new ArrayList<>(List.of("etc/os-release = ID=debian\nVERSION_CODENAME=bookworm\n"));
        all.addAll(List.of(files));
        return image("own", configuration, all.toArray(String[]::new));
    }

    final ImageReference image(String name, String configuration, String... files) {
        return ForeignImage.oci(registry, "team/" + name)
                .layer(ForeignLayer.of("usr/bin/bash", "usr/bin/apt-get", "usr/sbin/groupadd", "usr/sbin/useradd"), "")
                .layer(ForeignLayer.of(files), "gzip")
                .configured(configuration)
                .tagged("1", "amd64");
    }
}
