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
    private final Purpose purpose;
    private final RepositoryPush.Access access;
    private final RegistryHttp http;

    RegistryLogin(ImageReference repository, Purpose purpose, RepositoryPush.Access access, RegistryHttp http) {
        this.repository = repository;
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
        if (own.isEmpty()) {
            http.goAnonymously();
        }
        try {
            return logIn(own);
        } catch (RegistryException e) {
            Optional<String> place = StrayAddress.in(e).map(StrayAddress::place);
            Optional<Credential> other = place.flatMap(this::loginOf);
            if (other.isEmpty()) {
                throw e;
            }
            http.takeLoginTo(place.orElseThrow());
            return logIn(other);
        }
    }

    /**
     * Only one that settings.xml has of that very place: a registry that names another one as the place of its tokens would get a token
     * of that one, and those who are logged in there with Docker or Podman never asked for it.
     */
    private Optional<Credential> loginOf(String place) {
        return access.credentials().find(place).map(found -> Credential.from(found.user(), found.password()));
    }

    private RegistryClient logIn(Optional<Credential> credential) throws IOException, RegistryException {
        RegistryClient.Factory factory =
                RegistryClient.factory(EventHandlers.NONE, repository.getRegistry(), repository.getRepository(), http);
        credential.ifPresent(factory::setCredential);
        RegistryClient client = factory.setUserAgent("pyflink-maven-plugin").newRegistryClient();
        if (!purpose.fetchToken(client) && credential.isPresent()) {
            client.configureBasicAuth();
        }
        return client;
    }
}
