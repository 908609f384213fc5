package org.pyflinkimage.inspect;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.image.PulledManifest;
import org.pyflinkimage.image.Registry;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

/** Reads images of registries; their blobs are kept in the store by their digests. */
public final class ImageReader {

    private final Registry registry;
    private final ArtifactStore store;
    private final Bounds bounds;
    private final BuildLog log;

    public ImageReader(Registry registry, ArtifactStore store, Bounds bounds, BuildLog log) {
        this.registry = registry;
        this.store = store;
        this.bounds = bounds;
        this.log = log;
    }

    /**
     * Has an image read.
     *
     * @param reading is begun anew where one of the registry's mirrors fails
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-330} to {@code PYF-336} where the registry does not give it, {@code
     *     PYF-337} where it is not for that platform, {@code PYF-338} where it is none, or hostile
     */
    public <T> T read(ImageReference image, Platform platform, Function<OpenImage, T> reading) {
        return registry.read(image, pull -> reading.apply(open(ImageSource.of(pull), image.toString(), platform)));
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
            return reading.apply(open(new StoredImage(store, pin), image.toString(), pin.platform()));
        } catch (StoredImage.NotHere e) {
            if (offline) {
                throw ImageProblems.notHere(image, pin.digest()).toException(e);
            }
        }
        ImageReference pinned = new ImageReference(image.repository(), Optional.empty(), Optional.of(pin.digest()));
        return read(pinned, pin.platform(), reading);
    }

    /** Finds the image for a platform at a source. */
    OpenImage open(ImageSource source, String name, Platform platform) {
        ImageBlobs blobs = new ImageBlobs(source, store, log);
        try {
            return new OpenImage(name, manifest(source, blobs, name, platform), blobs, bounds);
        } catch (IOException e) {
            throw ImageProblems.refused(name, e).toException(e);
        }
    }

    private ImageManifest manifest(ImageSource source, ImageBlobs blobs, String name, Platform platform)
            throws IOException {
        PulledManifest named = source.named();
        if (!ManifestReader.isIndex(named.json())) {
            ImageManifest manifest = kept(named);
            String found = ManifestReader.nameOf(blobs.configuration(manifest.config()));
            if (!found.equals(platform.toString())) {
                throw ImageProblems.otherPlatforms(name, platform, List.of(found));
            }
            return manifest;
        }
        Optional<Sha256> chosen = ManifestReader.choose(named.json(), platform);
        if (chosen.isEmpty()) {
            throw ImageProblems.otherPlatforms(name, platform, ManifestReader.platforms(named.json()));
        }
        ImageManifest manifest = kept(source.manifest(chosen.get()));
        // By its digest alone it is judged by this from then on.
        String found = ManifestReader.nameOf(blobs.configuration(manifest.config()));
        if (!found.equals(platform.toString())) {
            throw ImageProblems.otherInside(name, platform, found);
        }
        return manifest;
    }

    /** With it and the blobs that it names the store has all of an image. */
    private ImageManifest kept(PulledManifest pulled) throws RefusedImage {
        ImageManifest manifest = ManifestReader.manifest(pulled);
        store.put(pulled.digest(), pulled.size(), pulled::writeTo);
        return manifest;
    }
}
