package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.KeptLog;

/** What Jib, Docker and Podman are told of mirrors. */
class RegistryMirrorsTest {

    private static final String JIB = "home/.config/google-cloud-tools-java/jib/config.json";
    private static final String DOCKER = "etc/docker/daemon.json";
    private static final String PODMAN = "etc/containers/registries.conf";

    @TempDir
    private Path folder;

    private final KeptLog log = new KeptLog();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"registryMirrors":[{"registry":"docker.io","mirrors":["m.example.com","localhost:5000"]}]} | debian:x | m.example.com/library/debian:x localhost:5000/library/debian:x debian:x
            {"registryMirrors":[{"registry":"registry-1.docker.io","mirrors":["m.example.com"]}]} | docker.io/team/x:1 | m.example.com/team/x:1 team/x:1
            {"registryMirrors":[{"registry":"r.example.com","mirrors":["m.example.com"]}]} | r.example.com/x:1 | m.example.com/x:1 r.example.com/x:1
            {"registryMirrors":[{"registry":"r.example.com","mirrors":["m.example.com"]}]} | debian:x | debian:x
            {"registryMirrors":[{"registry":"docker.io","mirrors":["NOT A HOST"]}]} | debian:x | debian:x
            {"registryMirrors":7,"disableUpdateCheck":true} | debian:x | debian:x
            """)
    void jibsMirrorsAreAskedFirst(String json, String image, String places) throws Exception {
        write(JIB, json);

        assertThat(places(image)).containsExactly(places.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"registry-mirrors":["https://m.example.com"]}                       | debian:x            | m.example.com/library/debian:x debian:x
            {"registry-mirrors":["http://m.example.com:5000/","https://n.example.com"]} | debian:x     | m.example.com:5000/library/debian:x n.example.com/library/debian:x debian:x
            {"registry-mirrors":["https://m.example.com"]}                       | r.example.com/x:1   | r.example.com/x:1
            {"insecure-registries":["m.example.com"]}                            | debian:x            | debian:x
            """)
    void dockersMirrorsAreOfDockersRegistry(String json, String image, String places) throws Exception {
        write(DOCKER, json);

        assertThat(places(image)).containsExactly(places.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            location='docker.io'~[[registry.mirror]]~location='m.example.com/hub' | debian:x          | m.example.com/hub/library/debian:x debian:x
            prefix='docker.io/library'~location='m.example.com/l'                 | debian:x          | m.example.com/l/debian:x debian:x
            prefix='docker.io/library'~location='m.example.com/l'                 | team/x:1          | team/x:1
            prefix='docker.io/lib'~location='m.example.com/l'                     | debian:x          | debian:x
            location='r.example.com'                                              | r.example.com/x:1 | r.example.com/x:1
            prefix='docker.io/library/debian'~location='m.example.com/deb'        | debian:x          | m.example.com/deb:x debian:x
            """)
    void podmansMirrorsStandForPrefixes(String toml, String image, String places) throws Exception {
        write(PODMAN, "unqualified-search-registries = ['docker.io']\n[[registry]]\n" + toml.replace('~', '\n'));

        assertThat(places(image)).containsExactly(places.split(" ", -1));
    }

    @Test
    void usersFileOfPodmanStandsInThePlaceOfTheMachinesAndMoreFilesAdd() throws Exception {
        write(PODMAN, "[[registry]]\nlocation='docker.io'\n[[registry.mirror]]\nlocation='machine.example.com'\n");
        write(
                "home/.config/containers/registries.conf",
                "[[registry]]\nlocation='docker.io'\n[[registry.mirror]]\nlocation='user.example.com'\n");
        write(
                "etc/containers/registries.conf.d/10-more.conf",
                "[[registry]]\nlocation='docker.io'\n[[registry.mirror]]\nlocation='more.example.com'\n");
        write("etc/containers/registries.conf.d/README", "no TOML");

        assertThat(places("debian:x"))
                .containsExactly("user.example.com/library/debian:x", "more.example.com/library/debian:x", "debian:x");
    }

    @Test
    void digestStaysWithTheImage() throws Exception {
        write(JIB, "{\"registryMirrors\":[{\"registry\":\"docker.io\",\"mirrors\":[\"m.example.com\"]}]}");
        String digest = "sha256:" + "0".repeat(64);

        assertThat(places("debian@" + digest)).first().isEqualTo("m.example.com/library/debian@" + digest);
    }

    @ParameterizedTest
    @CsvSource({JIB + ", {", DOCKER + ", [1", PODMAN + ", [[x"})
    void fileThatCannotBeReadIsSaidAndPassedOver(String file, String text) throws Exception {
        write(file, text);

        assertThat(places("debian:x")).containsExactly("debian:x");
        assertThat(log.notes).singleElement().asString().contains(folder.resolve(file) + "` cannot be read");
    }

    @Test
    void whereNothingIsSetUpTheRegistryItselfIsAsked() throws Exception {
        assertThat(places("debian:x")).containsExactly("debian:x");
        assertThat(log.notes).isEmpty();
    }

    private List<String> places(String image) throws InvalidImageReferenceException {
        Environment environment = new Environment(Map.of(), folder.resolve("home"));
        return RegistryMirrors.read(environment, folder.resolve("etc"), log)
                .placesOf(ImageReference.parse(image))
                .stream()
                .map(ImageReference::toString)
                .toList();
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, text);
    }
}
