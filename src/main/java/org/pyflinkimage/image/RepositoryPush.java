package org.pyflinkimage.image;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.blob.Blob;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.registry.RegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.DigestException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.system.ClearText;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.ParallelWork;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.Sizes;

/** A push to one repository of one registry. */
final class RepositoryPush implements AutoCloseable {

    private static final int UPLOADS_AT_ONCE = 4;

    /**
     * How registries are reached.
     *
     * @param insecure whether plain HTTP and untrusted certificates are accepted from other machines too
     * @param pauses between a call that failed for a moment and the next try of it
     * @param environment says where Docker and podman keep their logins
     */
    record Access(
            RegistryCredentials credentials,
            boolean insecure,
            List<Duration> pauses,
            Environment environment,
            BuildLog log) {

        /** How a registry may be spoken to. */
        RegistryHttp.Reach reach(String registry) {
            boolean loopback = ClearText.isLoopback(registry.replaceFirst(":[0-9]+$", ""));
            return new RegistryHttp.Reach(loopback || insecure, loopback || ClearText.isTrusted());
        }
    }

    private final ImageReference repository;
    private final Optional<ImageReference> neighbour;
    private final BuildLog log;
    private final RegistryHttp http;
    private final RegistryClient client;
    private final RegistryCalls calls;
    private final KeptContents kept;

    /** Until the registry refuses it. */
    private final AtomicBoolean takesOver = new AtomicBoolean(true);

    /**
     * Reaches the registry and logs in.
     *
     * @param neighbour a repository of the same registry that the same was pushed to just now
     */
    RepositoryPush(ImageReference repository, Optional<ImageReference> neighbour, Access access) {
        this(repository, neighbour, access, Patience.USUAL);
    }

    RepositoryPush(
            ImageReference repository, Optional<ImageReference> neighbour, Access access, Patience patience) {
        this.repository = repository;
        this.neighbour = neighbour;
        this.log = access.log();
        this.calls = new RegistryCalls(repository, RegistryProblems::of, access.pauses(), log);
        calls.requireReachable();
        this.http = new RegistryHttp(repository.getRegistry(), access.reach(repository.getRegistry()), patience);
        RegistryLogin login = new RegistryLogin(repository, neighbour, RegistryLogin.Purpose.PUSH, access, http);
        this.client = calls.call(login::logIn);
        this.kept = new KeptContents(repository, client, calls, log);
    }

    /**
     * A blob to be sent where the repository does not have it.
     *
     * @param elsewhere the repository of the registry that may have it
     */
    private record Upload(Sha256 digest, Blob blob, long size, Optional<String> elsewhere) {}

    /** Sends those of an image's blobs that the repository does not have. */
    PushReport blobs(AssembledImage image) {
        List<Upload> uploads = new ArrayList<>();
        Optional<String> elsewhere = neighbour.map(ImageReference::getRepository).or(() -> repositoryOfBase(image));
        for (Layer layer : image.layersByDigest()) {
            uploads.add(new Upload(layer.digest(), Blobs.from(layer::copyTo, true), layer.size(), elsewhere));
        }
        byte[] config = image.config();
        uploads.add(new Upload(image.configDigest(), Blobs.from(out -> out.write(config), true), config.length, elsewhere));
        kept.requireHonesty();
        try (BuildLog.Progress progress = log.progress("Pushing", image.size())) {
            ParallelWork work = new ParallelWork("pyflink-push", UPLOADS_AT_ONCE);
            return report(image.digest(), uploads, work.results(uploads, upload -> isSent(upload, progress)));
        }
    }

    /** That of the base's layers, where this registry has it: a token is not asked for it, as nobody may have read there today. */
    private Optional<String> repositoryOfBase(AssembledImage image) {
        return image.base()
                .map(ImageBase::reference)
                .filter(org.pyflinkimage.value.ImageReference.class::isInstance)
                .flatMap(base -> RepositoryTags.jib(base.toString()))
                .filter(base -> base.getRegistry().equals(repository.getRegistry()))
                .map(ImageReference::getRepository)
                .filter(name -> !name.equals(repository.getRepository()));
    }

    /** Puts a manifest under its digest. */
    void manifest(RawManifest manifest, Sha256 digest) {
        tag(manifest, digest, digest.digest());
    }

    /** Puts a manifest or an index under a tag. */
    void tag(RawManifest manifest, Sha256 digest, String tag) {
        DescriptorDigest pushed = calls.call(() -> client.pushManifest(manifest, tag));
        if (!pushed.getHash().equals(digest.hex())) {
            throw new IllegalStateException("pushed %s, not %s".formatted(pushed, digest));
        }
        kept.requireManifest(pushed, tag);
    }

    @Override
    public void close() {
        try {
            http.shutDown();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the blob had to be sent. */
    private boolean isSent(Upload upload, BuildLog.Progress progress) {
        DescriptorDigest name = jibDigest(upload.digest());
        if (kept.has(name, upload.size())) {
            progress.advance(upload.size());
            return false;
        }
        boolean sent = !calls.call(() -> isTakenOver(name, upload, progress));
        if (!sent) {
            progress.advance(upload.size());
        }
        kept.requireBlob(name, upload.size());
        return sent;
    }

    /** A registry that has the blob in another repository may take it from there, if it knows how and we may read it. */
    private boolean isTakenOver(DescriptorDigest name, Upload upload, BuildLog.Progress progress)
            throws IOException, RegistryException {
        if (upload.elsewhere().isEmpty() || !takesOver.get()) {
            return push(name, upload, Optional.empty(), progress);
        }
        try {
            return push(name, upload, upload.elsewhere(), progress);
        } catch (ResponseException | RegistryException e) {
            takesOver.set(false);
            return push(name, upload, Optional.empty(), progress);
        }
    }

    private boolean push(
            DescriptorDigest name, Upload upload, Optional<String> elsewhere, BuildLog.Progress progress)
            throws IOException, RegistryException {
        Pace pace = http.newPace(() -> log.note("A layer of %s is all sent; what is waited for is the registry's answer"
                .formatted(Sizes.text(upload.size()))));
        Consumer<Long> went = count -> {
            pace.went(Math.toIntExact(count));
            progress.advance(count);
        };
        return http.<Boolean, RegistryException>send(
                upload.size(), pace, () -> client.pushBlob(name, upload.blob(), elsewhere.orElse(null), went));
    }

    private static PushReport report(Sha256 digest, List<Upload> uploads, List<Boolean> sent) {
        int uploaded = 0;
        long uploadedSize = 0;
        for (int i = 0; i < uploads.size(); i++) {
            if (sent.get(i)) {
                uploaded++;
                uploadedSize += uploads.get(i).size();
            }
        }
        return new PushReport(digest, uploaded, uploads.size() - uploaded, uploadedSize);
    }

    static DescriptorDigest jibDigest(Sha256 digest) {
        try {
            return DescriptorDigest.fromHash(digest.hex());
        } catch (DigestException e) {
            throw new IllegalStateException("every sha256 is a digest", e);
        }
    }
}
