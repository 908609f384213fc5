package org.pyflinkimage.inspect;

import java.util.Optional;
import java.util.function.Function;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.image.Registry;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Platform;

/** Reads images of registries; their blobs are kept in the store by their digests. */
public final class ImageReader {

    private final Registry registry;
    private final ArtifactStore store;
    private final ImageOpening opening;

    public ImageReader(Registry registry, ArtifactStore store, Bounds bounds, BuildLog log) {
        this.registry = registry;
        this.store = store;
        this.opening = new ImageOpening(store, bounds, log);
    }

    /**
     * Has an image read.
     *
     * @param reading is begun anew where one of the registry's mirrors fails
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-330} to {@code PYF-336} where the registry does not give it, {@code
     *     PYF-337} where it is not for that platform, {@code PYF-338} where it is none, or hostile
     */
    public <T> T read(ImageReference image, Platform platform, Function<OpenImage, T> reading) {
        return registry.read(image, pull -> reading.apply(opening.open(ImageSource.of(pull), image, platform)));
    }

    /**
     * The same for an image that is known by its manifest: out of the store as far as that has what the reading needs, else from its
     * registry.
     *
     * @param image whose repository is asked
     * @param offline whether no registry is asked
     * @throws org.pyflinkimage.value.PyFlinkException as for any other, and {@code PYF-926} where the store lacks something of it and
     *     no registry is asked
     */
    public <T> T read(ImageReference image, Pin pin, boolean offline, Function<OpenImage, T> reading) {
        try {
            return reading.apply(opening.open(new StoredImage(store, pin), image, pin.platform()));
        } catch (StoredImage.NotHere e) {
            if (offline) {
                throw ImageProblems.notHere(image, pin.digest()).toException(e);
            }
        }
        ImageReference pinned = new ImageReference(image.repository(), Optional.empty(), Optional.of(pin.digest()));
        return read(pinned, pin.platform(), reading);
    }
}
