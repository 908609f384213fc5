package org.pyflinkimage.resolve.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.system.Environment;

/** What uv is told of indexes by a file in the place of variables. */
class IndexVariablesTest {

    @Test
    void variablesComeBeforeWhatFilesSayInTheOrderOfUv() {
        ObjectNode settings = settings(
                """
                find-links = ['https://links.example.com/c/']
                [[index]]
                url = 'https://file.example.com/'
                default = true
                """,
                Map.of(
                        "UV_EXTRA_INDEX_URL", "https://e1.example.com/ https://e2.example.com/",
                        "UV_INDEX", "corp=https://i1.example.com/\n https://i2.example.com/",
                        "UV_INDEX_URL", "https://old.example.com/",
                        "UV_DEFAULT_INDEX", "https://me:word@default.example.com/",
                        "UV_FIND_LINKS", "https://links.example.com/a/, https://links.example.com/b/"));

        assertThat(settings).isEqualTo(Toml.parse("""
                        find-links = [
                          'https://links.example.com/a/', 'https://links.example.com/b/', 'https://links.example.com/c/']
                        [[index]]
                        url = 'https://me:word@default.example.com/'
                        default = true
                        [[index]]
                        name = 'corp'
                        url = 'https://i1.example.com/'
                        [[index]]
                        url = 'https://i2.example.com/'
                        [[index]]
                        url = 'https://e1.example.com/'
                        [[index]]
                        url = 'https://e2.example.com/'
                        [[index]]
                        url = 'https://file.example.com/'
                        default = true
                        """, "test"));
    }

    @Test
    void namedIndexesHaveTheirLoginsWhereverTheyAreNamed() {
        ObjectNode settings = settings(
                """
                [[index]]
                name = 'my-own.2'
                url = 'https://file.example.com/simple'
                [[index]]
                name = 'other'
                url = 'https://other.example.com/simple'
                [[index]]
                name = 'none'
                """,
                Map.of(
                        "UV_INDEX", "corp=https://corp.example.com/",
                        "UV_INDEX_CORP_USERNAME", "token",
                        "UV_INDEX_NONE_USERNAME", "me",
                        "UV_INDEX_MY_OWN_2_USERNAME", "me",
                        "UV_INDEX_MY_OWN_2_PASSWORD", "w@rd /"));

        assertThat(settings.findValuesAsText("url"))
                .containsExactly(
                        "https://token@corp.example.com/",
                        "https://me:w%40rd%20%2F@file.example.com/simple",
                        "https://other.example.com/simple");
    }

    @Test
    void theOldNameOfTheDefaultIndexHoldsWhereTheNewOneIsNotSet() {
        assertThat(settings("", Map.of("UV_INDEX_URL", "https://old.example.com/", "UV_DEFAULT_INDEX", "")))
                .isEqualTo(Toml.parse("[[index]]\nurl = 'https://old.example.com/'\ndefault = true\n", "test"));
    }

    @Test
    void whereVariablesSayNothingNothingIsAdded() {
        assertThat(settings("", Map.of("UV_INDEX", " ", "UV_FIND_LINKS", ",", "UV_INDEX_STRATEGY", "first-index")))
                .isEqualTo(Toml.empty());
    }

    @EnabledOnOs(OS.LINUX)
    @Test
    void pathsStartFromWhereUvRuns() {
        ObjectNode settings = settings(
                "", Map.of("UV_INDEX", "./a corp=../b /c file:///d no\0path", "UV_FIND_LINKS", "wheels,file:/e"));

        assertThat(settings.findValuesAsText("url"))
                .containsExactly("/work-folder/a", "/b", "/c", "file:///d", "no\0path");
        assertThat(settings.path("find-links")).hasToString("[\"/work-folder/wheels\",\"file:/e\"]");
    }

    /** Of whichever variable a user has, and also where uv's has blanks alone. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,                            https://pip.example.com/
            '',                           https://pip.example.com/
            ' ',                          https://pip.example.com/
            https://uv.example.com/,      https://uv.example.com/ https://pip.example.com/
            """)
    void pipsLinksComeBehindThoseOfUv(@Nullable String ofUv, String links) {
        Map<String, String> variables = new HashMap<>();
        variables.put("PIP_NO_INDEX", "1");
        variables.put("PIP_FIND_LINKS", "/nowhere https://pip.example.com/");
        if (ofUv != null) {
            variables.put("UV_FIND_LINKS", ofUv);
        }
        Environment environment = new Environment(variables, Path.of("/nonexistent"));

        assertThat(ProjectSettings.findLinks(settings(
                        "find-links = ['https://file.example.com/']",
                        environment
                                .withDefaults(PythonIndexes.read(environment, Path.of("/nonexistent"))
                                        .variables())
                                .variables())))
                .containsExactly((links + " https://file.example.com/").split(" "));
    }

    private static ObjectNode settings(String files, Map<String, String> variables) {
        ObjectNode settings = Toml.parse(files, "test");
        Environment environment = new Environment(variables, Path.of("/nonexistent"));
        new IndexVariables(environment, Path.of("/work-folder")).addTo(settings);
        return settings;
    }
}
