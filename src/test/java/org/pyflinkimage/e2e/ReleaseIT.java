package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A release has what a public repository asks of it, made and signed by a key that is thrown away. */
class ReleaseIT {

    private static final String NAME = "pyflink-maven-plugin-" + System.getProperty("projectVersion");

    private static Path folder;
    private static List<String> signed;

    @BeforeAll
    static void rehearse() {
        RequireTools.onPath("gpg", "mvn");
        folder = Folders.empty("release");
        // The build around this test has compiled the same; where all is asked for it is compiled anew.
        Path compiled = Folders.buildDirectory().resolve("classes");
        signed = Command.of("src/test/scripts/release-rehearsal.sh", folder.toString())
                .with("CLASSES", RequireTools.isAllAskedFor() ? "" : compiled.toString())
                .within(Duration.ofMinutes(8))
                .succeed()
                .output()
                .lines()
                .filter(line -> line.startsWith("signed: "))
                .map(line -> line.substring("signed: ".length()))
                .toList();
    }

    @AfterAll
    static void removeFolder() {
        if (folder != null) {
            Folders.delete(folder);
        }
    }

    @Test
    void everyFileIsSigned() {
        assertThat(signed)
                .containsExactlyInAnyOrder(
                        "bom.json",
                        "bom.xml",
                        NAME + "-javadoc.jar",
                        NAME + "-sources.jar",
                        NAME + ".jar",
                        NAME + ".pom");
    }

    @Test
    void jarsHoldWhatTheirNamesSay() throws IOException {
        assertThat(entries(".jar")).contains("META-INF/maven/plugin.xml", "org/pyflinkimage/mojo/ImageMojo.class");
        assertThat(entries("-sources.jar"))
                .contains("org/pyflinkimage/mojo/ImageMojo.java", "org/pyflinkimage/template/Dockerfile.ftl");
        assertThat(entries("-javadoc.jar")).contains("org/pyflinkimage/mojo/ImageMojo.html");
    }

    @Test
    void pomHasWhatRepositoriesAskFor() throws IOException {
        String pom = Files.readString(folder.resolve("target/" + NAME + ".pom"));

        assertThat(List.of("name", "description", "url", "licenses", "developers", "scm"))
                .allSatisfy(element -> assertThat(pom).contains("\n  <" + element + ">"));
    }

    @Test
    void billOfMaterialsListsWhatThePluginBringsAndNothingElse() {
        JsonNode bill = BuiltProject.read(folder.resolve("target/bom.json"));

        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.path("metadata").path("component").path("name").asText())
                .isEqualTo("pyflink-maven-plugin");
        assertThat(StreamSupport.stream(bill.path("components").spliterator(), false)
                        .map(component -> component.path("name").asText()))
                .contains("jib-core", "freemarker", "xz", "guava")
                .doesNotContain("maven-core", "junit-jupiter", "assertj-core");
    }

    private static List<String> entries(String ending) throws IOException {
        try (ZipFile jar = new ZipFile(folder.resolve("target/" + NAME + ending).toFile());
                Stream<? extends ZipEntry> entries = jar.stream()) {
            return entries.map(ZipEntry::getName).toList();
        }
    }
}
