package org.pyflinkimage.mojo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;
import org.pyflinkimage.build.BuildReport;
import org.pyflinkimage.build.ImageBuild;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.Daemon;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Output;
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

    @Inject
    ImageMojo(RepositorySystem repositorySystem, SettingsDecrypter decrypter) {
        super(repositorySystem, decrypter);
    }

    @Override
    void run(List<ImageSpec> specs, BuildLog log) {
        long begin = System.nanoTime();
        List<BuiltImage> images = new ImageBuild(surroundings(log)).build(request(specs));
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        Path from = Path.of(session.getExecutionRootDirectory()).toAbsolutePath();
        new BuildReport(specs.get(0).outputs(), from, engine(specs.get(0)))
                .lines(images, time)
                .forEach(getLog()::info);
    }

    @Override
    boolean allowsInsecureRegistries() {
        return values().isOn("pyflink.allowInsecureRegistries", allowInsecureRegistries);
    }

    /** The program that the images were loaded into, else the one that is there. */
    private static String engine(ImageSpec spec) {
        return spec.outputs().contains(Output.DAEMON)
                ? Daemon.find().name()
                : Daemon.installed().orElse("docker");
    }
}
