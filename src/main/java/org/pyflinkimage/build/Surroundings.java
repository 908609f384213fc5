package org.pyflinkimage.build;

import java.nio.file.Path;
import java.util.Optional;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.image.RegistryCredentials;
import org.pyflinkimage.spec.StoreLimit;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.ServerLogins;
import org.pyflinkimage.value.BuildLog;

/**
 * What a build finds around it.
 *
 * @param store one for all of the build: what any part of it has used stays when the store is brought to its limit
 * @param storeLimit how large it may be once the build has ended
 * @param credentials of registries
 * @param servers logins by the names that a declaration has for them
 */
public record Surroundings(
        FileArtifactStore store,
        StoreLimit storeLimit,
        Network network,
        JarSource jars,
        RegistryCredentials credentials,
        ServerLogins servers,
        BuildLog log) {

    /**
     * The surroundings of a build with that store.
     *
     * @param folder of the store; empty for the usual one
     */
    public static Surroundings with(
            Optional<Path> folder,
            StoreLimit storeLimit,
            Network network,
            JarSource jars,
            RegistryCredentials credentials,
            ServerLogins servers,
            BuildLog log) {
        Path store = folder.orElseGet(() -> FileArtifactStore.usualFolder(Environment.ofProcess()));
        return new Surroundings(new FileArtifactStore(store), storeLimit, network, jars, credentials, servers, log);
    }
}
