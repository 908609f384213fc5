package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

class AssembledImageTest {

    private static final Sha256 BLOB = new Sha256("a".repeat(64));
    private static final Sha256 TAR = new Sha256("b".repeat(64));
    private static final AssembledImage IMAGE = SampleImages.uponNothing(
            SampleImages.configuration(Platform.LINUX_ARM64),
            List.of(new Layer(LayerName.of(LayerKind.FLINK), Path.of("layer"), BLOB, TAR, 1000, 2048)));

    @Test
    void configSaysHowToRunTheImage() {
        assertThat(text(IMAGE.config())).isEqualToIgnoringNewLines("""
                {"created":"2026-11-20T10:11:12Z","architecture":"arm64","os":"linux",
                "config":{"User":"9999:9999","ExposedPorts":{"6123/tcp":{},"8081/tcp":{}},
                "Env":["PATH=/opt/flink/bin:/opt/venv/bin:/usr/bin","FLINK_HOME=/opt/flink","A_LATER_ONE=a=b c"],
                "Entrypoint":["/docker-entrypoint.sh"],"Cmd":["help"],"WorkingDir":"/opt/flink",
                "Labels":{"a":"b","org.opencontainers.image.version":"2.2.1"}},
                "rootfs":{"type":"layers","diff_ids":["sha256:%s"]},
                "history":[{"created":"2026-11-20T10:11:12Z","created_by":"pyflink-maven-plugin: Flink"}]}
                """.formatted(TAR.hex()));
    }

    @Test
    void manifestBindsConfigAndLayersAndCarriesAnnotations() {
        assertThat(text(IMAGE.manifest()))
                .isEqualToIgnoringNewLines("""
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
                "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
                "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:%s","size":1000}],
                "annotations":{"another":"one","org.opencontainers.image.source":"https://example.com/x"}}
                """.formatted(IMAGE.configDigest(), IMAGE.config().length, BLOB.hex()));
    }

    @Test
    void digestIsTheManifestsAndSizesAreSums() {
        assertThat(IMAGE.digest()).isEqualTo(Sha256.of(IMAGE.manifest()));
        assertThat(IMAGE.size()).isEqualTo(1000 + IMAGE.config().length);
        assertThat(IMAGE.unpackedSize()).isEqualTo(2048);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
