package org.pyflinkimage.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.value.Platform;

/** The built images in the engine's own storage; loaded when first asked for, removed after the last test. */
final class LoadedImages implements AutoCloseable {

    private final Map<BuiltProject, LoadedImage> images = new EnumMap<>(BuiltProject.class);

    private final Map<String, LoadedImage> systems = new HashMap<>();

    LoadedImage of(BuiltProject project) {
        return images.computeIfAbsent(project, this::load);
    }

    /** An image as {@code debian:SUITE-slim} is, made of the packages of this machine's archive. */
    LoadedImage debian(String suite) {
        return systems.computeIfAbsent(suite, LoadedImages::made);
    }

    private static LoadedImage made(String suite) {
        RequireTools.onPath("debootstrap");
        ContainerEngine engine = RequireTools.containerEngine();
        if (!engine.isPodman()) {
            throw RequireTools.missing("podman, which imports what debootstrap makes");
        }
        String name = nameOf("debian-" + suite);
        Command.of("src/test/scripts/e2e-stand-in-base.sh", suite, name)
                .within(Duration.ofMinutes(8))
                .succeed();
        return new LoadedImage(engine.thatStarts(name), name);
    }

    /** Another checkout's tests may run on this machine: they load and remove images of their own names. */
    static String nameOf(String image) {
        return "localhost/pyflink-e2e/%s:%s"
                .formatted(image, Integer.toHexString(Folders.buildDirectory().hashCode()));
    }

    private LoadedImage load(BuiltProject project) {
        return load(nameOf(project.name().toLowerCase(Locale.ROOT)), project.ociArchive(), Platform.LINUX_AMD64);
    }

    /** Loads an archive under a name. */
    // An engine is asked for here and not before: JUnit takes a constructor's "skip" for an error.
    static LoadedImage load(String name, Path ociArchive, Platform platform) {
        ContainerEngine engine = RequireTools.containerEngine().forPlatform(platform);
        RequireTools.onPath("skopeo");
        Command.of(
                        "skopeo",
                        "--insecure-policy",
                        "--override-arch=" + platform.architecture(),
                        "copy",
                        "--quiet",
                        "oci-archive:" + ociArchive,
                        engine.skopeoName(name))
                .within(Duration.ofMinutes(3))
                .succeed();
        return new LoadedImage(engine.thatStarts(name), name);
    }

    /**
     * Loads the archive of an image that was built.
     *
     * @param results the folder that the archive is in
     */
    static LoadedImage load(String name, BuiltImage built, Path results) {
        return load(
                name,
                results.resolve(built.archive().orElseThrow()),
                built.combination().platform());
    }

    @Override
    public void close() {
        images.values().forEach(LoadedImage::remove);
        systems.values().forEach(LoadedImage::remove);
    }

    /** An image that can be started. */
    record LoadedImage(ContainerEngine engine, String name) {

        /** A container of the image, not started yet. */
        ContainerRequest container() {
            return new ContainerRequest(engine, name);
        }

        /**
         * Pushes it to a registry on this machine.
         *
         * @return the name there, by its digest
         */
        String pushed(LoopbackRegistry registry, String repository) {
            String there = registry.address() + "/" + repository;
            engine.command("push", "--quiet", "--tls-verify=false", name, "docker://" + there + ":latest")
                    .succeed();
            return there + "@" + registry.digestOf(repository + ":latest");
        }

        /** Removes the image from the engine's storage. */
        void remove() {
            engine.command("rmi", "-f", name).run();
        }
    }

    /** Hands the one set of loaded images to every test class that asks for it. */
    static final class Resolver implements ParameterResolver {

        private static final ExtensionContext.Namespace NAMESPACE =
                ExtensionContext.Namespace.create(LoadedImages.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == LoadedImages.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent(LoadedImages.class, key -> new LoadedImages(), LoadedImages.class);
        }
    }
}
