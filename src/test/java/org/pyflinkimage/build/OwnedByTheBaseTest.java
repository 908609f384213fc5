package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.build.validation.Severities;
import org.pyflinkimage.build.validation.Validation;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.LayerFile;
import org.pyflinkimage.inspect.ForeignLayer;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.PyFlinkException;

/** What a base has in the places of an image's own files: its entrypoint, its configuration. */
class OwnedByTheBaseTest extends LayeredScene {

    private static final List<String> OUTPUTS = List.of("oci-archive");

    /** That of Flink's images writes to its configuration when a container starts. */
    @Test
    void entrypointOfTheBaseIsKeptWithWhatItNeeds() throws IOException {
        ImageReference base = BaseShape.flink("2.2.1")
                .in(registry)
                .layer(
                        new ForeignLayer()
                                .folder("opt/flink/conf/", 0755, 9999, 9999)
                                .file("opt/flink/conf/config.yaml", "rest.port: 8081\n", 9999),
                        "gzip")
                .tagged("1", "amd64");
        BuiltImage built = build(keeping(base));

        JsonNode config = archive(built).configuration().path("config");
        assertThat(config.path("Entrypoint").toString()).isEqualTo("[\"/docker-entrypoint.sh\"]");
        assertThat(config.path("Cmd").isEmpty()).isTrue();
        SortedMap<String, LayerFile> files = ownFiles(built);
        assertThat(files)
                .containsKey("/opt/flink/conf/config.yaml")
                .doesNotContainKeys(
                        "/docker-entrypoint.sh", "/usr/local/bin/flink", "/opt/flink/conf.image/config.yaml");
        assertThat(files.get("/opt/flink/conf/config.yaml").user()).isEqualTo(9999);
        assertThat(tiny.log.lines).contains("warn PYF-955").doesNotContain("warn PYF-954");
    }

    @Test
    void whatTheBaseSetsAndTheImageDoesNotIsTold() throws IOException {
        BuiltImage built = build(BaseShape.flink("2.2.1")
                .without("opt/flink/conf/config.yaml")
                .file("opt/flink/conf/config.yaml = state.backend.type: rocksdb\n")
                .file("opt/flink/conf/log4j-console.properties = rootLogger.level = DEBUG\n")
                .tagged(registry));

        assertThat(tiny.log.lines).contains("warn PYF-954", "warn PYF-955", "warn PYF-956");
        assertThat(ownFiles(built).get("/opt/flink/conf/config.yaml").user()).isZero();
        assertThat(ownFiles(built)).containsKey("/docker-entrypoint.sh");
    }

    /** A remembered image keeps what was found in it, be it grave or not at that time. */
    @Test
    void noteIsToldOnceUnlessTheDeclarationTakesItForMore() throws IOException {
        Request request =
                BaseRequests.of(tiny, registry, BaseShape.flink("2.2.1").tagged(registry), OUTPUTS, CODE);
        build(request);
        assertThat(tiny.log.lines).contains("warn PYF-954");
        tiny.log.lines.clear();

        build(request);
        assertThat(tiny.log.lines).doesNotContain("warn PYF-954");

        build(Requests.with(request, severities("warning")));
        assertThat(tiny.log.lines).contains("warn PYF-954").noneMatch(line -> line.contains("Unpacking"));
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> build(Requests.with(request, severities("error"))))
                .withMessageContaining("[PYF-954]");
    }

    private static Severities severities(String level) {
        return Validation.with(Map.of("PYF-954", level), Optional.empty()).severities();
    }

    @Test
    void filesThatFlinksEntrypointWritesToStayWritableForWhomTheyWere() throws IOException {
        ImageReference base = BaseShape.temurin()
                .in(registry)
                .layer(ForeignLayer.of("docker-entrypoint.sh"), "gzip")
                .configured(
                        "{\"Entrypoint\":[\"/docker-entrypoint.sh\"],\"WorkingDir\":\"/app\",\"Env\":[\"JAVA_HOME=/opt/java/openjdk\"]}")
                .tagged("1", "amd64");

        BuiltImage built = build(keeping(base));

        LayerFile configuration = ownFiles(built).get("/opt/flink/conf/config.yaml");
        assertThat(configuration.user()).isEqualTo(9999);
        assertThat(ownFiles(built).get("/usr/local/bin/python").user()).isZero();
        assertThat(archive(built)
                        .configuration()
                        .path("config")
                        .path("WorkingDir")
                        .asText())
                .isEqualTo("/app");
    }

    private Request keeping(ImageReference base) throws IOException {
        return BaseRequests.of(
                tiny,
                registry,
                declaration -> declaration
                        .with(Element.BASE, List.of(base.toString()))
                        .withExactly(Element.ENTRYPOINT, List.of("base")),
                OUTPUTS,
                CODE);
    }

    private BuiltImage build(ImageReference base) throws IOException {
        return build(BaseRequests.of(tiny, registry, base, OUTPUTS, CODE));
    }
}
