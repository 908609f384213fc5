package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** The schemas of the image specification, which {@code src/test/scripts/install-judges.sh} installs. */
final class OciSchemas {

    private OciSchemas() {}

    /** Holds the layout, the index, the manifest and the configuration of an OCI archive with one image against them. */
    static void assertFollowed(Path ociArchive) {
        RequireTools.onPath("oci-schemas");

        assertThat(Command.of("oci-schemas", ociArchive.toString()).succeed().text())
                .isEqualTo("""
                        oci-layout valid
                        index.json valid
                        application/vnd.oci.image.manifest.v1+json valid
                        application/vnd.oci.image.config.v1+json valid""");
    }
}
