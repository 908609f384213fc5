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

/** A requirement whose one file for the declared Python is a source distribution in C: a builder compiles it, the plugin never does. */
@ExtendWith(LoadedImages.Resolver.class)
@TestInstance(Lifecycle.PER_CLASS)
class CompiledPackageIT {

    private static final BuiltProject PROJECT = BuiltProject.NEWEST;

    /** Its wheels end with Python 3.8. */
    private static final String NAME = "netifaces";

    private static final String VERSION = "0.11.0";

    private final Opened opened = new Opened();
    private Path folder;
    private Path project;
    private String repository = "";
    private String base = "";
    private String refused = "";
    private JsonNode built;
    private LoadedImage image;

    @BeforeAll
    void build(LoadedImages images) throws IOException {
        RequireTools.slowProof("a package that a builder compiles");
        RequireTools.buildah();
        folder = opened.with(Folders.empty("compiled-package"), Folders::delete);
        project = Folders.create(folder.resolve("project"));
        Files.writeString(project.resolve("requirements.txt"), NAME + "==" + VERSION + "\n");
        LoopbackRegistry registry = opened.with(LoopbackRegistry.start(folder), LoopbackRegistry::close);
        repository = registry.address() + "/compiled/newest";
        LoadedImage debian = images.debian(PROJECT.plan().required("suite").asText());
        base = debian.pushed(registry, "pyflink-e2e/stand-in");
        refused = MavenBuild.anew(PROJECT, project, store(), "-Dpyflink.to=oci-archive")
                .within(Duration.ofMinutes(10))
                .failing();
        MavenBuild building = byBuildah();
        built = building.imageOf(building.succeed());
        image = opened.with(
                new LoadedImage(debian.engine(), built.required("reference").asText()), LoadedImage::remove);
    }

    private MavenBuild byBuildah() {
        return MavenBuild.anew(
                        PROJECT,
                        project,
                        store(),
                        "-Dpyflink.builder=buildah",
                        "-Dpyflink.base=" + base,
                        "-Dpyflink.image=" + repository,
                        "-Dpyflink.to=registry",
                        "-Dpyflink.allowInsecureRegistries")
                .byBuildah();
    }

    private static Path store() {
        return Folders.buildDirectory().resolve("store");
    }

    @AfterAll
    void remove() {
        opened.close();
    }

    @Test
    void withoutABuilderItIsRefusedAndTheBuilderNamed() {
        assertThat(refused)
                .contains("PYF-486", NAME, "<builder>", "-Dpyflink.builder")
                .doesNotContain("\tat ");
    }

    @Test
    void lockFileHasTheSourceDistribution() {
        JsonNode distribution = distribution();

        assertThat(distribution.required("version").asText()).isEqualTo(VERSION);
        assertThat(distribution.has("sdist")).isTrue();
        assertThat(BuiltProject.read(project.resolve("target/pyflink/images.json"))
                        .get(0)
                        .required("builder")
                        .asText())
                .isEqualTo("buildah");
    }

    private JsonNode distribution() {
        for (JsonNode each : BuiltProject.read(project.resolve("pyflink.lock"))
                .required("plans")
                .get(0)
                .required("distributions")) {
            if (NAME.equals(each.required("name").asText())) {
                return each;
            }
        }
        throw new AssertionError(NAME + " is not in pyflink.lock");
    }

    @Test
    void whatWasCompiledRunsAndNoCompilerStays() {
        try (Container container = image.container().start("sleep", "infinity")) {
            assertThat(container.exec("python", "-c", "import netifaces; print(netifaces.interfaces())"))
                    .contains("'lo'");
            assertThat(container.exec("python", "-m", "pip", "check")).contains("No broken requirements found.");
            assertThat(container.execAsRoot("sh", "-c", "command -v gcc g++ javac || echo none"))
                    .contains("none");
        }
    }

    @Test
    void theLockFileIsRefusedWithoutTheBuilder() {
        String told =
                MavenBuild.again(project, store(), "-Dpyflink.to=oci-archive").failing();

        assertThat(told).contains("PYF-903", NAME).doesNotContain("\tat ");
    }
}
