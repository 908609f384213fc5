package org.pyflinkimage.inspect;

import org.pyflinkimage.value.Sha256;

/**
 * What a manifest says of a blob that it names.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/descriptor.md">OCI content descriptors</a>
 */
public record Descriptor(String mediaType, Sha256 digest, long size) {}
