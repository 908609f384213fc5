package org.pyflinkimage.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.image.PulledManifest;
import org.pyflinkimage.value.ArchivedImage;
import org.pyflinkimage.value.ArchivedImage.Form;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Platform;

/** Reads images of archives and folders on this machine; as those of registries their blobs are kept in the store by their digests. */
public final class ArchiveReader {

    private final ArtifactStore store;
    private final Bounds bounds;
    private final ImageOpening opening;

    public ArchiveReader(ArtifactStore store, Bounds bounds, BuildLog log) {
        this.store = store;
        this.bounds = bounds;
        this.opening = new ImageOpening(store, bounds, log);
    }

    /**
     * Has an image read.
     *
     * @param name what it is called
     * @param image which one it is of what lies there
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-337} where it is not for that platform, {@code PYF-338} where it is
     *     none, or hostile, {@code PYF-945} where nothing lies there, {@code PYF-946} where it lies there in another way, {@code PYF-947}
     *     where it is not clear which one is meant
     */
    public <T> T read(
            BaseImage name, ArchivedImage image, Path place, Platform platform, Function<OpenImage, T> reading) {
        return reading.apply(opening.open(source(image, place, Optional.empty()), name, platform));
    }

    /**
     * The same for an image that is known by its manifest: what lies there has to be that one.
     *
     * @throws org.pyflinkimage.value.PyFlinkException as for any other, and {@code PYF-948} where it is another one
     */
    public <T> T read(BaseImage name, ArchivedImage image, Path place, Pin pin, Function<OpenImage, T> reading) {
        OpenImage open = opening.open(source(image, place, known(pin)), name, pin.platform());
        if (!open.digest().equals(pin.digest())) {
            throw ArchiveProblems.changed(name, pin.digest(), open.digest()).toException();
        }
        return reading.apply(open);
    }

    /** The same for one that may be gone by now: then the store has to have all that the reading needs. */
    public <T> T readIfThere(ArchivedImage image, Path place, Pin pin, Function<OpenImage, T> reading) {
        if (Files.exists(place)) {
            return read(image, image, place, pin, reading);
        }
        return kept(image, pin, reading)
                .orElseThrow(
                        () -> ArchiveProblems.absent(image, place, pin.digest()).toException());
    }

    /** What the store has of an image that is known by its manifest; empty where that is not all that the reading needs. */
    public <T> Optional<T> kept(BaseImage name, Pin pin, Function<OpenImage, T> reading) {
        try {
            return Optional.of(reading.apply(opening.open(new StoredImage(store, pin), name, pin.platform())));
        } catch (StoredImage.NotHere e) {
            return Optional.empty();
        }
    }

    private Optional<ImageManifest> known(Pin pin) {
        try {
            PulledManifest manifest = new StoredImage(store, pin).named();
            return Optional.of(ManifestReader.manifest(manifest));
        } catch (StoredImage.NotHere | RefusedImage e) {
            return Optional.empty();
        }
    }

    private ImageSource source(ArchivedImage image, Path place, Optional<ImageManifest> known) {
        boolean isFolder = image.form() == Form.OCI;
        if (isFolder ? !Files.isDirectory(place) : !Files.isRegularFile(place)) {
            throw ArchiveProblems.absent(image, place).toException();
        }
        try {
            ArchiveFiles files = isFolder ? ArchiveFiles.of(place) : TarFiles.open(place);
            requireForm(image, place, files);
            return image.form() == Form.DOCKER_ARCHIVE
                    ? new DockerSave(image, files, bounds, known)
                    : new OciLayout(image, files);
        } catch (IOException e) {
            throw ArchiveProblems.noArchive(image, place, e).toException(e);
        }
    }

    /** Docker's own archives are both by now. */
    private static void requireForm(ArchivedImage image, Path place, ArchiveFiles files) throws IOException {
        boolean isDockers = image.form() == Form.DOCKER_ARCHIVE;
        String wanted = isDockers ? DockerSave.MANIFEST : OciLayout.INDEX;
        if (files.find(wanted).isEmpty()) {
            if (files.find(isDockers ? OciLayout.INDEX : DockerSave.MANIFEST).isPresent()) {
                throw ArchiveProblems.otherForm(image, place, isDockers ? Form.OCI_ARCHIVE : Form.DOCKER_ARCHIVE)
                        .toException();
            }
            throw new RefusedImage("it has no `%s`".formatted(wanted));
        }
    }
}
