package org.pyflinkimage.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.ArchivedImage.Form;

class BaseImageTest {

    private static final String SUM = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            oci-archive:base.tar,                                OCI_ARCHIVE,    base.tar,              -,                              oci-archive:base.tar
            oci-archive:images/base.tar:1.0,                     OCI_ARCHIVE,    images/base.tar,       1.0,                            oci-archive:base.tar:1.0
            oci-archive:base-1.0_x+y.tar:team/base:1.0,          OCI_ARCHIVE,    base-1.0_x+y.tar,      team/base:1.0,                  oci-archive:base-1.0_x+y.tar:team/base:1.0
            oci-archive:my images/base 1.tar,                    OCI_ARCHIVE,    my images/base 1.tar,  -,                              oci-archive:base 1.tar
            oci:target/layout,                                   OCI,            target/layout,         -,                              oci:layout
            oci:target/layout/,                                  OCI,            target/layout,         -,                              oci:layout
            oci:/srv/images/layout:latest,                       OCI,            /srv/images/layout,    latest,                         oci:layout:latest
            oci:C:\\images\\layout\\:1,                          OCI,            C:\\images\\layout,    1,                              oci:layout:1
            docker-archive:../base.tar,                          DOCKER_ARCHIVE, ../base.tar,           -,                              docker-archive:base.tar
            docker-archive:C:\\images\\a.tar,                    DOCKER_ARCHIVE, C:\\images\\a.tar,     -,                              docker-archive:a.tar
            docker-archive:C:/images/a.tar:team/base:1,          DOCKER_ARCHIVE, C:/images/a.tar,       team/base:1,                    docker-archive:a.tar:team/base:1
            docker-archive:C:a.tar,                              DOCKER_ARCHIVE, C,                     a.tar,                          docker-archive:C:a.tar
            docker-archive:a.tar:127.0.0.1:5000/team/base:1,     DOCKER_ARCHIVE, a.tar,                 127.0.0.1:5000/team/base:1,     docker-archive:a.tar:127.0.0.1:5000/team/base:1
            docker-archive:a:1.tar,                              DOCKER_ARCHIVE, a,                     1.tar,                          docker-archive:a:1.tar
            docker-archive:a.tar:@1,                             DOCKER_ARCHIVE, a.tar,                 @1,                             docker-archive:a.tar:@1
            """)
    void archivesHaveAPathAndMaybeAnImage(String text, Form form, String path, String image, String named) {
        ArchivedImage expected = new ArchivedImage(form, path.replace("\\\\", "\\"), Optional.ofNullable(image));

        assertThat(BaseImage.parse(text.replace("\\\\", "\\"))).contains(expected);
        assertThat(expected.named()).hasToString(named);
        // What lock files have is read as it was written.
        assertThat(BaseImage.parse(named)).contains(expected.named());
    }

    @ParameterizedTest
    @CsvSource({
        "docker-daemon:base,                          base",
        "docker-daemon:team/base:1,                   team/base:1",
        "daemon:team/base:1,                          team/base:1",
        "daemon:localhost:5000/team/base:1,           localhost:5000/team/base:1",
        "docker-daemon:registry.example.com:443/base, registry.example.com:443/base"
    })
    void imagesOfADaemonHaveItsName(String text, String name) {
        assertThat(BaseImage.parse(text)).contains(new DaemonImage(ImageReference.of(name)));
        assertThat(BaseImage.parse(text).orElseThrow()).hasToString("docker-daemon:" + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "debian:12",
                "oci-archives:1",
                "docker.io/library/oci:1",
                "127.0.0.1:5000/oci:1",
                "registry.example.com/base@sha256:" + SUM
            })
    void allElseIsOfARegistry(String text) {
        assertThat(BaseImage.parse(text)).contains(ImageReference.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oci-archive:",
                "oci-archive:.",
                "oci-archive:images/..",
                "oci-archive:/",
                "oci-archive::1",
                "oci-archive:base.tar:",
                "oci-archive:base.tar: 1",
                "oci-archive:base.tar@sha256:" + SUM,
                "oci-archive:base.tar:1@sha256:" + SUM,
                "docker-archive:base.tar:team/base@sha256:" + SUM,
                "docker-archive:base.tar:@x",
                "docker-archive:a\nb.tar",
                "oci:a\u202eb",
                "docker-daemon:",
                "daemon:Base",
                "daemon:base@sha256:" + SUM,
                "docker://registry.example.com/base:1"
            })
    void otherTextsAreNone(String text) {
        assertThat(BaseImage.parse(text)).isEmpty();
    }
}
