package org.pyflinkimage.mojo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.build.BuildReport;
import org.pyflinkimage.build.ImageBuild;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.UserEnvironment;
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
public class ImageMojo extends DeclaringMojo {

    private final RepositorySystem repositorySystem;
    private final SettingsDecrypter decrypter;

    /** The folder that keeps downloaded and derived files for later builds. By default {@code ~/.cache/pyflink-maven-plugin}. */
    @Parameter(property = "pyflink.store")
    @Nullable
    String store;

    /** The lock file. By default {@code pyflink.lock} beside the POM, without a POM in the results' folder. */
    @Parameter(property = "pyflink.lockFile")
    @Nullable
    String lockFile;

    /** The folder for results. By default {@code target/pyflink}. */
    @Parameter(property = "pyflink.output")
    @Nullable
    String output;

    /** Ends the build where the lock file does not answer the declaration. */
    @Parameter(property = "pyflink.locked", defaultValue = "false")
    boolean locked;

    /** Whether images may be pushed to registries without TLS. */
    @Parameter(property = "pyflink.allowInsecureRegistries", defaultValue = "false")
    boolean allowInsecureRegistries;

    @Inject
    ImageMojo(RepositorySystem repositorySystem, SettingsDecrypter decrypter) {
        this.repositorySystem = repositorySystem;
        this.decrypter = decrypter;
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

    /** What is to be built, and where its results go. */
    ImageBuild.Request request(List<ImageSpec> specs) {
        Path results = path("pyflink.output", output).orElse(target());
        Path lockFolder = Declared.isProject(project) ? folder() : results;
        return new ImageBuild.Request(
                specs,
                path("pyflink.lockFile", lockFile).orElse(lockFolder.resolve("pyflink.lock")),
                values().isOn("pyflink.locked", locked),
                results,
                OutputTimestamp.parse(project.getProperties().getProperty("project.build.outputTimestamp")));
    }

    private ImageBuild.Surroundings surroundings(BuildLog log) {
        SettingsLogins logins = new SettingsLogins(session.getSettings(), decrypter);
        ImageBuild.Network network = new ImageBuild.Network(
                session.isOffline(),
                values().isOn("pyflink.allowInsecureRegistries", allowInsecureRegistries),
                SettingsProxies.rules(session.getSettings(), logins::proxy));
        MavenJarSource jars = new MavenJarSource(
                repositorySystem, session.getRepositorySession(), project.getRemoteProjectRepositories());
        return new ImageBuild.Surroundings(
                path("pyflink.store", store)
                        .orElseGet(() -> FileArtifactStore.usualFolder(UserEnvironment.ofProcess())),
                network,
                jars,
                logins,
                log);
    }

    private Optional<Path> path(String property, @Nullable String xml) {
        return values().text(property, xml)
                .filter(text -> !text.isBlank())
                .map(text -> folder().resolve(text).normalize());
    }

    /** The program that the images were loaded into, else the one that is there. */
    private static String engine(ImageSpec spec) {
        return spec.outputs().contains(Output.DAEMON)
                ? Daemon.find().name()
                : Daemon.installed().orElse("docker");
    }
}
