package org.pyflinkimage.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
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
     */
    public Registry(RegistryCredentials credentials, boolean insecure, BuildLog log) {
        this(new RepositoryPush.Access(credentials, insecure, PAUSES, log));
    }

    Registry(RepositoryPush.Access access) {
        this.access = access;
    }

    /**
     * Pushes an image under these names.
     *
     * @param references full names with tags, in one or several repositories
     * @throws PyFlinkException {@code PYF-840} for a malformed reference, {@code PYF-841} to {@code PYF-847} for what a registry
     *     or the way to it refuses
     */
    public PushReport push(AssembledImage image, List<String> references) {
        RawManifest manifest = new RawManifest(MediaType.MANIFEST, image.manifest());
        return push(List.of(image), manifest, image.digest(), references);
    }

    /**
     * Pushes an index of images for several platforms, and the images themselves, under these names.
     *
     * @param images of one Flink, Java and Python, each for another platform
     * @throws PyFlinkException as {@link #push} does
     */
    public PushReport pushIndex(List<AssembledImage> images, List<String> references) {
        byte[] json = ImageJson.index(images);
        return push(images, new RawManifest(MediaType.INDEX, json), Sha256.of(json), references);
    }

    private PushReport push(List<AssembledImage> images, RawManifest top, Sha256 digest, List<String> references) {
        PushReport report = new PushReport(digest, 0, 0, 0);
        for (List<ImageReference> names : byRepository(references).values()) {
            try (RepositoryPush push = new RepositoryPush(names.get(0), access)) {
                for (AssembledImage image : images) {
                    report = sum(report, push.blobs(image));
                    if (!image.digest().equals(digest)) {
                        push.manifest(new RawManifest(MediaType.MANIFEST, image.manifest()), image.digest());
                    }
                }
                names.forEach(name -> push.tag(top, digest, name.getQualifier()));
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

    private static Map<String, List<ImageReference>> byRepository(List<String> references) {
        List<Problem> problems = new ArrayList<>();
        Map<String, List<ImageReference>> groups = new LinkedHashMap<>();
        for (String text : references) {
            try {
                ImageReference reference = ImageReference.parse(text);
                groups.computeIfAbsent(
                                reference.getRegistry() + "/" + reference.getRepository(), key -> new ArrayList<>())
                        .add(reference);
            } catch (InvalidImageReferenceException e) {
                problems.add(malformed(text));
            }
        }
        PyFlinkException.throwIfAny(problems);
        return groups;
    }

    private static Problem malformed(String reference) {
        return Problem.declaration("PYF-840", "`%s` is no image reference".formatted(reference))
                .why("the form is `host[:port]/path:tag`, the path in lower case")
                .remedy(
                        "`<image>registry.example.com/team/name</image>` (-Dpyflink.image), and `<tags>` (-Dpyflink.tags)");
    }
}
