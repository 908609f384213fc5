package org.pyflinkimage.resolve.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of the user's settings uv gets to read. */
class UvSettingsTest {

    private static final Path FILE = Path.of("/home/me/uv.toml");

    private final UvSettings settings = new UvSettings();

    @Test
    void ofAMachineWhatReachesPackagesIsKeptToo() {
        String text = """
                offline = true
                resolution = 'lowest'
                no-build = false
                concurrent-downloads = 3
                """;
        settings.merge(toml(text), FILE);

        assertThat(settings.kept())
                .isEqualTo(toml("offline = true\nresolution = 'lowest'\nconcurrent-downloads = 3\n"));
    }

    @Test
    void ofAProjectOnlyWhatShapesAResolution() {
        settings.override(toml("offline = true\nresolution = 'lowest'\nno-build = false\n"), FILE);

        assertThat(settings.kept()).isEqualTo(toml("resolution = 'lowest'"));
    }

    @Test
    void anEarlierProjectsListsAreNotAddedTo() {
        settings.override(toml("find-links = ['/a']"), FILE);
        settings.override(toml("find-links = ['/b']\nprerelease = 'allow'"), FILE);

        assertThat(settings.kept()).isEqualTo(toml("find-links = ['/a']\nprerelease = 'allow'"));
    }

    @Test
    void theMachinesListsGoOnAndItsOtherSettingsGiveWay() {
        settings.override(toml("find-links = ['/a']\nprerelease = 'allow'\nextra-index-url = 'https://a/'"), FILE);
        settings.merge(toml("find-links = ['/b']\nprerelease = 'disallow'\nextra-index-url = ['https://b/']"), FILE);
        settings.merge(toml("find-links = ['/c']\nno-index = true"), FILE);

        assertThat(settings.kept())
                .isEqualTo(toml("find-links = ['/a', '/b', '/c']\nprerelease = 'allow'\n"
                        + "extra-index-url = 'https://a/'\nno-index = true"));
    }

    @Test
    void whatIsSaidToUvsPipIsKeptApart() {
        settings.merge(toml("[pip]\nfind-links = ['a']\noffline = true\nno-binary = ['x']"), FILE);
        settings.merge(toml("[pip]\nfind-links = ['b']\nprerelease = 'allow'"), FILE);

        assertThat(settings.kept())
                .isEqualTo(toml("[pip]\nfind-links = ['/home/me/a', '/home/me/b']\nprerelease = 'allow'"));
    }

    @Test
    void withoutATableForPipThereIsNone() {
        settings.merge(toml("pip = 'x'"), FILE);
        settings.merge(toml("no-index = true"), FILE);

        assertThat(settings.kept()).isEqualTo(toml("no-index = true"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            find-links = ['wheels', '../x', '/y']      | find-links = ['/home/me/wheels', '/home/x', '/y']
            index-url = 'https://x/simple'             | index-url = 'https://x/simple'
            index-url = 'simple'                       | index-url = '/home/me/simple'
            index-url = ''                             | index-url = ''
            extra-index-url = ['${FOLDER}/x', '~/x']   | extra-index-url = ['${FOLDER}/x', '~/x']
            cache-dir = '~me'                          | cache-dir = '~me'
            cache-dir = 'cache'                        | cache-dir = '/home/me/cache'
            cache-dir = 3                              | cache-dir = 3
            index = [{ name = 'a', url = 'simple' }]   | index = [{ name = 'a', url = '/home/me/simple' }]
            index = [{ name = 'a' }]                   | index = [{ name = 'a' }]
            resolution = 'lowest'                      | resolution = 'lowest'
            """)
    void placesStartFromTheFileThatTheyStandIn(String written, String kept) {
        JsonNode before = toml(written);
        settings.merge(before, FILE);

        assertThat(settings.kept()).isEqualTo(toml(kept));
        assertThat(before).isEqualTo(toml(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"constraint-dependencies", "override-dependencies"})
    void requirementsAreWrittenAnew(String key) {
        String lines = "['A  <2', 'b @ https://x/b-1-py3-none-any.whl#sha256=00', 'c @ HTTPS://x/c.WHL?d']";
        settings.override(toml(key + " = " + lines), FILE);

        assertThat(settings.kept().path(key))
                .extracting(JsonNode::asText)
                .containsExactly("A<2", "b @ https://x/b-1-py3-none-any.whl#sha256=00", "c @ HTTPS://x/c.WHL?d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a @ git+https://me:secret@x/a",
                "a @ https://me:secret@x/a.tar.gz",
                "a @ https://me:secret@x/a?b.whl",
                "a @ file:///a-1-py3-none-any.whl"
            })
    void requirementsThatWouldHaveToBeBuiltAreRefused(String line) {
        JsonNode document = toml("override-dependencies = ['%s']".formatted(line));

        assertThatThrownBy(() -> settings.merge(document, FILE))
                .hasMessageContaining(
                        "[PYF-494] `a @ ...` in `override-dependencies` of `/home/me/uv.toml` would have to be built")
                .hasMessageNotContaining("secret");
    }

    private static ObjectNode toml(String text) {
        return Toml.parse(text, "a test");
    }
}
