package org.pyflinkimage.inspect;

import java.nio.file.Path;
import org.pyflinkimage.value.Sha256;

/**
 * A layer of an image, whose bytes are here.
 *
 * @param descriptor as the image's manifest has it
 * @param diffId the sum of its tar, as the image's configuration has it
 * @param unpacked the tar's bytes
 * @param file the layer as it is stored; whoever reads it compares it with its digest
 */
public record StoredLayer(Descriptor descriptor, Sha256 diffId, long unpacked, Path file) {}
