package org.pyflinkimage.build.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.container.ContainerAccess.Reach;
import org.pyflinkimage.fetch.Logins;
import org.pyflinkimage.resolve.index.AskedPlaces;
import org.pyflinkimage.resolve.index.PipConfiguration;
import org.pyflinkimage.system.Environment;

class ContainerPipTest {

    @TempDir
    private Path home;

    @Test
    void indexesComeWithTheirLogins() throws IOException {
        Files.writeString(home.resolve(".netrc"), "machine extra.example.com login a@b password p/q");
        AskedPlaces places = new AskedPlaces(
                List.of(
                        URI.create("https://me:secret@index.example.com/simple"),
                        URI.create("https://extra.example.com/simple"),
                        URI.create("file:///wheels")),
                List.of(),
                false);

        assertThat(configuration(Map.of(), places, true)).contains("""
                [global]
                index-url = https://me:secret@index.example.com/simple
                extra-index-url = https://a%40b:p%2Fq@extra.example.com/simple
                cert = /run/secrets/authorities.pem
                """);
    }

    @Test
    void furtherIndexesComeBesideTheOneThatPipKnows() {
        AskedPlaces places = new AskedPlaces(
                List.of(URI.create("https://one.example.com/simple"), URI.create("https://two.example.com/simple")),
                List.of(URI.create("https://links.example.com/wheels.html"), URI.create("file:///wheels/")),
                true);

        assertThat(configuration(Map.of(), places, false)).contains("""
                [global]
                extra-index-url = https://one.example.com/simple
                    https://two.example.com/simple
                find-links = https://links.example.com/wheels.html
                """);
    }

    /** Without one pip would ask the index that it knows. */
    @Test
    void anotherIndexComesInThePlaceOfOneOnDisk() {
        AskedPlaces places = new AskedPlaces(
                List.of(URI.create("file:///simple/"), URI.create("https://extra.example.com/simple")),
                List.of(),
                false);

        assertThat(configuration(Map.of(), places, false)).contains("""
                [global]
                index-url = https://extra.example.com/simple
                """);
    }

    @Test
    void noIndexIsAskedWhereNoneIsLeft() {
        assertThat(configuration(
                        Map.of(), new AskedPlaces(List.of(URI.create("file:///simple/")), List.of(), false), false))
                .contains("[global]\nno-index = true\n");
        URI links = URI.create("https://me:secret@links.example.com/wheels/");
        assertThat(configuration(Map.of(), new AskedPlaces(List.of(), List.of(links), false), false))
                .contains("[global]\nno-index = true\nfind-links = https://me:secret@links.example.com/wheels/\n");
    }

    @Test
    void whatPipIsToldOfTheNetworkHoldsThereToo() {
        Map<String, String> variables = Map.of(
                "PIP_TRUSTED_HOST", "one.example.com two.example.com",
                "PIP_DEFAULT_TIMEOUT", "180",
                "PIP_PROXY", "http://proxy.example.com:3128");

        assertThat(configuration(variables, none(), false)).contains("""
                [global]
                trusted-host = one.example.com
                    two.example.com
                proxy = http://proxy.example.com:3128
                timeout = 180
                """);
    }

    /** What stands in files of the base's, and is not said here, would hold: pip's files go together key by key. */
    @Test
    void nothingIsLeftToTheFilesOfABase() {
        assertThat(configuration(Map.of(), none(), false))
                .startsWith("[global]\n")
                .doesNotContain("://")
                .contains(
                        "\nindex-url =\n",
                        "\nextra-index-url =\n",
                        "\nfind-links =\n",
                        "\nno-binary =\n",
                        "\nno-index =\n");
        AskedPlaces one = new AskedPlaces(List.of(URI.create("https://index.example.com/simple")), List.of(), false);
        assertThat(configuration(Map.of(), one, false).lines())
                .filteredOn(line -> line.startsWith("index-url"))
                .containsExactly("index-url = https://index.example.com/simple");
    }

    private String configuration(Map<String, String> variables, AskedPlaces places, boolean authorities) {
        Environment environment = new Environment(variables, home);
        Reach reach = new Reach(Logins.of(environment, places.indexes()), address -> true);
        return new ContainerPip(PipConfiguration.read(environment, home.resolve("etc")), places)
                .configuration(reach, authorities);
    }

    private static AskedPlaces none() {
        return new AskedPlaces(List.of(), List.of(), true);
    }
}
