package org.pyflinkimage.image;

import java.time.Duration;
import java.util.List;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/**
 * Pushes images to the registries that their references name. What a registry has already is not sent again.
 *
 * <p>Plain HTTP and untrusted certificates are accepted from this machine itself, and from others with {@code
 * -Dpyflink.allowInsecureRegistries}.
 */
public final class Registry {

    private static final List<Duration> PAUSES = List.of(Duration.ofMillis(500), Duration.ofSeconds(2));

    private final RepositoryPush.Access access;

    /**
     * The registries that somebody may push to.
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

    private PushReport push(
            List<AssembledImage> images, RawManifest top, Sha256 digest, List<ImageReference> references) {
        PushReport report = new PushReport(digest, 0, 0, 0);
        for (RepositoryTags names : RepositoryTags.of(references)) {
            try (RepositoryPush push = new RepositoryPush(names.repository(), access)) {
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
