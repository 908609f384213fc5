package org.pyflinkimage.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pyflinkimage.image.MediaType;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.Sha256;

/** The image for one platform while it is read. */
public final class OpenImage {

    private static final Set<String> CONFIGURATIONS = Set.of(MediaType.CONFIG, MediaType.DOCKER_CONFIG);

    private final BaseImage name;
    private final ImageManifest manifest;
    private final ImageBlobs blobs;
    private final Bounds bounds;

    OpenImage(BaseImage name, ImageManifest manifest, ImageBlobs blobs, Bounds bounds) {
        this.name = name;
        this.manifest = manifest;
        this.blobs = blobs;
        this.bounds = bounds;
    }

    /** Of its manifest: two images of one digest are the same. */
    public Sha256 digest() {
        return manifest.digest();
    }

    /**
     * How a container of it runs.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-338} where that cannot be read
     */
    public ContainerConfiguration configuration() {
        try {
            return ContainerConfiguration.of(blobs.configuration(manifest.config()));
        } catch (IOException e) {
            throw ImageProblems.refused(name, e);
        }
    }

    /**
     * Its files, for which its layers are had as far as nobody has listed them before, or a file in them is read.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-338} where its layers are none, or hostile
     */
    public ImageView view() {
        try {
            require(manifest.layers());
            return ImageView.of(blobs.layers(manifest.layers()), bounds);
        } catch (IOException e) {
            throw ImageProblems.refused(name, e);
        }
    }

    /** Of its manifest, in bytes. */
    public long size() {
        return manifest.size();
    }

    /**
     * Its layers, the lowest first, of which all are had.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-338} where its layers are none, or its configuration names others
     */
    public List<StoredLayer> layers() {
        try {
            require(manifest.layers());
            JsonNode diffIds =
                    blobs.configuration(manifest.config()).path("rootfs").path("diff_ids");
            if (diffIds.size() != manifest.layers().size()) {
                throw new RefusedImage("its configuration names %s layers, its manifest %s"
                        .formatted(diffIds.size(), manifest.layers().size()));
            }
            List<Path> files = blobs.filesOf(manifest.layers());
            Allowance allowance = new Allowance(bounds);
            List<StoredLayer> layers = new ArrayList<>();
            for (int i = 0; i < files.size(); i++) {
                Descriptor layer = manifest.layers().get(i);
                layers.add(new StoredLayer(
                        layer, sum(diffIds.path(i).asText()), blobs.unpacked(layer, allowance), files.get(i)));
            }
            return List.copyOf(layers);
        } catch (IOException e) {
            throw ImageProblems.refused(name, e);
        }
    }

    private static Sha256 sum(String digest) throws RefusedImage {
        try {
            return Sha256.parse(digest);
        } catch (IllegalArgumentException e) {
            throw new RefusedImage("its configuration names a layer without a sha256");
        }
    }

    /**
     * What its configuration says of how it was made, entry by entry, each a JSON text; empty where that does not fit its layers.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-338} where that cannot be read
     */
    public List<String> history() {
        try {
            JsonNode history = blobs.configuration(manifest.config()).path("history");
            List<String> entries = new ArrayList<>();
            int layers = 0;
            for (JsonNode entry : history) {
                layers += entry.path("empty_layer").asBoolean() ? 0 : 1;
                entries.add(entry.toString());
            }
            return layers == manifest.layers().size() ? List.copyOf(entries) : List.of();
        } catch (IOException e) {
            throw ImageProblems.refused(name, e);
        }
    }

    /** All that the manifest says already, before anything is fetched for it. */
    private void require(List<Descriptor> layers) throws RefusedImage {
        if (!CONFIGURATIONS.contains(manifest.config().mediaType())) {
            throw new RefusedImage("it is no container's: its configuration is of `%s`"
                    .formatted(manifest.config().mediaType()));
        }
        for (Descriptor layer : layers) {
            if (!layer.mediaType().contains("tar") || layer.mediaType().contains("encrypted")) {
                throw new RefusedImage("it has a layer of `%s`".formatted(layer.mediaType()));
            }
        }
        long packed = 0;
        for (Descriptor layer : layers) {
            if (layer.size() > bounds.packed() - packed) {
                throw new LargeImage("its layers have more than %s bytes".formatted(bounds.packed()));
            }
            packed += layer.size();
        }
    }
}
