package org.pyflinkimage.image;

/**
 * The names of the forms of an image's parts.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/media-types.md">OCI image specification, media types</a>
 */
public final class MediaType {

    static final String INDEX = "application/vnd.oci.image.index.v1+json";
    static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    /** The same of Docker's own images. */
    public static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";

    static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

    private MediaType() {}
}
