package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;

/** A base with the C library musl and a shell, as Alpine is, of Debian's packages: nothing of an image would start upon it. */
@TestInstance(Lifecycle.PER_CLASS)
class MuslBaseIT {

    private static final BuiltProject PROJECT = BuiltProject.NEWEST;

    private final Opened opened = new Opened();
    private Path folder;
    private LoopbackRegistry registry;

    @BeforeAll
    void start() {
        RequireTools.slowProof("bases with musl");
        RequireTools.onPath("docker-registry", "skopeo");
        folder = opened.with(Folders.empty("musl-base"), Folders::delete);
        registry = opened.with(LoopbackRegistry.start(folder), LoopbackRegistry::close);
    }

    private LoadedImage musl(String name, boolean databaseOfAlpine) {
        UnpackedBase files = UnpackedBase.in(folder.resolve(name))
                .packageOfTheArchive("musl")
                .packageOfTheArchive("busybox-static")
                .link("bin/sh", "busybox")
                .file("etc/os-release", "ID=alpine\nVERSION_ID=3.20.3\nPRETTY_NAME=\"Alpine Linux v3.20\"\n");
        if (databaseOfAlpine) {
            files.file("lib/apk/db/installed", "C:Q1\nP:musl\nV:1.2.3-r5\nA:x86_64\n\n");
        }
        return opened.with(files.imported(name), LoadedImage::remove);
    }

    private String failure(String base, String... options) {
        Stream<String> all = Stream.concat(
                Stream.of("-Dpyflink.base=" + base, "-Dpyflink.allowInsecureRegistries"), Stream.of(options));
        return MavenBuild.anew(
                        PROJECT,
                        folder.resolve("project"),
                        Folders.buildDirectory().resolve("store"),
                        all.toArray(String[]::new))
                .failing();
    }

    @AfterAll
    void stop() {
        opened.close();
    }

    @Test
    void libraryOfTheBaseIsMusl() {
        try (Container container = musl("musl-runs", false).container().start("/bin/sh", "-c", "sleep 300")) {
            // It says what it is where nobody tells it what to run, and that this is no success.
            assertThat(container.exec("/bin/sh", "-c", "/lib/ld-musl-x86_64.so.1 2>&1 || true"))
                    .startsWith("musl libc (x86_64)\nVersion 1.2.");
        }
    }

    /** What Alpine's package manager says of it is told; the library's file alone says no version. */
    @ParameterizedTest
    @CsvSource({"musl-alpine, musl 1.2.3-r5", "musl-alone, musl"})
    void baseIsRefusedByEitherRoad(String name, String found) {
        String base = musl(name, name.endsWith("alpine")).pushed(registry, "base/" + name);
        String told = "[PYF-911] the base `%s` has %s, PyFlink needs glibc".formatted(base, found);

        assertThat(failure(base)).contains(told, "another base: `<base>`", "(-Dpyflink.base=scratch)");
        assertThat(failure(base, "-Dpyflink.builder=podman"))
                .contains(told, "-Dpyflink.base=debian:bookworm-slim", "leave `<base>` (-Dpyflink.base) out");
    }
}
