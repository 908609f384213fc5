package org.pyflinkimage.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.pyflinkimage.value.Sha256;

/** The recipes that this project knows, read from {@code sdist-recipes.json}. */
public final class SdistRecipes {

    private static final List<SdistRecipe> ALL = read();

    private SdistRecipes() {}

    /** All recipes, by name. */
    public static List<SdistRecipe> all() {
        return ALL;
    }

    /** The recipe for a version of a distribution, if there is one. */
    public static Optional<SdistRecipe> find(NormalizedName name, String version) {
        return ALL.stream()
                .filter(recipe -> recipe.name().equals(name) && recipe.covers(version))
                .findFirst();
    }

    private static List<SdistRecipe> read() {
        try (InputStream stream = Objects.requireNonNull(
                SdistRecipes.class.getResourceAsStream("sdist-recipes.json"), "sdist-recipes.json")) {
            List<SdistRecipe> recipes = new ArrayList<>();
            new ObjectMapper().readTree(stream).get("recipes").forEach(node -> recipes.add(recipe(node)));
            return List.copyOf(recipes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SdistRecipe recipe(JsonNode node) {
        List<SdistRecipe.Tree> trees = new ArrayList<>();
        for (JsonNode tree : node.path("install")) {
            trees.add(new SdistRecipe.Tree(
                    tree.get("from").asText(),
                    tree.get("to").asText(),
                    tree.path("optional").asBoolean()));
        }
        TreeMap<String, Sha256> sums = new TreeMap<>();
        node.path("sums")
                .properties()
                .forEach(sum ->
                        sums.put(sum.getKey(), Sha256.parse(sum.getValue().asText())));
        return new SdistRecipe(
                new NormalizedName(node.get("name").asText()),
                SpecifierSet.parse(node.get("versions").asText()).orElseThrow(),
                trees,
                texts(node.path("scripts")),
                texts(node.path("requires")),
                sums,
                node.get("source").asText(),
                node.get("checked").asText());
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
