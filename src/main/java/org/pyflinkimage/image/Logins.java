package org.pyflinkimage.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.registry.RegistryAliasGroup;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;

/** Finds who one is to a registry: what Maven knows, then the logins of docker and podman, then well-known credential helpers. */
final class Logins {

    private final ImageReference repository;
    private final RegistryCredentials known;
    private final BuildLog log;
    private final List<Path> files;

    Logins(ImageReference repository, RepositoryPush.Access access) {
        this(repository, access, loginFiles(access.environment()));
    }

    Logins(ImageReference repository, RepositoryPush.Access access, List<Path> files) {
        this.repository = repository;
        this.known = access.credentials();
        this.log = access.log();
        this.files = files;
    }

    /**
     * A login; empty where none is known, and one stays anonymous.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-848} where a credential helper fails
     */
    Optional<Credential> find() {
        return names().flatMap(name -> known.find(name).stream())
                .findFirst()
                .map(found -> Credential.from(found.user(), found.password()))
                .or(this::retrieve);
    }

    /** Some registries have several names, and people write any of them into their settings. */
    private Stream<String> names() {
        return RegistryAliasGroup.getAliasesGroup(repository.getRegistry()).stream();
    }

    private Optional<Credential> retrieve() {
        CredentialRetrieverFactory factory = CredentialRetrieverFactory.forImage(repository, event -> {});
        List<CredentialRetriever> retrievers = new ArrayList<>();
        files.stream().filter(Files::isRegularFile).forEach(file -> retrievers.add(factory.dockerConfig(file)));
        retrievers.add(factory.wellKnownCredentialHelpers());
        for (CredentialRetriever retriever : retrievers) {
            Optional<Credential> found = retrieve(retriever);
            if (found.isPresent()) {
                log.note("Asking %s with its stored login".formatted(repository.getRegistry()));
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Credential> retrieve(CredentialRetriever retriever) {
        try {
            return retriever.retrieve();
        } catch (CredentialRetrievalException e) {
            throw Problem.environment(
                            "PYF-848", "the credential helper for `%s` fails".formatted(repository.getRegistry()))
                    .why(String.valueOf(e.getMessage()))
                    .remedy("log in anew, with `docker login %s` for instance".formatted(repository.getRegistry()))
                    .remedy("a `<server>` with that host as `<id>` in settings.xml")
                    .toException(e);
        }
    }

    /** Where docker and podman keep their logins. */
    static List<Path> loginFiles(Environment environment) {
        return Stream.of(
                        environment.path("DOCKER_CONFIG").map(folder -> folder.resolve("config.json")),
                        Optional.of(environment.home().resolve(".docker/config.json")),
                        environment.file("REGISTRY_AUTH_FILE"),
                        environment.path("XDG_RUNTIME_DIR").map(folder -> folder.resolve("containers/auth.json")),
                        Optional.of(environment.home().resolve(".config/containers/auth.json")))
                .flatMap(Optional::stream)
                .toList();
    }
}
