package org.pyflinkimage.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.pyflinkimage.value.Platform;

/** The built images in the engine's own storage; loaded when first asked for, removed after the last test. */
final class LoadedImages implements AutoCloseable {

    private final Map<BuiltProject, LoadedImage> images = new EnumMap<>(BuiltProject.class);

    LoadedImage of(BuiltProject project) {
        return images.computeIfAbsent(project, this::load);
    }

    private LoadedImage load(BuiltProject project) {
        // Another checkout's tests may run on this machine: they load and remove images of their own names.
        String checkout = Integer.toHexString(Folders.buildDirectory().hashCode());
        return load(
                "localhost/pyflink-e2e/" + project.name().toLowerCase(Locale.ROOT) + ":" + checkout,
                project.ociArchive(),
                Platform.LINUX_AMD64);
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

    @Override
    public void close() {
        images.values().forEach(LoadedImage::remove);
    }

    /** An image that can be started. */
    record LoadedImage(ContainerEngine engine, String name) {

        /** A container of the image, not started yet. */
        ContainerRequest container() {
            return new ContainerRequest(engine, name);
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
