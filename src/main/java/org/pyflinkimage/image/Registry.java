package org.pyflinkimage.image;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/**
 * Pushes images to the registries that their references name, and reads images there. What a registry has already is not sent again.
 *
 * <p>Plain HTTP and untrusted certificates are accepted from this machine itself, and from others with {@code
 * -Dpyflink.allowInsecureRegistries}.
 */
public final class Registry {

    private static final List<Duration> PAUSES = List.of(Duration.ofMillis(500), Duration.ofSeconds(2));

    private final RepositoryPush.Access access;

    /**
     * The registries that somebody may push to and read.
     *
     * @param credentials asked before Docker's and podman's own logins
     * @param insecure whether plain HTTP and untrusted certificates are accepted from other machines too
     * @param environment says where Docker and podman keep theirs
     */
    public Registry(RegistryCredentials credentials, boolean insecure, Environment environment, BuildLog log) {
        this(new RepositoryPush.Access(credentials, insecure, PAUSES, environment, log));
    }

    Registry(RepositoryPush.Access access) {
        this.access = access;
    }

    /**
     * Pushes an image under these names.
     *
     * @param references full names with tags, in one or several repositories
     * @throws PyFlinkException {@code PYF-840} for a registry that cannot be named, {@code PYF-841} to {@code PYF-847} for what a registry
     *     or the way to it refuses
     */
    public PushReport push(AssembledImage image, List<ImageReference> references) {
        RawManifest manifest = new RawManifest(MediaType.MANIFEST, image.manifest());
        return push(List.of(image), manifest, image.digest(), references);
    }

    /**
     * Pushes an index of images for several platforms, and the images themselves, under these names.
     *
     * @param images of one Flink, Java and Python, each for another platform
     * @throws PyFlinkException as {@link #push} does
     */
    public PushReport pushIndex(List<AssembledImage> images, List<ImageReference> references) {
        byte[] json = ImageJson.index(images);
        return push(images, new RawManifest(MediaType.INDEX, json), Sha256.of(json), references);
    }

    /**
     * Has an image read: from the first of its registry's mirrors that can give what the reading needs, else from the registry.
     *
     * @param reading is begun anew at the next place where a place fails
     * @throws PyFlinkException {@code PYF-330} to {@code PYF-336} for what the registry, or the way to it, refuses
     */
    public <T> T read(ImageReference image, Function<RepositoryPull, T> reading) {
        List<com.google.cloud.tools.jib.api.ImageReference> places = placesOf(image);
        for (var mirror : places.subList(0, places.size() - 1)) {
            try {
                return read(mirror, reading);
            } catch (PyFlinkException e) {
                if (e.isInterruption()) {
                    throw e;
                }
                access.log()
                        .note("The mirror `%s` does not serve: %s"
                                .formatted(
                                        mirror.getRegistry(),
                                        e.problems().get(0).what()));
            }
        }
        return read(places.get(places.size() - 1), reading);
    }

    private <T> T read(com.google.cloud.tools.jib.api.ImageReference place, Function<RepositoryPull, T> reading) {
        try (RepositoryPull pull = new RepositoryPull(place, access)) {
            return reading.apply(pull);
        }
    }

    private List<com.google.cloud.tools.jib.api.ImageReference> placesOf(ImageReference image) {
        try {
            return RegistryMirrors.read(access.environment(), Path.of("/etc"), access.log())
                    .placesOf(com.google.cloud.tools.jib.api.ImageReference.parse(image.toString()));
        } catch (InvalidImageReferenceException e) {
            throw Problem.declaration("PYF-336", "`%s` is in no registry that can be asked".formatted(image))
                    .why(String.valueOf(e.getMessage()))
                    .remedy("a name in the form `host[:port]/path:tag`, the path in lower case")
                    .toException(e);
        }
    }

    private PushReport push(
            List<AssembledImage> images, RawManifest top, Sha256 digest, List<ImageReference> references) {
        PushReport report = new PushReport(digest, 0, 0, 0);
        Map<String, com.google.cloud.tools.jib.api.ImageReference> pushed = new HashMap<>();
        for (RepositoryTags names : RepositoryTags.of(references)) {
            var repository = names.repository();
            var neighbour = Optional.ofNullable(pushed.putIfAbsent(repository.getRegistry(), repository));
            try (RepositoryPush push = new RepositoryPush(repository, neighbour, access)) {
                for (AssembledImage image : images) {
                    report = sum(report, push.blobs(image));
                    if (!image.digest().equals(digest)) {
                        push.manifest(new RawManifest(MediaType.MANIFEST, image.manifest()), image.digest());
                    }
                }
                names.tags().forEach(tag -> push.tag(top, digest, tag));
            }
        }
        return report;
    }

    private static PushReport sum(PushReport one, PushReport other) {
        return new PushReport(
                one.digest(),
                one.uploaded() + other.uploaded(),
                one.present() + other.present(),
                one.uploadedSize() + other.uploadedSize());
    }
}
