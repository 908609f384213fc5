package org.pyflinkimage.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.registry.RegistryClient;
import java.io.IOException;
import java.util.Optional;

/** Logs in to a registry, with the login that belongs to whoever gives out its tokens. */
final class RegistryLogin {

    static final String USER_AGENT = "pyflink-maven-plugin";

    /** What is to be done there. */
    enum Purpose {
        PUSH {
            @Override
            boolean fetchToken(RegistryClient client) throws IOException, RegistryException {
                return client.doPushBearerAuth();
            }
        },
        PULL {
            @Override
            boolean fetchToken(RegistryClient client) throws IOException, RegistryException {
                return client.doPullBearerAuth();
            }
        };

        /** Whether the registry gives out tokens for it; the client has one then. */
        abstract boolean fetchToken(RegistryClient client) throws IOException, RegistryException;
    }

    private final ImageReference repository;
    private final Optional<ImageReference> neighbour;
    private final Purpose purpose;
    private final RepositoryPush.Access access;
    private final RegistryHttp http;

    RegistryLogin(ImageReference repository, Purpose purpose, RepositoryPush.Access access, RegistryHttp http) {
        this(repository, Optional.empty(), purpose, access, http);
    }

    /**
     * A login.
     *
     * @param neighbour another repository of the registry, whose blobs are to be taken over
     */
    RegistryLogin(
            ImageReference repository,
            Optional<ImageReference> neighbour,
            Purpose purpose,
            RepositoryPush.Access access,
            RegistryHttp http) {
        this.repository = repository;
        this.neighbour = neighbour;
        this.purpose = purpose;
        this.access = access;
        this.http = http;
    }

    /**
     * A client that is logged in, or anonymous where no login is known.
     *
     * @throws StrayAddress where tokens are given out elsewhere, and no login of that place is known
     */
    RegistryClient logIn() throws IOException, RegistryException {
        Optional<Credential> own = new Logins(repository, access).find();
        http.takeLogins(new TokenLogins(http.host(), own, access));
        RegistryClient client = client().newRegistryClient();
        if (purpose.fetchToken(client) || own.isEmpty() || own.get().isOAuth2RefreshToken()) {
            return client;
        }
        RegistryClient known = client().setCredential(own.get()).newRegistryClient();
        known.configureBasicAuth();
        return known;
    }

    /** Knows no login, so that none goes where an answer leads it. */
    private RegistryClient.Factory client() {
        RegistryClient.Factory factory = neighbour
                .map(other -> RegistryClient.factory(
                        EventHandlers.NONE,
                        repository.getRegistry(),
                        repository.getRepository(),
                        other.getRepository(),
                        http))
                .orElseGet(() -> RegistryClient.factory(
                        EventHandlers.NONE, repository.getRegistry(), repository.getRepository(), http));
        return factory.setUserAgent(USER_AGENT);
    }
}
