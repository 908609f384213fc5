package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.VerifiedArchive;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.Setting;
import org.pyflinkimage.value.PyFlinkException;

/** Bases as skopeo, podman and buildah write them, and podman's own storage. Nothing is run in a container. */
class ArchivedBasesIT extends LayeredScene {

    private static final String NAME = "localhost/pyflink-e2e/archived-base:1";

    private VerifiedArchive expected;

    @Test
    void layoutsOfSkopeoGiveTheRegistrysImage() throws Exception {
        requireTools("skopeo");
        String source = registrys();
        run("skopeo", "copy", "--src-tls-verify=false", source, "oci-archive:" + folder.resolve("one.tar"));
        run("skopeo", "copy", "--src-tls-verify=false", source, "oci:" + folder.resolve("layout") + ":named");

        for (String base : List.of("oci-archive:one.tar", "oci:layout", "oci:layout:named")) {
            VerifiedArchive built = upon(base);

            // skopeo makes OCI's manifests of Docker's, and keeps the layers.
            assertThat(built.manifest().path("layers"))
                    .as(base)
                    .isEqualTo(expected.manifest().path("layers"));
            assertSame(built, base);
        }
    }

    @Test
    void archivesOfDockersFormAreOneImage() throws Exception {
        requireTools("skopeo", "podman");
        String source = registrys();
        run(
                "skopeo",
                "copy",
                "--src-tls-verify=false",
                source,
                "docker-archive:" + folder.resolve("one.tar") + ":" + NAME);
        run("podman", "load", "--quiet", "--input", folder.resolve("one.tar").toString());
        try {
            save("docker-archive", "two.tar");
            save("oci-archive", "three.tar");
            save("oci-dir", "layout");
            Path bin = Files.createDirectories(folder.resolve("bin"));
            String script = "#!/bin/sh\nPATH=%s HOME=%s exec podman \"$@\"\n"
                    .formatted(System.getenv("PATH"), System.getProperty("user.home"));
            assertThat(Files.writeString(bin.resolve("podman"), script).toFile().setExecutable(true))
                    .isTrue();

            VerifiedArchive first = upon("docker-archive:one.tar");

            assertSame(first, "docker-archive:one.tar");
            for (String base :
                    List.of("docker-archive:one.tar:" + NAME, "docker-archive:two.tar", "docker-daemon:" + NAME)) {
                VerifiedArchive built = upon(base);
                assertSame(built, base);
                assertThat(built.manifest()).as(base).isEqualTo(first.manifest());
            }
            for (String base : List.of("oci-archive:three.tar", "oci:layout", "oci-archive:three.tar:" + NAME)) {
                assertSame(upon(base), base);
            }
        } finally {
            run("podman", "image", "rm", "--force", NAME);
        }
    }

    /** As a project may do it whose base is another module's image. */
    @Test
    void archivesOfThisPluginAreBases() throws Exception {
        String reference = BaseShape.temurin().tagged(registry).toString();
        Request first = request(reference, "oci-archive", "docker-archive");
        BuiltImage base = new ImageBuild(first, tiny.machine(first, CODE))
                .build()
                .images()
                .get(0);
        Files.copy(base.archive().orElseThrow(), folder.resolve("oci.tar"));
        Files.copy(tiny.results().resolve(CELL + "/image-docker.tar"), folder.resolve("docker.tar"));

        for (String name : List.of("oci-archive:oci.tar", "docker-archive:docker.tar")) {
            assertThatExceptionOfType(PyFlinkException.class)
                    .as(name)
                    .isThrownBy(() -> upon(name))
                    .withMessageContainingAll("[PYF-925]", "`/opt/venv`", name);
        }
    }

    private void save(String format, String name) throws Exception {
        run(
                "podman",
                "save",
                "--quiet",
                "--format",
                format,
                "--output",
                folder.resolve(name).toString(),
                NAME);
    }

    /** The base in the registry, and the image upon it. */
    private String registrys() throws IOException {
        String reference = BaseShape.flink("2.2.1").tagged(registry).toString();
        expected = upon(reference);
        return "docker://" + reference;
    }

    private void assertSame(VerifiedArchive built, String base) throws IOException {
        assertThat(built.mismatches()).as(base).isEmpty();
        assertThat(built.filesOfTheImage()).as(base).isEqualTo(expected.filesOfTheImage());
        JsonNode config = built.configuration();
        assertThat(config.path("rootfs"))
                .as(base)
                .isEqualTo(expected.configuration().path("rootfs"));
        assertThat(config.path("config").path("Env"))
                .as(base)
                .isEqualTo(expected.configuration().path("config").path("Env"));
    }

    private VerifiedArchive upon(String base) throws IOException {
        Request request = request(base, "oci-archive");
        BuiltImage built = new ImageBuild(request, tiny.machine(request, CODE))
                .build()
                .images()
                .get(0);
        return VerifiedArchive.read(built.archive().orElseThrow());
    }

    private Request request(String base, String... outputs) throws IOException {
        UnaryOperator<Declaration> upon = declaration -> declaration
                .with(Element.BASE, List.of(base))
                .withLabels(List.of(new Setting("org.opencontainers.image.base.name", "the same")));
        return BaseRequests.of(tiny, registry, upon, List.of(outputs), CODE);
    }

    private static void requireTools(String... names) {
        for (String name : names) {
            boolean isThere = Stream.of(System.getenv("PATH").split(":", -1))
                    .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
            if ("required".equals(System.getProperty("e2e"))) {
                assertThat(isThere).as(name).isTrue();
            }
            Assumptions.assumeTrue(isThere, "`" + name + "` is not on the PATH");
        }
    }

    private static void run(String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as("%s: %s", String.join(" ", words), said)
                .isZero();
    }
}
