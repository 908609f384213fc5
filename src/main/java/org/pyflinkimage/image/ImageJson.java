package org.pyflinkimage.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

/**
 * The JSON texts of an image, the same bytes for the same image.
 *
 * @see <a href="https://github.com/opencontainers/image-spec">OCI image specification</a>
 */
final class ImageJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ImageJson() {}

    /** The config of an image. */
    static byte[] config(AssembledImage image) {
        ImageConfiguration configuration = image.configuration();
        ObjectNode root = NODES.objectNode();
        root.put("created", configuration.created().toString());
        putPlatform(root, configuration.platform());
        root.set("config", runtime(configuration));
        ObjectNode rootfs = root.putObject("rootfs").put("type", "layers");
        ArrayNode diffIds = rootfs.putArray("diff_ids");
        ArrayNode history = root.putArray("history");
        for (Layer layer : image.layers()) {
            diffIds.add(layer.diffId().digest());
            history.addObject()
                    .put("created", configuration.created().toString())
                    .put("created_by", "pyflink-maven-plugin: " + layer.name().title());
        }
        return bytes(root);
    }

    /** The manifest of an image. */
    static byte[] manifest(AssembledImage image) {
        ObjectNode root = NODES.objectNode();
        root.put("schemaVersion", 2).put("mediaType", MediaType.MANIFEST);
        byte[] config = image.config();
        root.set("config", descriptor(MediaType.CONFIG, Sha256.of(config), config.length));
        ArrayNode layers = root.putArray("layers");
        image.layers().forEach(layer -> layers.add(descriptor(MediaType.LAYER, layer.digest(), layer.size())));
        putStrings(root, "annotations", image.configuration().annotations());
        return bytes(root);
    }

    /** An index of images for several platforms. */
    static byte[] index(List<AssembledImage> images) {
        ObjectNode root = NODES.objectNode();
        root.put("schemaVersion", 2).put("mediaType", MediaType.INDEX);
        ArrayNode manifests = root.putArray("manifests");
        images.forEach(image -> manifests.add(platformDescriptor(image)));
        return bytes(root);
    }

    /** The index of an OCI layout: one image under several names. */
    static byte[] layoutIndex(AssembledImage image, List<ImageReference> references) {
        ObjectNode root = NODES.objectNode();
        root.put("schemaVersion", 2).put("mediaType", MediaType.INDEX);
        ArrayNode manifests = root.putArray("manifests");
        for (ImageReference reference : references) {
            ObjectNode descriptor = platformDescriptor(image);
            // Docker's image store reads containerd's name, all others OCI's.
            descriptor
                    .putObject("annotations")
                    .put("io.containerd.image.name", reference.toString())
                    .put("org.opencontainers.image.ref.name", reference.toString());
            manifests.add(descriptor);
        }
        return bytes(root);
    }

    /** The {@code manifest.json} of a docker archive, where blobs lie at these paths. */
    static byte[] dockerManifest(String config, List<ImageReference> references, List<String> layers) {
        ArrayNode root = NODES.arrayNode();
        ObjectNode image = root.addObject().put("Config", config);
        putStrings(
                image,
                "RepoTags",
                references.stream().map(ImageReference::toString).toList());
        putStrings(image, "Layers", layers);
        return bytes(root);
    }

    private static ObjectNode runtime(ImageConfiguration configuration) {
        ObjectNode runtime = NODES.objectNode();
        runtime.put("User", configuration.user());
        ObjectNode ports = NODES.objectNode();
        configuration.ports().forEach(port -> ports.putObject(port + "/tcp"));
        if (!ports.isEmpty()) {
            runtime.set("ExposedPorts", ports);
        }
        ArrayNode environment = runtime.putArray("Env");
        configuration.environment().forEach((name, value) -> environment.add(name + "=" + value));
        putStrings(runtime, "Entrypoint", configuration.entrypoint());
        putStrings(runtime, "Cmd", configuration.command());
        runtime.put("WorkingDir", configuration.workingDirectory());
        putStrings(runtime, "Labels", configuration.labels());
        return runtime;
    }

    private static ObjectNode platformDescriptor(AssembledImage image) {
        byte[] manifest = image.manifest();
        ObjectNode descriptor = descriptor(MediaType.MANIFEST, Sha256.of(manifest), manifest.length);
        putPlatform(descriptor.putObject("platform"), image.configuration().platform());
        return descriptor;
    }

    private static ObjectNode descriptor(String mediaType, Sha256 digest, long size) {
        return NODES.objectNode()
                .put("mediaType", mediaType)
                .put("digest", digest.digest())
                .put("size", size);
    }

    private static void putPlatform(ObjectNode node, Platform platform) {
        node.put("architecture", platform.architecture()).put("os", platform.os());
    }

    private static void putStrings(ObjectNode node, String name, List<String> strings) {
        if (!strings.isEmpty()) {
            ArrayNode array = node.putArray(name);
            strings.forEach(array::add);
        }
    }

    private static void putStrings(ObjectNode node, String name, Map<String, String> strings) {
        if (!strings.isEmpty()) {
            ObjectNode object = node.putObject(name);
            strings.forEach(object::put);
        }
    }

    private static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }
}
