package org.pyflinkimage.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pyflinkimage.value.Sha256;

/** A manifest or index as a registry gave it. */
public final class PulledManifest {

    private final byte[] bytes;
    private final JsonNode json;

    private PulledManifest(byte[] bytes, JsonNode json) {
        this.bytes = bytes;
        this.json = json;
    }

    /**
     * Reads one.
     *
     * @param bytes not to be changed
     * @throws JsonProcessingException where they are no JSON
     */
    public static PulledManifest of(byte[] bytes) throws IOException {
        return new PulledManifest(bytes, new ObjectMapper().readTree(bytes));
    }

    /** Of its bytes. */
    public Sha256 digest() {
        return Sha256.of(bytes);
    }

    public JsonNode json() {
        return json;
    }

    /** In bytes. */
    public long size() {
        return bytes.length;
    }

    /** Writes its bytes to a file that does not exist yet. */
    public void writeTo(Path file) throws IOException {
        Files.write(file, bytes);
    }
}
