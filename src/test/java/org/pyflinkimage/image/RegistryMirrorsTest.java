package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
    private final Map<String, String> variables = new HashMap<>();

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
            location='docker.io'~[[registry.mirror]]~location='m.example.com/hub/' | debian:x         | m.example.com/hub/library/debian:x debian:x
            prefix='docker.io/library'~location='m.example.com/l'                 | debian:x          | m.example.com/l/debian:x
            prefix='docker.io/library'~location='m.example.com/l'                 | team/x:1          | team/x:1
            prefix='docker.io/lib'~location='m.example.com/l'                     | debian:x          | debian:x
            location='r.example.com'                                              | r.example.com/x:1 | r.example.com/x:1
            prefix='docker.io/library/debian'~location='m.example.com/deb'        | debian:x          | m.example.com/deb:x
            prefix='docker.io/library/debian:x'~location='m.example.com/deb:y'    | debian:x          | m.example.com/deb:y
            prefix='docker.io/library/debian:x'~location='m.example.com/deb:y'    | debian:xy         | debian:xy
            prefix='docker.io'~location='m.example.com'~[[registry.mirror]]~location='n.example.com' | debian:x | n.example.com/library/debian:x m.example.com/library/debian:x
            prefix='*.example.com'~[[registry.mirror]]~location='m.test/e'        | r.example.com/x:1 | m.test/e/x:1 r.example.com/x:1
            prefix='*.example.com'~location='m.test/e'                            | a.b.example.com/x:1 | m.test/e/x:1
            prefix='a.example.com'~location='m.test/a'~[[registry]]~prefix='*.example.com'~location='m.test/e' | a.example.com/x:1 | m.test/a/x:1
            prefix='*.example.com'~location='m.test/e'                            | example.com/x:1   | example.com/x:1
            prefix='*.example.com'~location='m.test/e'                            | r.example.community/x:1 | r.example.community/x:1
            prefix='*.example.com'~location='m.test/e'                            | m.test/r.example.com/x:1 | m.test/r.example.com/x:1
            insecure=true                                                         | debian:x          | debian:x
            location='docker.io'~[[registry.mirror]]~location='NOT A HOST'        | debian:x          | debian:x
            """)
    void podmansMirrorsStandForPrefixes(String toml, String image, String places) throws Exception {
        write(PODMAN, "unqualified-search-registries = ['docker.io']\n[[registry]]\n" + toml.replace('~', '\n'));

        assertThat(places(image)).containsExactly(places.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''           | false | true  | true
            all          | false | true  | true
            digest-only  | false | false | true
            tag-only     | false | true  | false
            ''           | true  | false | true
            all          | true  | true  | true
            something    | false | false | false
            """)
    void mirrorIsAskedForWhatItIsFor(String use, boolean byDigestOnly, boolean byTag, boolean byDigest)
            throws Exception {
        String own = use.isEmpty() ? "" : "pull-from-mirror='%s'\n".formatted(use);
        write(
                PODMAN,
                "[[registry]]\nlocation='docker.io'\nmirror-by-digest-only=%s\n[[registry.mirror]]\nlocation='m.example.com'\n%s"
                        .formatted(byDigestOnly, own));
        String digest = "@sha256:" + "0".repeat(64);

        assertThat(places("debian:x").contains("m.example.com/library/debian:x"))
                .isEqualTo(byTag);
        assertThat(places("debian" + digest).contains("m.example.com/library/debian" + digest))
                .isEqualTo(byDigest);
    }

    @ParameterizedTest
    @CsvSource({
        "debian:x,            m.example.com/d:x",
        "ubuntu:x,            n.example.com/ubuntu:x",
        "docker.io/team/x:1,  o.example.com/team/x:1"
    })
    void longestPrefixHoldsAlone(String image, String place) throws Exception {
        write(PODMAN, """
                [[registry]]
                prefix='docker.io/library'
                location='n.example.com'
                [[registry]]
                prefix='docker.io/library/debian'
                location='m.example.com/d'
                [[registry]]
                prefix='docker.io'
                location='o.example.com'
                """);

        assertThat(places(image)).containsExactly(place);
    }

    @ParameterizedTest
    @CsvSource({"debian:x, true", "team/x:1, false", "r.example.com/x:1, true", "example.com/x:1, false"})
    void blockedImageIsNotHadFromAnyMirror(String image, boolean blocked) throws Exception {
        write(JIB, "{\"registryMirrors\":[{\"registry\":\"docker.io\",\"mirrors\":[\"j.example.com\"]}]}");
        write(PODMAN, """
                [[registry]]
                prefix='docker.io/library'
                location='m.example.com'
                blocked=true
                [[registry]]
                prefix='docker.io'
                location='docker.io'
                [[registry]]
                prefix='*.example.com'
                blocked=true
                """);

        if (blocked) {
            assertThatThrownBy(() -> places(image)).hasMessageContaining("[PYF-342]");
        } else {
            assertThat(places(image)).isNotEmpty();
        }
    }

    @Test
    void locationThatIsNoNameOfAnImageIsNotReplacedByTheImagesOwn() throws Exception {
        write(PODMAN, "[[registry]]\nprefix='docker.io'\nlocation='NOT A HOST'\n");

        assertThatThrownBy(() -> places("debian:x")).isInstanceOf(InvalidImageReferenceException.class);
    }

    @Test
    void usersFilesOfPodmanStandInThePlaceOfTheMachinesAndMoreFilesAdd() throws Exception {
        mirror(PODMAN, "docker.io", "machine.example.com");
        mirror("home/.config/containers/registries.conf", "docker.io", "user.example.com");
        mirror("etc/containers/registries.conf.d/10-more.conf", "r.example.com", "more.example.com");
        write("etc/containers/registries.conf.d/README", "no TOML");

        assertThat(places("debian:x")).containsExactly("user.example.com/library/debian:x", "debian:x");
        assertThat(places("r.example.com/x:1")).containsExactly("more.example.com/x:1", "r.example.com/x:1");

        mirror("etc/containers/registries.conf.d/20-later.conf", "docker.io", "later.example.com");
        assertThat(places("debian:x")).containsExactly("later.example.com/library/debian:x", "debian:x");
        mirror("home/.config/containers/registries.conf.d/00-own.conf", "docker.io", "own.example.com");
        assertThat(places("debian:x")).containsExactly("own.example.com/library/debian:x", "debian:x");
    }

    private void mirror(String file, String location, String mirror) throws IOException {
        write(file, "[[registry]]\nlocation='%s'\n[[registry.mirror]]\nlocation='%s'\n".formatted(location, mirror));
    }

    @Test
    void digestStaysWithTheImage() throws Exception {
        write(JIB, "{\"registryMirrors\":[{\"registry\":\"docker.io\",\"mirrors\":[\"m.example.com\"]}]}");
        String digest = "sha256:" + "0".repeat(64);

        assertThat(places("debian@" + digest)).first().isEqualTo("m.example.com/library/debian@" + digest);
    }

    @ParameterizedTest
    @CsvSource({JIB + ", {", DOCKER + ", [1"})
    void fileOfMirrorsThatCannotBeReadIsSaidAndPassedOver(String file, String text) throws Exception {
        write(file, text);

        assertThat(places("debian:x")).containsExactly("debian:x");
        assertThat(log.notes).singleElement().asString().contains(folder.resolve(file) + "` cannot be read");
    }

    /** What is blocked there would be asked. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                PODMAN,
                "home/.config/containers/registries.conf",
                "etc/containers/registries.conf.d/10-more.conf",
                "home/.config/containers/registries.conf.d/10-more.conf",
                "named.conf"
            })
    void fileThatMayBlockIsNotPassedOver(String file) throws Exception {
        if (file.equals("named.conf")) {
            variables.put("CONTAINERS_REGISTRIES_CONF", folder.resolve(file).toString());
        }
        write(file, "[[registry]]\nlocation = 'docker.io'\nblocked = true\n");
        assertThatThrownBy(() -> places("debian:x")).hasMessageContaining("[PYF-342]");

        write(file, "[[registry");
        assertThatThrownBy(() -> places("debian:x"))
                .hasMessageContaining("[PYF-343] `" + folder.resolve(file))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void folderInThePlaceOfAFileIsNotPassedOver() throws Exception {
        Files.createDirectories(folder.resolve(PODMAN));

        assertThatThrownBy(() -> places("debian:x")).hasMessageContaining("[PYF-343]");
    }

    @Test
    void namedFileStandsInThePlaceOfTheOthersAndHasToBeThere() throws Exception {
        mirror(PODMAN, "docker.io", "machine.example.com");
        mirror("home/.config/containers/registries.conf", "docker.io", "user.example.com");
        mirror("etc/containers/registries.conf.d/10-more.conf", "r.example.com", "more.example.com");
        variables.put("CONTAINERS_REGISTRIES_CONF", folder.resolve("named.conf").toString());

        assertThatThrownBy(() -> places("debian:x"))
                .hasMessageContaining("[PYF-343] `" + folder.resolve("named.conf"))
                .hasMessageContaining("is not there");

        mirror("named.conf", "docker.io", "named.example.com");
        assertThat(places("debian:x")).containsExactly("named.example.com/library/debian:x", "debian:x");
        assertThat(places("r.example.com/x:1")).containsExactly("more.example.com/x:1", "r.example.com/x:1");
    }

    @Test
    void namedFileThatIsNoPathIsNotPassedOver() throws Exception {
        mirror(PODMAN, "docker.io", "machine.example.com");
        variables.put("CONTAINERS_REGISTRIES_CONF", "/no\0path");

        assertThatThrownBy(() -> places("debian:x"))
                .hasMessageContaining("[PYF-343]")
                .hasMessageContaining("is no path on this machine");
    }

    @ParameterizedTest
    @CsvSource({"debian:x, true", "r.example.com/x:1, true", "s.example.com/x:1, false"})
    void whatTheFirstFormOfTheFileBlocksIsBlocked(String image, boolean blocked) throws Exception {
        write(PODMAN, """
                [registries.search]
                registries = ['s.example.com']
                [registries.block]
                registries = ['docker.io', 'r.example.com']
                """);

        if (blocked) {
            assertThatThrownBy(() -> places(image)).hasMessageContaining("[PYF-342]");
        } else {
            assertThat(places(image)).containsExactly(image);
        }
    }

    @Test
    void whereNothingIsSetUpTheRegistryItselfIsAsked() throws Exception {
        assertThat(places("debian:x")).containsExactly("debian:x");
        assertThat(log.notes).isEmpty();
    }

    private List<String> places(String image) throws InvalidImageReferenceException {
        Environment environment = new Environment(variables, folder.resolve("home"));
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
