package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SdistDescriptionTest {

    private static final String NAMED = "Name: a\nVersion: 1\n";

    @ParameterizedTest
    @CsvSource({
        "PKG-INFO, true",
        "a.egg-info/PKG-INFO, true",
        "a.egg-info/requires.txt, true",
        "a.egg-info/entry_points.txt, true",
        "a.egg-info/SOURCES.txt, false",
        "src/a.egg-info/PKG-INFO, false",
        "src/PKG-INFO, false",
        "requires.txt, false"
    })
    void partsLieInTheirPlaces(String path, boolean part) {
        assertThat(SdistDescription.isPart(path)).isEqualTo(part);
    }

    @Test
    void requirementsThatAreStatedAreTakenAsTheyAre() {
        String text = "Requires-Dist: x\n" + NAMED;

        assertThat(metadata(Map.of("PKG-INFO", text, "a.egg-info/requires.txt", "y\n")))
                .isEqualTo(text);
        assertThat(metadata(Map.of("PKG-INFO", NAMED + "Requires-Dist: x\n\nbody\n", "a.egg-info/requires.txt", "y")))
                .isEqualTo(NAMED + "Requires-Dist: x\n\nbody\n");
    }

    @Test
    void requirementsInTheBodyAreNone() {
        assertThat(metadata(Map.of("PKG-INFO", NAMED + "\nRequires-Dist: body\n", "a.egg-info/requires.txt", "y\n")))
                .isEqualTo("Name: a\nRequires-Dist: y\nVersion: 1\n\nRequires-Dist: body\n");
    }

    @Test
    void lineEndsBecomeThoseOfUnix() {
        assertThat(metadata(Map.of(
                        "PKG-INFO", "Name: a\r\nVersion: 1\r\n\r\nbody\r\n", "a.egg-info/requires.txt", "x\r\n\r\ny")))
                .isEqualTo("Name: a\nRequires-Dist: x\nRequires-Dist: y\nVersion: 1\n\nbody\n");
    }

    @Test
    void eggInfoServesWhereTheTopHasNothing() {
        assertThat(metadata(Map.of("a.egg-info/PKG-INFO", NAMED))).isEqualTo("Name: a\nRequires-Dist: z\nVersion: 1\n");
        assertThat(metadata(Map.of("a.egg-info/PKG-INFO", "Name: b\n", "PKG-INFO", NAMED)))
                .startsWith("Name: a\n");
    }

    @Test
    void recipesRequirementsServeWhereNoneAreListed() {
        assertThat(metadata(Map.of("PKG-INFO", NAMED))).isEqualTo("Name: a\nRequires-Dist: z\nVersion: 1\n");
        assertThat(metadata(Map.of("PKG-INFO", NAMED, "a.egg-info/requires.txt", "")))
                .contains("Requires-Dist: z\n");
        assertThat(metadata(Map.of("PKG-INFO", NAMED, "a.egg-info/requires.txt", "\n")))
                .isEqualTo(NAMED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [x]                            | y; extra == "x"
            [:os_name == "nt"]             | y; os_name == "nt"
            [x:os_name == "nt"]            | y; (os_name == "nt") and extra == "x"
            [x:]                           | y; extra == "x"
            []                             | y
            [:]                            | y
            """)
    void sectionIsACondition(String section, String requirement) {
        assertThat(metadata(Map.of("PKG-INFO", NAMED, "a.egg-info/requires.txt", "w\n " + section + " \n y \n")))
                .isEqualTo("Name: a\nRequires-Dist: w\nRequires-Dist: %s\nVersion: 1\n".formatted(requirement));
    }

    @Test
    void entryPointsAreThoseOfTheEggInfo() {
        assertThat(new SdistDescription(Map.of("a.egg-info/entry_points.txt", "[x]\n"), List.of()).entryPoints())
                .isEqualTo("[x]\n");
        assertThat(new SdistDescription(Map.of("PKG-INFO", NAMED), List.of()).entryPoints())
                .isEmpty();
    }

    private static String metadata(Map<String, String> parts) {
        return new SdistDescription(new TreeMap<>(parts), List.of("z")).metadata();
    }
}
