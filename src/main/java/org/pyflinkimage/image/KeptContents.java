package org.pyflinkimage.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.registry.RegistryClient;
import java.io.IOException;
import java.util.Optional;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;

/** What a registry keeps of a push: its word that something has arrived is not enough. */
final class KeptContents {

    /** The name of a blob that nobody has. */
    static final DescriptorDigest ABSENT =
            RepositoryPush.jibDigest(Sha256.of("pyflink-maven-plugin asks for what no registry has"));

    private final ImageReference repository;
    private final RegistryClient client;
    private final RegistryCalls calls;
    private final BuildLog log;

    KeptContents(ImageReference repository, RegistryClient client, RegistryCalls calls, BuildLog log) {
        this.repository = repository;
        this.client = client;
        this.calls = calls;
        this.log = log;
    }

    /** Whether the registry has a blob, of this size. */
    boolean has(DescriptorDigest name, long size) {
        return calls.call(() -> client.checkBlob(name))
                .filter(blob -> blob.getSize() == size)
                .isPresent();
    }

    /** Whether the registry has a blob, of this size, now or in a moment. */
    boolean arrives(DescriptorDigest name, long size) {
        return calls.holds(() -> has(name, size));
    }

    /**
     * Asks for a blob that cannot be there: what has everything, a portal in between for instance, has nothing.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-864} where it is said to be there
     */
    void requireHonesty() {
        if (calls.call(() -> client.checkBlob(ABSENT)).isPresent()) {
            throw broken("PYF-864", "`%s` says that it has a blob that nobody ever made".formatted(registry()))
                    .why(
                            "so it may have none of the others that it says to have; something in between may answer in its place")
                    .remedy("a way to the registry itself: the proxy in `-Dhttps.proxyHost`, the name in "
                            + Element.IMAGE.named())
                    .toException();
        }
    }

    /** @throws org.pyflinkimage.value.PyFlinkException {@code PYF-862} where a blob is not there after it was sent */
    void requireBlob(DescriptorDigest name, long size) {
        if (!arrives(name, size)) {
            throw broken("PYF-862", "`%s` took a blob, and does not have it".formatted(registry()))
                    .why("%s of %s bytes is not there as it was sent".formatted(name, size))
                    .remedy("the same push later; what has arrived is not sent again")
                    .remedy("space and the log of the registry")
                    .toException();
        }
    }

    /** @throws org.pyflinkimage.value.PyFlinkException {@code PYF-863} where a tag does not name what was put there */
    void requireManifest(DescriptorDigest digest, String tag) {
        if (!calls.holds(() -> named(digest, tag).filter(digest::equals).isPresent())) {
            String there = calls.call(() -> named(digest, tag))
                    .map(DescriptorDigest::toString)
                    .orElse("no manifest");
            throw broken("PYF-863", "`%s` of `%s` does not name what was pushed".formatted(tag, path()))
                    .why("pushed is %s, there is %s".formatted(digest, there))
                    .remedy("the same push later; another one may have come in between")
                    .toException();
        }
    }

    /** What a tag names; a login that may push and not read has to believe. */
    private Optional<DescriptorDigest> named(DescriptorDigest pushed, String tag)
            throws IOException, RegistryException {
        try {
            return Optional.of(client.pullManifest(tag).getDigest());
        } catch (RegistryUnauthorizedException e) {
            log.note("`%s` does not let this login read: whether `%s` names what was pushed is not known"
                    .formatted(registry(), tag));
            return Optional.of(pushed);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (RegistryException e) {
            if (e.getCause() instanceof ResponseException response && response.getStatusCode() != 404) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static Problem broken(String code, String what) {
        return Problem.environment(code, what);
    }

    private String registry() {
        return repository.getRegistry();
    }

    private String path() {
        return registry() + "/" + repository.getRepository();
    }
}
