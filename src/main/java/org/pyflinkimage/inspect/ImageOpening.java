package org.pyflinkimage.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.image.PulledManifest;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

/** Finds the image for a platform, wherever it lies; its manifest is kept in the store from then on. */
record ImageOpening(ArtifactStore store, Bounds bounds, BuildLog log) {

    /** Indexes in indexes; programs that make images put two into each other. */
    private static final int DEEPEST = 3;

    /**
     * Opens it.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-337} where it is not for that platform, {@code PYF-338} where it is
     *     none
     */
    OpenImage open(ImageSource source, BaseImage name, Platform platform) {
        ImageBlobs blobs = new ImageBlobs(source, store, log);
        try {
            return new OpenImage(name, manifest(source, blobs, name, platform), blobs, bounds);
        } catch (IOException e) {
            throw ImageProblems.refused(name, e);
        }
    }

    private ImageManifest manifest(ImageSource source, ImageBlobs blobs, BaseImage name, Platform platform)
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
        Set<String> there = new TreeSet<>();
        Optional<Sha256> chosen = choose(source, named.json(), platform, there, DEEPEST);
        if (chosen.isEmpty()) {
            throw ImageProblems.otherPlatforms(name, platform, List.copyOf(there));
        }
        ImageManifest manifest = kept(source.manifest(chosen.get()));
        // By its digest alone it is judged by this from then on.
        String found = ManifestReader.nameOf(blobs.configuration(manifest.config()));
        if (!found.equals(platform.toString())) {
            throw ImageProblems.otherInside(name, platform, found);
        }
        return manifest;
    }

    /** @param there gets the platforms that are listed */
    private static Optional<Sha256> choose(
            ImageSource source, JsonNode index, Platform platform, Set<String> there, int deepest) throws IOException {
        Optional<Sha256> chosen = ManifestReader.choose(index, platform);
        List<Sha256> nested = ManifestReader.indexes(index);
        there.addAll(ManifestReader.platforms(index));
        for (int i = 0; i < nested.size() && chosen.isEmpty(); i++) {
            if (deepest == 0) {
                throw new RefusedImage("its indexes lie in each other without an end");
            }
            chosen = choose(source, source.manifest(nested.get(i)).json(), platform, there, deepest - 1);
        }
        return chosen;
    }

    /** With it and the blobs that it names the store has all of an image. */
    private ImageManifest kept(PulledManifest pulled) throws RefusedImage {
        ImageManifest manifest = ManifestReader.manifest(pulled);
        store.put(pulled.digest(), pulled.size(), pulled::writeTo);
        return manifest;
    }
}
