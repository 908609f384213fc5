package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of the room: what is misspelt in them, or has no source or no day, does not go unseen. */
class ShippedFilesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/org/pyflinkimage/facts"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void fileIsReadAsItIs(String file) {
        assertThatCode(() -> read(file, FactsReader.shippedText(file))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("files")
    void unknownFieldIsRefused(String file) throws JsonProcessingException {
        ObjectNode root = tree(file);
        root.put("unknown", "field");

        assertRefused(file, root, "%s: unknown field `unknown`".formatted(file));
    }

    /** Those whose facts are objects; one has lists of words alone. */
    static List<String> filesOfObjects() throws IOException {
        return files().stream()
                .filter(file -> !file.equals("standard-library.json"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("filesOfObjects")
    void unknownFieldOfAFactIsRefused(String file) throws JsonProcessingException {
        ObjectNode root = tree(file);
        firstFact(root).put("unknown", "field");

        assertRefused(file, root, "unknown field `unknown`");
    }

    @ParameterizedTest
    @MethodSource("files")
    void missingSourceIsRefused(String file) throws JsonProcessingException {
        ObjectNode root = tree(file);
        removeAll(root, "source");

        assertRefused(file, root, "no `source`");
    }

    @ParameterizedTest
    @MethodSource("files")
    void missingDayIsRefused(String file) throws JsonProcessingException {
        ObjectNode root = tree(file);
        removeAll(root, "checked");

        assertRefused(file, root, "no `checked`");
    }

    private static void assertRefused(String file, JsonNode root, String message) {
        assertThatIllegalStateException()
                .isThrownBy(() -> read(file, root.toString()))
                .withMessageContaining(message);
    }

    private static void read(String file, String text) {
        switch (file) {
            case "uv.json" -> FactNode.read(file, text, UvRelease::read);
            case "closures.json" -> FactNode.read(file, text, KeptOutJars::read);
            case "distribution.json" -> FactNode.read(file, text, FlinkDistribution::read);
            case "defaults.json" -> FactNode.read(file, text, DefaultVersions::read);
            case "strangers.json" -> FactNode.read(file, text, Stranger::read);
            case "standard-library.json" -> FactNode.read(file, text, StandardLibrary::read);
            case "options.json" -> FactNode.read(file, text, FlinkOptions::read);
            case "libraries.json" -> FactNode.read(file, text, LibraryPackage::read);
            case "accelerators.json" -> FactNode.read(file, text, Accelerators::read);
            case "system.json" -> FactNode.read(file, text, SystemPackages::read);
            case "databases.json" -> FactNode.read(file, text, Database::read);
            case "modules.json" -> FactNode.read(file, text, ModuleOwner::read);
            case "sdist-recipes.json" -> FactNode.read(file, text, SdistRecipes::read);
            default -> FactFiles.with(file, text);
        }
    }

    /** The first object in a list or in the file itself that holds facts. */
    private static ObjectNode firstFact(ObjectNode root) {
        for (JsonNode child : root) {
            if (child instanceof ObjectNode object) {
                return object;
            }
            if (child.isArray() && child.path(0) instanceof ObjectNode object) {
                return object;
            }
        }
        throw new IllegalArgumentException("no facts in " + root);
    }

    private static void removeAll(JsonNode node, String field) {
        if (node instanceof ObjectNode object) {
            object.remove(field);
        }
        node.forEach(child -> removeAll(child, field));
    }

    private static ObjectNode tree(String file) throws JsonProcessingException {
        return (ObjectNode) JSON.readTree(FactsReader.shippedText(file));
    }
}
