package org.pyflinkimage.inspect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.pyflinkimage.image.FakeRegistry;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Sha256;

/** An image as other programs make it, and puts it into a registry. */
public final class ForeignImage {

    private static final String OCI = "application/vnd.oci.image.";
    private static final String DOCKER = "application/vnd.docker.";

    private final FakeRegistry registry;
    private final String repository;
    private final boolean docker;
    private final List<String> layers = new ArrayList<>();
    private final List<String> diffIds = new ArrayList<>();
    private String configuration = "{}";
    private String history = "";

    private ForeignImage(FakeRegistry registry, String repository, boolean docker) {
        this.registry = registry;
        this.repository = repository;
        this.docker = docker;
    }

    /** With OCI's media types. */
    public static ForeignImage oci(FakeRegistry registry, String repository) {
        return new ForeignImage(registry, repository, false);
    }

    /** With Docker's. */
    public static ForeignImage docker(FakeRegistry registry, String repository) {
        return new ForeignImage(registry, repository, true);
    }

    /** Puts a layer on top, compressed as {@code gzip}, {@code zstd} or not at all. */
    public ForeignImage layer(ForeignLayer layer, String compression) {
        String kind = docker ? DOCKER + "image.rootfs.diff.tar" : OCI + "layer.v1.tar";
        String suffix = compression.isEmpty() ? "" : (docker ? "." : "+") + compression;
        layer(kind + suffix, layer.compressed(compression));
        diffIds.set(diffIds.size() - 1, Sha256.of(layer.plain()).digest());
        return this;
    }

    public ForeignImage layer(String mediaType, byte[] bytes) {
        layers.add(descriptor(mediaType, blob(bytes), bytes.length, ""));
        diffIds.add(Sha256.of(bytes).digest());
        return this;
    }

    /** How its containers run, as JSON: {@code {"Env":["A=b"]}}. */
    public ForeignImage configured(String json) {
        configuration = json;
        return this;
    }

    /** How it came about, as JSON: {@code [{"created_by":"ADD"}]}. */
    public ForeignImage made(String json) {
        history = ",\"history\":" + json;
        return this;
    }

    /** Names no layer in its configuration. */
    public ForeignImage withoutSums() {
        diffIds.clear();
        return this;
    }

    /** Keeps it under its digest, for {@code linux/} that architecture. */
    public Sha256 untagged(String architecture) {
        return keep(Sha256.of(manifest(architecture)).digest(), manifest(architecture), manifestType());
    }

    /** Gives it a tag. */
    public ImageReference tagged(String tag, String architecture) {
        keep(tag, manifest(architecture), manifestType());
        return reference(tag);
    }

    /** An index of images by their platforms, {@code linux/arm64/v8}, with something that is for none. */
    public ImageReference index(String tag, List<String> platforms, List<Sha256> images) {
        List<String> listed = new ArrayList<>();
        for (int i = 0; i < platforms.size(); i++) {
            String[] parts = platforms.get(i).split("/", 3);
            String variant = parts.length == 3 ? ",\"variant\":\"%s\"".formatted(parts[2]) : "";
            int size = registry.manifests.get(images.get(i).digest()).length;
            listed.add(descriptor(
                    manifestType(),
                    images.get(i),
                    size,
                    ",\"platform\":{\"os\":\"%s\",\"architecture\":\"%s\"%s}".formatted(parts[0], parts[1], variant)));
        }
        listed.add(descriptor(
                manifestType(),
                Sha256.of("attested"),
                1,
                ",\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"}"));
        String type = docker ? DOCKER + "distribution.manifest.list.v2+json" : OCI + "index.v1+json";
        String text = "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                .formatted(type, String.join(",", listed));
        keep(tag, text, type);
        return reference(tag);
    }

    /** The manifest, which some programs write without their media type. */
    private String manifest(String architecture) {
        String sums = diffIds.stream().map(sum -> "\"" + sum + "\"").collect(Collectors.joining(","));
        byte[] config =
                "{\"os\":\"linux\",\"architecture\":\"%s\",\"config\":%s,\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[%s]}%s}"
                        .formatted(architecture, configuration, sums, history)
                        .getBytes(StandardCharsets.UTF_8);
        String type = docker ? DOCKER + "container.image.v1+json" : OCI + "config.v1+json";
        String own = docker ? "\"mediaType\":\"%s\",".formatted(manifestType()) : "";
        return "{\"schemaVersion\":2,%s\"config\":%s,\"layers\":[%s]}"
                .formatted(
                        own,
                        descriptor(type, blob(config), config.length, ""),
                        layers.stream().collect(Collectors.joining(",")));
    }

    private String manifestType() {
        return docker ? DOCKER + "distribution.manifest.v2+json" : OCI + "manifest.v1+json";
    }

    private Sha256 keep(String name, String text, String mediaType) {
        registry.manifests.put(name, text.getBytes(StandardCharsets.UTF_8));
        registry.mediaTypes.put(name, mediaType);
        return Sha256.of(text);
    }

    private Sha256 blob(byte[] bytes) {
        Sha256 digest = Sha256.of(bytes);
        registry.blobs.put("/v2/" + repository + "/blobs/" + digest.digest(), bytes);
        return digest;
    }

    private ImageReference reference(String tag) {
        return ImageReference.of(registry.name() + "/" + repository + ":" + tag);
    }

    private static String descriptor(String mediaType, Sha256 digest, long size, String more) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%s%s}"
                .formatted(mediaType, digest.digest(), size, more);
    }
}
