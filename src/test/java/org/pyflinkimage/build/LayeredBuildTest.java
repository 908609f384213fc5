package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.build.validation.Validation;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.BuiltLayer;
import org.pyflinkimage.image.LayerFile;
import org.pyflinkimage.image.VerifiedArchive;
import org.pyflinkimage.inspect.ForeignLayer;
import org.pyflinkimage.plan.LockFileCodec;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.resolve.sources.SdistScene;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/** Images whose layers come upon those of a base. */
class LayeredBuildTest extends LayeredScene {

    private final List<String> outputs = new ArrayList<>(List.of("oci-archive"));

    @Test
    void officialFlinkGetsNoSecondFlink() throws IOException {
        BuiltImage built = build(BaseShape.flink("2.2.1").tagged(registry));

        assertThat(built.contents().layers())
                .extracting(BuiltLayer::contents)
                .containsExactly(
                        "base",
                        "base",
                        "Python",
                        "Python packages: others 5",
                        "Flink",
                        "PyFlink",
                        "connectors",
                        "configuration",
                        "job");
        List<String> added = added(built);
        assertThat(added)
                .noneMatch(path -> path.contains("flink-dist") || path.contains("etc/passwd"))
                .contains(
                        "/opt/flink/opt/flink-python-2.2.1.jar",
                        "/opt/flink/lib/connector-1.0.jar",
                        "/opt/flink/conf/config.yaml",
                        "/docker-entrypoint.sh",
                        "/opt/python/bin/python3.11",
                        "/opt/venv/lib/python3.11/site-packages/pyflink/table.py");
        assertThat(files(built)
                        .get("/opt/venv/lib/python3.11/site-packages/pyflink/lib")
                        .link())
                .isEqualTo("/opt/flink/lib");
        assertThat(added).doesNotContain("/opt/flink/bin/flink");
    }

