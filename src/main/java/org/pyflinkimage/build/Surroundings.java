package org.pyflinkimage.build;

import java.nio.file.Path;
import java.util.Optional;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.image.RegistryCredentials;
import org.pyflinkimage.spec.StoreLimit;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.BuildLog;

/**
 * What a build finds around it.
 *
 * @param store the folder of the store; empty for the usual one
 * @param storeLimit how large it may be once the build has ended
 */
public record Surroundings(
        Optional<Path> store,
        StoreLimit storeLimit,
        Network network,
        JarSource jars,
        RegistryCredentials credentials,
        BuildLog log) {

    /** The folder of the store. */
    Path storeFolder(Environment environment) {
        return store.orElseGet(() -> FileArtifactStore.usualFolder(environment));
    }
}
