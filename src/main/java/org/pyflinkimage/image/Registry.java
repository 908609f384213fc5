package org.pyflinkimage.image;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
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
     * Pushes an image under these names. Nothing is sent before all their repositories have taken the login.
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
        Map<RepositoryTags, RepositoryPush> pushes = new LinkedHashMap<>();
        return opened(RepositoryTags.of(references), images, pushes, () -> push(images, top, digest, pushes));
    }

    /** Opens one repository after the other, does the work once all are open, and closes them. */
    private PushReport opened(
            List<RepositoryTags> closed,
            List<AssembledImage> images,
            Map<RepositoryTags, RepositoryPush> open,
            Supplier<PushReport> work) {
        if (closed.isEmpty()) {
            return work.get();
        }
        RepositoryTags names = closed.get(0);
        Optional<Neighbour> neighbour = neighbour(names.repository(), open.keySet(), images);
        try (RepositoryPush push = new RepositoryPush(names.repository(), neighbour, access)) {
            push.requireReadiness();
            open.put(names, push);
            return opened(closed.subList(1, closed.size()), images, open, work);
        }
    }

    private static Optional<Neighbour> neighbour(
            com.google.cloud.tools.jib.api.ImageReference repository,
            Collection<RepositoryTags> before,
            List<AssembledImage> images) {
        return before.stream()
                .map(RepositoryTags::repository)
                .filter(other -> other.getRegistry().equals(repository.getRegistry()))
                .findFirst()
                .map(Neighbour::pushedBefore)
                .or(() -> Neighbour.ofBase(repository, images));
    }

    private static PushReport push(
            List<AssembledImage> images, RawManifest top, Sha256 digest, Map<RepositoryTags, RepositoryPush> pushes) {
        PushReport report = new PushReport(digest, 0, 0, 0);
        List<String> named = new ArrayList<>();
        try {
            for (var entry : pushes.entrySet()) {
                RepositoryPush push = entry.getValue();
                for (AssembledImage image : images) {
                    report = sum(report, push.blobs(image));
                    if (!image.digest().equals(digest)) {
                        push.manifest(new RawManifest(MediaType.MANIFEST, image.manifest()), image.digest());
                    }
                }
                for (String tag : entry.getKey().tags()) {
                    push.tag(top, digest, tag);
                    named.add(entry.getKey().name(tag));
                }
            }
        } catch (PyFlinkException e) {
            throw named.isEmpty() || e.isInterruption() ? e : after(named, e);
        }
        return report;
    }

    /** A failure that leaves some names with the new image, and the others with what they had. */
    private static PyFlinkException after(List<String> named, PyFlinkException failure) {
        String there = "these names have the image already: " + String.join(", ", named);
        PyFlinkException told = new PyFlinkException(
                failure.problems().stream().map(problem -> problem.why(there)).toList());
        told.initCause(failure);
        return told;
    }

    private static PushReport sum(PushReport one, PushReport other) {
        return new PushReport(
                one.digest(),
                one.uploaded() + other.uploaded(),
                one.present() + other.present(),
                one.uploadedSize() + other.uploadedSize());
    }
}
