package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;

/** The rendered Dockerfile upon an image shaped as the official ones of Flink are: their Java, their Flink, their user. */
@ExtendWith(LoadedImages.Resolver.class)
@TestInstance(Lifecycle.PER_CLASS)
class FlinkDockerfileIT implements RunsJobs {

    private static final BuiltProject PROJECT = BuiltProject.NEWEST;
    private static final String REPOSITORY = "flink-dockerfile/newest";

    private static final String DOCKERFILE = """
            FROM SYSTEM
            RUN apt-get update \\
                && apt-get install -y --no-install-recommends openjdk-JAVA-jre-headless \\
                && rm -rf /var/lib/apt/lists/* \\
                && mkdir -p /opt/java && ln -s /usr/lib/jvm/java-JAVA-openjdk-amd64 /opt/java/openjdk \\
                && groupadd --system --gid=9999 flink \\
                && useradd --system --home-dir /opt/flink --uid=9999 --gid=flink flink
            COPY --from=ASSEMBLED --chown=flink:flink /opt/flink /opt/flink
            RUN rm -rf /opt/flink/usrlib && date +%s > /opt/flink/of-the-base
            ENV JAVA_HOME=/opt/java/openjdk FLINK_HOME=/opt/flink PATH=/opt/flink/bin:/opt/java/openjdk/bin:$PATH
            WORKDIR /opt/flink
            CMD ["help"]
            """;

    private final Opened opened = new Opened();
    private String base;
    private FlinkCluster cluster;
    private MavenBuild build;
    private Command.Outcome outcome;

    @BeforeAll
    void build(LoadedImages images) throws IOException {
        RequireTools.slowProof("what buildah builds of the Dockerfile upon an image of Flink");
        RequireTools.buildah();
        Path folder = opened.with(Folders.empty("flink-dockerfile"), Folders::delete);
        LoopbackRegistry registry = opened.with(LoopbackRegistry.start(folder), LoopbackRegistry::close);
        LoadedImage made = opened.with(base(images, folder), LoadedImage::remove);
        base = made.pushed(registry, "base/flink");
        build = MavenBuild.anew(
                        PROJECT,
                        folder.resolve("project"),
                        Folders.buildDirectory().resolve("store"),
                        "-Dpyflink.builder=buildah",
                        "-Dpyflink.base=" + base,
                        "-Dpyflink.image=" + registry.address() + "/" + REPOSITORY,
                        "-Dpyflink.to=registry",
                        "-Dpyflink.allowInsecureRegistries")
                .byBuildah();
        outcome = build.succeed();
        LoadedImage image = opened.with(
                new LoadedImage(
                        made.engine(),
                        build.imageOf(outcome).required("reference").asText()),
                LoadedImage::remove);
        cluster = opened.with(FlinkCluster.start(image, container -> container), FlinkCluster::close);
    }

    private static LoadedImage base(LoadedImages images, Path folder) throws IOException {
        LoadedImage system = images.debian(PROJECT.plan().required("suite").asText());
        Path context = Folders.create(folder.resolve("base"));
        Files.writeString(
                context.resolve("Dockerfile"),
                DOCKERFILE
                        .replace("SYSTEM", system.name())
                        .replace("ASSEMBLED", images.of(PROJECT).name())
                        .replace("JAVA-", PROJECT.java() + "-"));
        String name = LoadedImages.nameOf("flink-base");
        Command.of("buildah", "build", "--isolation=chroot", "--network=host", "-t", name, context.toString())
                .within(Duration.ofMinutes(8))
                .succeed();
        return new LoadedImage(system.engine(), name);
    }

    @AfterAll
    void stop() {
        opened.close();
    }

    @Override
    public FlinkCluster cluster() {
        return cluster;
    }

    @Test
    void flinkOfTheBaseIsTheOnlyOne() {
        assertThat(shell("find / -xdev -type f -name 'flink-dist*.jar' 2>/dev/null; true"))
                .isEqualTo("/opt/flink/lib/flink-dist-" + PROJECT.flink() + ".jar");
        assertThat(shell("cat /opt/flink/of-the-base")).matches("[0-9]+");
    }

    @Test
    void javaAndUserOfTheBaseStay() {
        assertThat(
                        shell(
                                "echo $JAVA_HOME; id -un; id -u; getent passwd | grep -c :9999:; ls -d /usr/lib/jvm/java-[0-9][0-9]-*"))
                .isEqualTo("/opt/java/openjdk\nflink\n9999\n1\n/usr/lib/jvm/java-" + PROJECT.java() + "-openjdk-amd64");
    }

    @Test
    void imagesJsonNamesTheBuilderAndTheBase() {
        JsonNode listed = build.imageOf(outcome);

        assertThat(listed.required("builder").asText()).isEqualTo("buildah");
        assertThat(listed.at("/base/reference").asText()).isEqualTo(base);
        assertThat(base).endsWith("@" + listed.at("/base/digest").asText());
    }
}
