package org.pyflinkimage.image;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.blob.Blob;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.registry.RegistryClient;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.system.ClearText;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.ParallelWork;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.Sizes;

/** A push to one repository of one registry. */
final class RepositoryPush implements AutoCloseable {

    private static final int UPLOADS_AT_ONCE = 4;

    /** How often a registry may fail for a moment where it is asked to take one blob over. */
    private static final int MOST_STRAINS = 2;

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

    private final Optional<Neighbour> neighbour;
    private final BuildLog log;
    private final RegistryHttp http;
    private final RegistryClient client;
    private final RegistryCalls calls;
    private final KeptContents kept;

    /** Until the registry shows that it does not. */
    private final AtomicBoolean takesOver = new AtomicBoolean(true);

    /**
     * Reaches the registry and logs in.
     *
     * @param neighbour what is there already may be taken over from it
     */
    RepositoryPush(ImageReference repository, Optional<Neighbour> neighbour, Access access) {
        this(repository, neighbour, access, Patience.USUAL);
    }

    RepositoryPush(ImageReference repository, Optional<Neighbour> neighbour, Access access, Patience patience) {
        this.neighbour = neighbour;
        this.log = access.log();
        this.calls = new RegistryCalls(repository, RegistryProblems::of, access.pauses(), log);
        calls.requireReachable();
        this.http = new RegistryHttp(repository.getRegistry(), access.reach(repository.getRegistry()), patience);
        RegistryLogin login = new RegistryLogin(
                repository, neighbour.map(Neighbour::repository), RegistryLogin.Purpose.PUSH, access, http);
        this.client = loggedIn(login);
        this.kept = new KeptContents(repository, client, calls, log);
    }

    /** Nobody closes what was not made. */
    private RegistryClient loggedIn(RegistryLogin login) {
        try {
            return calls.call(login::logIn);
        } catch (PyFlinkException e) {
            close();
            throw e;
        }
    }

    /** Asks the registry for what it cannot have: that shows whether it takes the login, which nothing looks at before where there are no tokens. */
    void requireReadiness() {
        kept.requireHonesty();
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
        for (Layer layer : image.layersByDigest()) {
            Blob blob = Blobs.from(layer::copyTo, true);
            uploads.add(new Upload(layer.digest(), blob, layer.size(), elsewhere(other -> other.has(layer))));
        }
        byte[] config = image.config();
        Blob blob = Blobs.from(out -> out.write(config), true);
        uploads.add(new Upload(image.configDigest(), blob, config.length, elsewhere(Neighbour::hasAll)));
        try (BuildLog.Progress progress = log.progress("Pushing", image.size())) {
            ParallelWork work = new ParallelWork("pyflink-push", UPLOADS_AT_ONCE);
            List<Boolean> sent = work.results(uploads, upload -> new Sending(upload, progress).isSent());
            return report(image.digest(), uploads, sent);
        }
    }

    private Optional<String> elsewhere(Predicate<Neighbour> hasIt) {
        return neighbour.filter(hasIt).map(Neighbour::repository).map(ImageReference::getRepository);
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

    /** How one blob comes into the repository. */
    private final class Sending {

        private final Upload upload;
        private final DescriptorDigest name;
        private final BuildLog.Progress progress;

        /** Whether a byte of it was asked for: all that a registry answers before, it answers to the question whether it takes the blob over. */
        private boolean begun;

        private int strains;
        private long went;
        private long told;

        Sending(Upload upload, BuildLog.Progress progress) {
            this.upload = upload;
            this.name = jibDigest(upload.digest());
            this.progress = progress;
        }

        /** Whether the blob had to be sent. */
        boolean isSent() {
            boolean sent = !kept.has(name, upload.size()) && isSentAnew();
            tell(upload.size());
            return sent;
        }

        private boolean isSentAnew() {
            if (calls.call(this::isTakenOver)) {
                if (kept.arrives(name, upload.size())) {
                    return false;
                }
                takesOver.set(false);
                calls.call(() -> push(Optional.empty()));
            }
            kept.requireBlob(name, upload.size());
            return true;
        }

        /** A registry that has the blob in another repository may take it from there, if it knows how and we may read it. */
        private boolean isTakenOver() throws IOException, RegistryException {
            if (upload.elsewhere().isEmpty() || !takesOver.get() || strains == MOST_STRAINS) {
                return push(Optional.empty());
            }
            begun = false;
            try {
                return push(upload.elsewhere());
            } catch (IOException | RegistryException e) {
                if (begun || isStrained(e)) {
                    throw e;
                }
                takesOver.set(false);
                if (RegistryProblems.withoutToken(e) instanceof IOException broken
                        && !(broken instanceof Pace.TooSlow)
                        && RegistryProblems.status(broken) == 0) {
                    throw e;
                }
            } catch (IllegalArgumentException e) {
                // Jib reads what a token allows as plain Base64, where tokens are of the kind for addresses.
                if (begun) {
                    throw e;
                }
                takesOver.set(false);
            }
            return push(Optional.empty());
        }

        private boolean isStrained(Exception failure) {
            boolean strained = RegistryCalls.isPassing(RegistryProblems.status(failure));
            strains += strained ? 1 : 0;
            return strained;
        }

        private boolean push(Optional<String> elsewhere) throws IOException, RegistryException {
            went = 0;
            Pace pace =
                    http.newPace(() -> log.note("A layer of %s is all sent; what is waited for is the registry's answer"
                            .formatted(Sizes.text(upload.size()))));
            Consumer<Long> listener = count -> {
                pace.went(Math.toIntExact(count));
                went += count;
                tell(went);
            };
            Blob blob = Blobs.from(this::writeTo, true);
            return http.<Boolean, RegistryException>send(
                    upload.size(), pace, () -> client.pushBlob(name, blob, elsewhere.orElse(null), listener));
        }

        private void writeTo(OutputStream out) throws IOException {
            begun = true;
            upload.blob().writeTo(out);
        }

        /** Tells so much of the blob, once: also where it is sent again. */
        private void tell(long reached) {
            if (reached > told) {
                progress.advance(reached - told);
                told = reached;
            }
        }
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
