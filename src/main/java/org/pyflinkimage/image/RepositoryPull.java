package org.pyflinkimage.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.registry.RegistryClient;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.pyflinkimage.value.Sha256;

/** Reads one repository of one registry; whatever it gives is of the digest that it was asked for. */
public final class RepositoryPull implements AutoCloseable {

    private final ImageReference repository;
    private final PullHttp http;
    private final RegistryClient client;
    private final RegistryCalls calls;

    /** Reaches the registry and logs in. */
    RepositoryPull(ImageReference repository, RepositoryPush.Access access) {
        this(repository, access, Patience.USUAL);
    }

    RepositoryPull(ImageReference repository, RepositoryPush.Access access, Patience patience) {
        this.repository = repository;
        this.calls = new RegistryCalls(repository, PullProblems::of, access.pauses(), access.log());
        calls.requireReachable();
        this.http = new PullHttp(repository.getRegistry(), access.reach(repository.getRegistry()), patience);
        RegistryLogin login = new RegistryLogin(repository, RegistryLogin.Purpose.PULL, access, http);
        this.client = calls.call(() -> http.<RegistryClient, RegistryException>keep(login::logIn));
    }

    /**
     * What the reference leads to: by its digest where it has one, else by its tag.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-330} to {@code PYF-336} where it cannot be had
     */
    public PulledManifest manifest() {
        PulledManifest pulled = pull(repository.getQualifier());
        repository.getDigest().map(Sha256::parse).ifPresent(digest -> require(digest, pulled));
        return pulled;
    }

    /** A manifest of this repository, by its digest. */
    public PulledManifest manifest(Sha256 digest) {
        PulledManifest pulled = pull(digest.digest());
        require(digest, pulled);
        return pulled;
    }

    /**
     * Writes a blob to a file that does not exist yet.
     *
     * @param size how large it is said to be; more is not taken
     * @param received told the number of bytes of each piece; a negative number takes back what has to be read again
     */
    public void blob(Sha256 digest, long size, Path file, LongConsumer received) {
        calls.run(() -> {
            Counted out = new Counted(file, size, counting(received));
            try (out) {
                http.keep(() -> client.pullBlob(RepositoryPush.jibDigest(digest), length -> {}, length -> {})
                        .writeTo(out));
            } catch (IOException e) {
                out.takeBack();
                throw !(e instanceof Pace.TooSlow) && e.getCause() instanceof RegistryException refusal
                        ? asThrown(refusal)
                        : e;
            }
            if (out.written != size) {
                throw new OtherThanAsked("a blob of %s bytes where %s are announced".formatted(out.written, size));
            }
        });
    }

    private LongConsumer counting(LongConsumer received) {
        return count -> {
            http.came(Math.toIntExact(Math.max(count, 0)));
            received.accept(count);
        };
    }

    @Override
    public void close() {
        try {
            http.shutDown();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PulledManifest pull(String qualifier) {
        return calls.call(() -> {
            try {
                http.keep(() -> client.pullManifest(qualifier));
            } catch (JsonProcessingException e) {
                // Nothing was left for Jib to read.
                return parse(http.manifest());
            }
            throw new IllegalStateException("a manifest was read twice");
        });
    }

    private static PulledManifest parse(byte[] manifest) throws IOException {
        try {
            return PulledManifest.of(manifest);
        } catch (JsonProcessingException e) {
            throw new OtherThanAsked("a manifest that cannot be read: " + e.getOriginalMessage());
        }
    }

    private void require(Sha256 digest, PulledManifest pulled) {
        if (!pulled.digest().equals(digest)) {
            throw PullProblems.of(
                    repository,
                    new OtherThanAsked("a manifest with %s where %s was asked for".formatted(pulled.digest(), digest)));
        }
    }

    /** Jib hides the registry's refusal behind a failure of the stream. */
    private static IOException asThrown(RegistryException refusal) {
        return refusal.getCause() instanceof IOException answer ? answer : new OtherThanAsked(refusal);
    }

    /** A file that takes so many bytes and no more. */
    private static final class Counted extends OutputStream {

        private final OutputStream out;
        private final long most;
        private final LongConsumer received;
        private long written;

        Counted(Path file, long most, LongConsumer received) {
            this.out = opened(file);
            this.most = most;
            this.received = received;
        }

        private static OutputStream opened(Path file) {
            try {
                return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (written + length > most) {
                throw new OtherThanAsked("a blob of more than the %s bytes that are announced".formatted(most));
            }
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                // No failure of the registry: it is for whoever keeps the file to say what is wrong with the disk.
                throw new UncheckedIOException(e);
            }
            written += length;
            received.accept(length);
        }

        void takeBack() {
            received.accept(-written);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
