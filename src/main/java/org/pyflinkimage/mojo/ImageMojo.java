package org.pyflinkimage.mojo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.build.BuildReport;
import org.pyflinkimage.build.DockerfileBuild;
import org.pyflinkimage.build.ImageBuild;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.Daemon;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.BuildLog;

/** Builds an image for each cell of the declared matrix. */
@Mojo(
        name = "image",
        defaultPhase = LifecyclePhase.PACKAGE,
        threadSafe = true,
        requiresProject = false,
        requiresOnline = false)
public class ImageMojo extends PlanningMojo {

    /** Whether images may be pushed to registries without TLS. */
    @Parameter(property = "pyflink.allowInsecureRegistries", defaultValue = "false")
    boolean allowInsecureRegistries;

    /**
     * The program that builds images from the rendered Dockerfile: {@code docker}, {@code podman} or {@code buildah}. By default the
     * plugin assembles them itself, and needs no such program.
     */
    @Parameter(property = "pyflink.builder")
    @Nullable
    String builder;

    @Inject
    ImageMojo(RepositorySystem repositorySystem, SettingsDecrypter decrypter) {
        super(repositorySystem, decrypter);
    }

    @Override
    void run(List<ImageSpec> specs, BuildLog log) {
        long begin = System.nanoTime();
        Optional<String> name = builder();
        if (name.isEmpty()) {
            List<BuiltImage> images = new ImageBuild(surroundings(log)).build(request(specs));
            report(new BuildReport(specs.get(0).outputs(), from(), engine(specs.get(0))), images, begin);
        } else {
            DockerfileBuild build = new DockerfileBuild(name.get(), surroundings(log));
            List<BuiltImage> images = build.build(request(specs));
            // What a builder built lies in its own storage, and need not be loaded.
            report(new BuildReport(Set.of(Output.DAEMON), from(), build.engine()), images, begin);
        }
    }

    /** The declared builder. */
    Optional<String> builder() {
        return values().text("pyflink.builder", builder).filter(text -> !text.isBlank());
    }

    private void report(BuildReport report, List<BuiltImage> images, long begin) {
        report.lines(images, Duration.ofNanos(System.nanoTime() - begin)).forEach(getLog()::info);
    }

    private Path from() {
        return Path.of(session.getExecutionRootDirectory()).toAbsolutePath();
    }

    @Override
    boolean allowsInsecureRegistries() {
        return values().isOn("pyflink.allowInsecureRegistries", allowInsecureRegistries);
    }

    /** The program that the images were loaded into, else the one that is there. */
    private static String engine(ImageSpec spec) {
        return spec.outputs().contains(Output.DAEMON)
                ? Daemon.find(Environment.ofProcess()).name()
                : Daemon.installed(Environment.ofProcess()).orElse("docker");
    }
}