    /** What only running would tell is built by a builder, upon a base that one could build upon. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void builderIsNamedWhereItCouldBuildUponTheBase(boolean could) throws IOException {
        tiny.addSdist("acme", SdistScene.tar("acme-1.0", SdistScene.acme("import os\n")));
        BaseShape base = could
                ? BaseShape.flink("2.2.1")
                : BaseShape.unreleased().file("opt/java/openjdk/bin/java").file(BaseShape.JAVA_17);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> build(base.tagged(registry)))
                .satisfies(e -> assertThat(e.problems()).singleElement().satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("PYF-903");
                    assertThat(problem.toText().contains("-Dpyflink.builder=docker"))
                            .isEqualTo(could);
                }));
    }

    @Test
    void containersRunAsTheBaseThenFlinkSays() throws IOException {
        BuiltImage built = build(BaseShape.flink("2.2.1").tagged(registry));

        JsonNode config = archive(built).configuration().path("config");
        List<String> environment = new ArrayList<>();
        config.path("Env").forEach(variable -> environment.add(variable.asText()));
        assertThat(environment)
                .contains(
                        "GOSU_VERSION=1.17",
                        "JAVA_HOME=/opt/java/openjdk",
                        "FLINK_HOME=/opt/flink",
                        "PATH=/opt/venv/bin:/usr/local/bin:/opt/flink/bin:/opt/java/openjdk/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/own/bin");
        assertThat(config.path("ExposedPorts").toString()).contains("9999/tcp", "8081/tcp", "6123/tcp");
        assertThat(config.path("Volumes").has("/data")).isTrue();
        assertThat(config.path("User").asText()).isEqualTo("9999:9999");
        assertThat(config.path("Labels").path("team").asText()).isEqualTo("blessed");
        assertThat(config.path("Labels").path("org.opencontainers.image.title").asText())
                .isEqualTo("out");
        assertThat(config.path("Labels")
                        .path("org.opencontainers.image.base.name")
                        .asText())
                .isEqualTo(registry.name() + "/team/base:1");
        assertThat(archive(built).manifest().path("annotations").toString())
                .contains(
                        "image.base.digest",
                        Sha256.of(registry.manifests.get("1")).digest())
                .doesNotContain("blessed");
    }

    @Test
    void userIsAddedToThoseOfTheBase() throws IOException {
        BuiltImage built = build(BaseShape.temurin().tagged(registry));

        assertThat(added(built)).contains("/etc/passwd", "/etc/group", "/opt/flink/lib/flink-dist-2.2.1.jar");
        SortedMap<String, LayerFile> files = files(built);
        assertThat(files.get("/etc/passwd").text())
                .isEqualTo("root:x:0:0:root:/root:/bin/bash\nflink:x:9999:9999::/opt/flink:/bin/bash\n");
        assertThat(files.get("/etc/group").text()).isEqualTo("root:x:0:\nflink:x:9999:\n");
    }

    @Test
    void linksOfTheBaseStayAndItsFoldersKeepTheirRights() throws IOException {
        ImageReference base = BaseShape.temurin()
                .in(registry)
                .layer(
                        new ForeignLayer()
                                .folder("usr/bin/", 0711, 4_000_000_000L, 8)
                                .folder("opt/", 0751, 0, 4),
                        "gzip")
                .tagged("1", "amd64");

        BuiltImage built = build(base);

        SortedMap<String, LayerFile> files = ownFiles(built);
        assertThat(files.keySet()).noneMatch(path -> path.equals("/bin") || path.startsWith("/bin/"));
        assertThat(files.get("/usr/bin").mode()).isEqualTo(0711);
        assertThat(files.get("/usr/bin").user()).isEqualTo(4_000_000_000L);
        assertThat(files.get("/opt").mode()).isEqualTo(0751);
        assertThat(files.get("/opt").group()).isEqualTo(4);
    }

    @Test
    void flinkBehindALinkIsUsedAndNoOther() throws IOException {
        BaseShape base = BaseShape.temurin()
                .file("opt/flink -> flink-2.2.1")
                .file("opt/flink-2.2.1/bin/flink")
                .file("opt/flink-2.2.1/lib/flink-dist-2.2.1.jar")
                .file("opt/flink-2.2.1/conf/flink-conf.yaml")
                .file("opt/flink-2.2.1/usrlib/job.py")
                .configured("{\"Env\":[\"JAVA_HOME=/opt/java/openjdk\",\"FLINK_LIB_DIR=/usr/lib/flink/lib\"]}");

        BuiltImage built = build(base.tagged(registry));

        assertThat(added(built))
                .contains("/opt/flink-2.2.1/conf/config.yaml", "/opt/flink-2.2.1/opt/flink-python-2.2.1.jar")
                .noneMatch(path -> path.startsWith("/opt/flink/") || path.contains("flink-dist"));
        assertThat(ownFiles(built).get("/opt/flink-2.2.1").mode()).isEqualTo(0775);
        assertThat(archive(built).configuration().path("config").path("Env").toString())
                .doesNotContain("FLINK_LIB_DIR");
        assertThat(tiny.log.lines).contains("warn PYF-942");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/pki/tls/certs/ca-bundle.crt", "/var/lib/ca-certificates/ca-bundle.pem"})
    void pythonFindsTheCertificatesOfRedHatsAndSuses(String bundle) throws IOException {
        BaseShape base = BaseShape.temurin()
                .without("etc/ssl/certs/ca-certificates.crt")
                .file(bundle.substring(1) + " = certificates");

        assertThat(ownFiles(build(base.tagged(registry)))
                        .get("/etc/ssl/cert.pem")
                        .link())
                .isEqualTo(bundle);
        assertThat(tiny.log.lines).noneMatch(line -> line.startsWith("warn"));
    }

    @Test
    void whatIsToBeKnownOfABaseIsToldAtEveryBuild() throws IOException {
        Request request = request(
                BaseShape.temurin().without("etc/ssl/certs/ca-certificates.crt").tagged(registry));
        build(request);
        assertThat(tiny.log.lines).contains("warn PYF-936");
        tiny.log.lines.clear();

        build(request);

        assertThat(tiny.log.lines).contains("warn PYF-936").noneMatch(line -> line.contains("Unpacking"));
    }

    @Test
    void whatALayerOfTheBaseHidIsNotThere() throws IOException {
        ImageReference base = BaseShape.flink("2.2.0")
                .in(registry)
                .layer(ForeignLayer.of("opt/.wh.flink"), "gzip")
                .tagged("1", "amd64");

        assertThat(added(build(base))).contains("/opt/flink/lib/flink-dist-2.2.1.jar", "/opt/flink/bin/flink");
    }

    @Test
    void layersOfTheBaseKeepTheirDigestsInAllOutputs() throws IOException {
        outputs.addAll(List.of("docker-archive", "registry"));
        ImageReference base = BaseShape.flink("2.2.1")
                .in(registry)
                .layer(ForeignLayer.of("zstd"), "zstd")
                .layer(ForeignLayer.of("plain"), "")
                .made(
                        "[{\"created_by\":\"one\"},{\"created_by\":\"ENV\",\"empty_layer\":true},{\"created_by\":\"two\"},{},{}]")
                .tagged("1", "amd64");
        JsonNode below = json(registry.manifests.get("1")).path("layers");

        BuiltImage built = build(base);

        VerifiedArchive oci = archive(built);
        assertThat(oci.mismatches()).allMatch(mismatch -> mismatch.contains("history") || mismatch.contains("diff ID"));
        JsonNode manifest = oci.manifest();
        for (int i = 0; i < 4; i++) {
            assertThat(manifest.path("layers").path(i).path("digest"))
                    .isEqualTo(below.path(i).path("digest"));
        }
        assertThat(manifest.path("layers").findValuesAsText("mediaType").subList(0, 5))
                .containsExactly(
                        "application/vnd.oci.image.layer.v1.tar+gzip",
                        "application/vnd.oci.image.layer.v1.tar+gzip",
                        "application/vnd.oci.image.layer.v1.tar+zstd",
                        "application/vnd.oci.image.layer.v1.tar",
                        "application/vnd.oci.image.layer.v1.tar+gzip");
        assertThat(oci.configuration().path("history").findValuesAsText("created_by"))
                .containsSubsequence("one", "ENV", "two", "pyflink-maven-plugin: Python");
        String digest = built.contents().digest().orElseThrow().digest();
        assertThat(Sha256.of(registry.manifests.get("tiny")).digest()).isEqualTo(digest);
        for (JsonNode layer : manifest.path("layers")) {
            assertThat(registry.blobs)
                    .containsKey("/v2/team/out/blobs/" + layer.path("digest").asText());
        }
        Path docker = tiny.results().resolve(CELL + "/image-docker.tar");
        assertThat(VerifiedArchive.read(docker).configuration()).isEqualTo(oci.configuration());
        JsonNode images = json(Files.readAllBytes(tiny.results().resolve("images.json")));
        assertThat(images.get(0).path("base").path("digest").asText())
                .isEqualTo(Sha256.of(registry.manifests.get("1")).digest());
        assertThat(images.get(0).path("base").path("reference").asText()).isEqualTo(base.toString());
    }

    @Test
    void movedTagChangesNothingAndAllIsInTheStore() throws IOException {
        Request request = request(BaseShape.flink("2.2.1").tagged(registry));
        BuiltImage first = build(request);
        BaseShape.debian().tagged(registry);
        registry.blobs.clear();
        int asked = registry.requests.size();
        tiny.log.lines.clear();

        assertThat(build(request)).isEqualTo(first);

        assertThat(registry.requests).hasSize(asked);
        assertThat(tiny.log.lines).noneMatch(line -> line.contains("Unpacking") || line.contains("Pulling"));
    }

    @Test
    void anotherStoreGivesTheSameImageAndAsksForTheLockedDigestAlone() throws IOException {
        ImageReference base = BaseShape.flink("2.2.1").tagged(registry);
        Request request = request(base);
        Sha256 locked = Sha256.of(registry.manifests.get("1"));
        registry.manifests.put(locked.digest(), registry.manifests.get("1"));
        registry.mediaTypes.put(locked.digest(), registry.mediaTypes.get("1"));
        BuiltImage first = build(request);
        registry.requests.clear();
        BaseShape.debian().tagged(registry);
        forget(request);

        assertThat(build(request)).isEqualTo(first);
        assertThat(registry.requests)
                .filteredOn(asked -> asked.contains("/manifests/"))
                .containsOnly("GET /v2/team/base/manifests/" + locked.digest());
    }

    /** Takes what the store has of the base out of it. */
    private void forget(Request request) throws IOException {
        JsonNode manifest = json(registry.manifests.get(
                request.specs().isEmpty()
                        ? ""
                        : plan(request).base().orElseThrow().digest().digest()));
        tiny.store().find(plan(request).base().orElseThrow().digest()).ifPresent(tiny.store()::discard);
        for (JsonNode layer : manifest.path("layers")) {
            tiny.store().find(Sha256.parse(layer.path("digest").asText())).ifPresent(tiny.store()::discard);
        }
    }

