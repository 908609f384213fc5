package org.pyflinkimage.image;

import org.pyflinkimage.value.Compression;

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

    private static final String TAR = "application/vnd.oci.image.layer.v1.tar";

    static final String LAYER = TAR + "+gzip";

    private MediaType() {}

    /** Of a layer, in a manifest of OCI's: by the names of one specification all that reads it knows its form. */
    static String of(Compression compression) {
        return switch (compression) {
            case GZIP -> LAYER;
            case ZSTD -> TAR + "+zstd";
            case NONE -> TAR;
        };
    }

    /** How a layer of that type is compressed, by OCI's names or Docker's. */
    public static Compression compressionOf(String layer) {
        if (layer.endsWith("zstd")) {
            return Compression.ZSTD;
        }
        return layer.endsWith("gzip") ? Compression.GZIP : Compression.NONE;
    }
}
