package org.pyflinkimage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Slashes;

/** What messages and pages call elements and properties is what those are called. */
class ElementNamesTest {

    private static final RoomTable ROOMS = RoomTable.read();
    private static final Pattern BOTH = Pattern.compile("`<([A-Za-z0-9]+)>` \\((?:`)?-Dpyflink\\.([A-Za-z0-9]+)");
    private static final Pattern PROPERTY = Pattern.compile("-Dpyflink\\.([A-Za-z][A-Za-z0-9]*)");
    private static final Pattern PARAMETER = Pattern.compile(
            "@Parameter\\((?:[^()]*, )?property = \"pyflink\\.([A-Za-z0-9]+)\"[^)]*\\)\\s*(?:@\\w+(?:\\([^)]*\\))?\\s*)*"
                    + "[\\w.<>@ ]+ (\\w+);");

    /** Below which keys of any name stand: {@code -Dpyflink.rules.PYF-112=error}. */
    private static final Set<String> KEYED =
            Set.of("flinkConfig", "log4j", "environment", "labels", "annotations", "rules");

    /** What the page of problems has in the place of an element that only a run knows. */
    private static final String ANY = "element";

    /** Parts of elements that have no name in {@link Element}. */
    private static final Set<String> PARTS = Set.of("server of indexes");

    /** A literal with both names of an element, with a value or without. */
    private static final Pattern REMEDY =
            Pattern.compile("`(<[^`\"]*>)` \\(-D(pyflink\\.[A-Za-z0-9]+)(?:=([^()\"]*))?\\)");

    /** What writes such texts itself, in rooms that may use {@link Element}. */
    private static final Set<String> BY_HAND = Set.of("spec/Element.java");

    private static List<Path> written() throws IOException {
        List<Path> all = new ArrayList<>(List.of(Path.of("README.md")));
        for (String folder : List.of("src/main/java", "docs", "templates")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().matches(".*\\.(java|md|ftl)"))
                        .forEach(all::add);
            }
        }
        return all;
    }

    /** Names of parameters of goals that are no elements of the declaration. */
    private static Set<String> parameters() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/java/org/pyflinkimage/mojo"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher parameter = PARAMETER.matcher(Files.readString(file));
                while (parameter.find()) {
                    names.add(parameter.group(1));
                    assertThat(parameter.group(2))
                            .as("the field is the element")
                            .isEqualTo(parameter.group(1));
                }
            }
        }
        return names;
    }

    private static Set<String> others(Set<String> parameters) {
        Set<String> others = new TreeSet<>(parameters);
        others.addAll(KEYED);
        others.add(ANY);
        return others;
    }

    private static boolean isElement(String tag, String property) {
        return Stream.of(Element.values())
                .anyMatch(element -> element.property().equals("pyflink." + property)
                        && element.xml("").contains("<" + tag + ">"));
    }

    @Test
    void elementStandsBesideItsOwnProperty() throws IOException {
        Set<String> parameters = parameters();
        List<String> wrong = new ArrayList<>();
        for (Path file : written()) {
            for (MatchResult names :
                    BOTH.matcher(Files.readString(file)).results().toList()) {
                boolean own = isElement(names.group(1), names.group(2))
                        || PARTS.contains(names.group(1) + " of " + names.group(2))
                        || (names.group(1).equals(names.group(2))
                                && others(parameters).contains(names.group(1)));
                if (!own) {
                    wrong.add(file + ": " + names.group());
                }
            }
        }

        assertThat(parameters).contains("store", "output", "lockFile", "skip").hasSizeGreaterThan(30);
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyPropertyThatIsNamedIsOne() throws IOException {
        Set<String> known = others(parameters());
        Stream.of(Element.values())
                .map(element -> element.property().substring("pyflink.".length()))
                .forEach(known::add);
        List<String> unknown = new ArrayList<>();
        for (Path file : written()) {
            for (MatchResult name :
                    PROPERTY.matcher(Files.readString(file)).results().toList()) {
                if (!known.contains(name.group(1))) {
                    unknown.add(file + ": " + name.group());
                }
            }
        }

        assertThat(unknown).isEmpty();
    }

    @Test
    void elementSaysItsNamesItself() throws IOException {
        Path root = Path.of("src/main/java/org/pyflinkimage");
        List<String> byHand = new ArrayList<>();
        for (Path file : written()) {
            if (file.startsWith(root) && !BY_HAND.contains(Slashes.in(root.relativize(file))) && mayUseElements(file)) {
                REMEDY.matcher(Files.readString(file))
                        .results()
                        .filter(ElementNamesTest::isSaidByItsElement)
                        .forEach(remedy -> byHand.add(file + ": " + remedy.group()));
            }
        }

        assertThat(byHand).isEmpty();
    }

    private static boolean mayUseElements(Path file) {
        String name = Slashes.in(Path.of("src/main/java").relativize(file));
        String packageName = name.substring(0, name.lastIndexOf('/')).replace('/', '.');
        return ROOMS.roomOf(packageName).orElseThrow().mayUse(ROOMS.room("spec"));
    }

    private static boolean isSaidByItsElement(MatchResult remedy) {
        return Stream.of(Element.values())
                .filter(element -> element.property().equals(remedy.group(2)))
                .anyMatch(element -> remedy.group(3) == null
                        ? List.of(element.named(), element.pathNamed()).contains(remedy.group())
                        : element.with(remedy.group(3)).equals(remedy.group()));
    }
}
