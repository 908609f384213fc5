package org.pyflinkimage.image;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

/**
 * The JSON texts of an image, the same bytes for the same image.
 *
 * @see <a href="https://github.com/opencontainers/image-spec">OCI image specification</a>
 */
final class ImageJson {

    private static final JsonFactory JSON = new JsonFactory();

    private ImageJson() {}

    /** The config of an image. */
    static byte[] config(AssembledImage image) {
        ImageConfiguration configuration = image.configuration();
        return bytes(json -> {
            json.writeStartObject();
            json.writeStringField("created", configuration.created().toString());
            writePlatform(json, configuration.platform());
            writeRuntime(json, configuration);
            writeDiffIds(json, image.layers());
            writeHistory(json, image);
            json.writeEndObject();
        });
    }

    /** The manifest of an image. */
    static byte[] manifest(AssembledImage image) {
        byte[] config = image.config();
        return bytes(json -> {
            writeStart(json, MediaType.MANIFEST);
            json.writeObjectFieldStart("config");
            writeDescriptor(json, MediaType.CONFIG, Sha256.of(config), config.length);
            json.writeEndObject();
            json.writeArrayFieldStart("layers");
            for (Layer layer : image.layers()) {
                json.writeStartObject();
                writeDescriptor(json, MediaType.of(layer.compression()), layer.digest(), layer.size());
                json.writeEndObject();
            }
            json.writeEndArray();
            writeStrings(json, "annotations", image.configuration().annotations());
            json.writeEndObject();
        });
    }

    /** An index of images for several platforms. */
    static byte[] index(List<AssembledImage> images) {
        return bytes(json -> {
            writeStart(json, MediaType.INDEX);
            json.writeArrayFieldStart("manifests");
            for (AssembledImage image : images) {
                json.writeStartObject();
                writePlatformDescriptor(json, image);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** The index of an OCI layout: one image under several names. */
    static byte[] layoutIndex(AssembledImage image, List<ImageReference> references) {
        return layoutIndex(references, json -> writePlatformDescriptor(json, image));
    }

    /** The index of an OCI layout: one {@link #index} of images for several platforms under several names. */
    static byte[] layoutIndex(byte[] index, List<ImageReference> references) {
        return layoutIndex(references, json -> writeDescriptor(json, MediaType.INDEX, Sha256.of(index), index.length));
    }

    private static byte[] layoutIndex(List<ImageReference> references, Text descriptor) {
        return bytes(json -> {
            writeStart(json, MediaType.INDEX);
            json.writeArrayFieldStart("manifests");
            for (ImageReference reference : references) {
                json.writeStartObject();
                descriptor.writeTo(json);
                writeNames(json, reference.toString());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** The {@code manifest.json} of a docker archive, where blobs lie at these paths. */
    static byte[] dockerManifest(String config, List<ImageReference> references, List<String> layers) {
        List<String> names = references.stream().map(ImageReference::toString).toList();
        return bytes(json -> {
            json.writeStartArray();
            json.writeStartObject();
            json.writeStringField("Config", config);
            writeStrings(json, "RepoTags", names);
            writeStrings(json, "Layers", layers);
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    private static void writeRuntime(JsonGenerator json, ImageConfiguration configuration) throws IOException {
        json.writeObjectFieldStart("config");
        json.writeStringField("User", configuration.user().toString());
        writeKeys(json, "ExposedPorts", configuration.ports());
        writeEnvironment(json, configuration.environment());
        writeStrings(json, "Entrypoint", configuration.entrypoint());
        writeStrings(json, "Cmd", configuration.command());
        writeKeys(json, "Volumes", configuration.volumes());
        json.writeStringField("WorkingDir", configuration.workingDirectory().value());
        writeStrings(json, "Labels", configuration.labels());
        json.writeEndObject();
    }

    /** The specification's way to write a set: as an object of empty objects. */
    private static void writeKeys(JsonGenerator json, String name, Collection<?> keys) throws IOException {
        if (keys.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(name);
        for (Object key : keys) {
            json.writeObjectFieldStart(key.toString());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeEnvironment(JsonGenerator json, Map<String, String> environment) throws IOException {
        json.writeArrayFieldStart("Env");
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            json.writeString(variable.getKey() + "=" + variable.getValue());
        }
        json.writeEndArray();
    }

    private static void writeDiffIds(JsonGenerator json, List<Layer> layers) throws IOException {
        json.writeObjectFieldStart("rootfs");
        json.writeStringField("type", "layers");
        json.writeArrayFieldStart("diff_ids");
        for (Layer layer : layers) {
            json.writeString(layer.diffId().digest());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeHistory(JsonGenerator json, AssembledImage image) throws IOException {
        json.writeArrayFieldStart("history");
        List<String> below = image.base().map(ImageBase::history).orElse(List.of());
        for (String entry : below) {
            json.writeRawValue(entry);
        }
        for (Layer layer : image.layers()) {
            if (below.isEmpty() || layer.name().kind() != LayerKind.BASE) {
                json.writeStartObject();
                json.writeStringField("created", image.configuration().created().toString());
                json.writeStringField(
                        "created_by", "pyflink-maven-plugin: " + layer.name().title());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void writeStart(JsonGenerator json, String mediaType) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schemaVersion", 2);
        json.writeStringField("mediaType", mediaType);
    }

    private static void writePlatformDescriptor(JsonGenerator json, AssembledImage image) throws IOException {
        byte[] manifest = image.manifest();
        writeDescriptor(json, MediaType.MANIFEST, Sha256.of(manifest), manifest.length);
        json.writeObjectFieldStart("platform");
        writePlatform(json, image.configuration().platform());
        json.writeEndObject();
    }

    private static void writeDescriptor(JsonGenerator json, String mediaType, Sha256 digest, long size)
            throws IOException {
        json.writeStringField("mediaType", mediaType);
        json.writeStringField("digest", digest.digest());
        json.writeNumberField("size", size);
    }

    private static void writePlatform(JsonGenerator json, Platform platform) throws IOException {
        json.writeStringField("architecture", platform.architecture());
        json.writeStringField("os", platform.os());
    }

    /** Docker's image store reads containerd's name, all others OCI's. */
    private static void writeNames(JsonGenerator json, String reference) throws IOException {
        json.writeObjectFieldStart("annotations");
        json.writeStringField("io.containerd.image.name", reference);
        json.writeStringField("org.opencontainers.image.ref.name", reference);
        json.writeEndObject();
    }

    private static void writeStrings(JsonGenerator json, String name, List<String> strings) throws IOException {
        if (strings.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(name);
        for (String string : strings) {
            json.writeString(string);
        }
        json.writeEndArray();
    }

    private static void writeStrings(JsonGenerator json, String name, Map<String, String> strings) throws IOException {
        if (strings.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> string : strings.entrySet()) {
            json.writeStringField(string.getKey(), string.getValue());
        }
        json.writeEndObject();
    }

    private static byte[] bytes(Text text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            text.writeTo(json);
        } catch (IOException e) {
            throw new IllegalStateException("JSON can always be written to memory", e);
        }
        return bytes.toByteArray();
    }

    /** A JSON text, ready to be written. */
    @FunctionalInterface
    private interface Text {

        void writeTo(JsonGenerator json) throws IOException;
    }
}
