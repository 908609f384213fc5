package org.pyflinkimage.image;

import com.fasterxml.jackson.databind.JsonNode;
import org.pyflinkimage.value.Sha256;

/**
 * A manifest or index as a registry gave it.
 *
 * @param digest of its bytes
 */
public record PulledManifest(Sha256 digest, JsonNode json) {}