    @Test
    void offlineBuildNeedsAllInTheStore() throws IOException {
        Request request = request(BaseShape.temurin().tagged(registry));
        BuiltImage first = build(request);
        tiny = TinyImage.madeIn(folder, folder.resolve("store"));

        assertThat(build(request)).isEqualTo(first);

        tiny.store().find(plan(request).base().orElseThrow().digest()).ifPresent(tiny.store()::discard);
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> build(request))
                .withMessageContainingAll("[PYF-926]", "team/base:1", "offline");
    }

    @Test
    void otherBaseIsAnotherImage() throws IOException {
        BuiltImage first = build(BaseShape.temurin().tagged(registry));

        BuiltImage second =
                build(BaseShape.temurin().file("usr/share/news = new").tagged(registry));

        assertThat(second.contents().digest()).isNotEqualTo(first.contents().digest());
    }

    @Test
    void whatTheDeclarationTakesForAnErrorOfTheBaseEndsTheBuildAtOnce() throws IOException {
        Request plain = request(
                BaseShape.temurin().without("etc/ssl/certs/ca-certificates.crt").tagged(registry));
        Request strict = new Request(
                plain.specs(),
                plain.lockFile(),
                plain.locked(),
                plain.output(),
                plain.templates(),
                plain.sources(),
                plain.created(),
                Validation.with(Map.of("PYF-936", "error"), Optional.empty()).severities());

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> build(strict))
                .withMessageContaining("[PYF-936]");
        assertThat(tiny.log.lines).noneMatch(line -> line.contains("Unpacking packages"));
        assertThat(build(plain).contents().digest()).isPresent();
        assertThat(tiny.log.lines).anyMatch(line -> line.contains("Unpacking packages"));
    }

    @Test
    void tooManyLayersAreRefused() throws IOException {
        var base = BaseShape.temurin().in(registry);
        for (int i = 0; i < 120; i++) {
            base.layer(ForeignLayer.of("layer" + i), "gzip");
        }

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> build(base.tagged("1", "amd64")))
                .withMessageContainingAll("[PYF-928]", "at most 127", "the base has 122");
    }

    private static JsonNode json(byte[] bytes) throws IOException {
        return new ObjectMapper().readTree(bytes);
    }

    private BuiltImage build(ImageReference base) throws IOException {
        return build(request(base));
    }

    private static SortedMap<String, LayerFile> files(BuiltImage built) throws IOException {
        return archive(built).filesOfTheImage();
    }

    /** The paths of files and links in them. */
    private List<String> added(BuiltImage built) throws IOException {
        List<String> paths = new ArrayList<>();
        ownFiles(built).forEach((path, file) -> {
            if (!file.isFolder()) {
                paths.add(path);
            }
        });
        return paths;
    }

    private static Plan plan(Request request) throws IOException {
        return LockFileCodec.read(Files.readString(request.lockFile()), "pyflink.lock", plan -> Optional.empty())
                .plans()
                .get(0);
    }

    private Request request(ImageReference base) throws IOException {
        return BaseRequests.of(tiny, registry, base, outputs, CODE);
    }
}
