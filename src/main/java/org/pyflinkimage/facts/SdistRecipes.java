package org.pyflinkimage.facts;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.SdistRecipe;
import org.pyflinkimage.python.SpecifierSet;
import org.pyflinkimage.value.Sha256;

/**
 * What is known of distributions that are installed from their source distributions.
 *
 * @param all by name
 */
public record SdistRecipes(List<SdistRecipe> all) {

    static final String FILE = "sdist-recipes.json";

    public SdistRecipes {
        all = List.copyOf(all);
    }

    /** Those that this plugin was released with. */
    public static SdistRecipes shipped() {
        return Shipped.RECIPES;
    }

    static SdistRecipes read(FactNode file) {
        return new SdistRecipes(file.list("recipes", SdistRecipes::recipe));
    }

    /** The recipe for a version of a distribution, if there is one. */
    public Optional<SdistRecipe> find(NormalizedName name, String version) {
        return all.stream()
                .filter(recipe -> recipe.name().equals(name) && recipe.covers(version))
                .findFirst();
    }

    private static SdistRecipe recipe(FactNode node) {
        TreeMap<String, Sha256> sums = new TreeMap<>();
        node.textsByName("sums").forEach((version, sum) -> sums.put(version, Sha256.parse(sum)));
        return new SdistRecipe(
                new NormalizedName(node.text("name")),
                SpecifierSet.parse(node.text("versions")).orElseThrow(),
                node.list("install", SdistRecipes::tree),
                node.optionalTexts("scripts"),
                node.optionalTexts("requires"),
                sums,
                node.undatedSource(),
                node.checked());
    }

    private static SdistRecipe.Tree tree(FactNode node) {
        return new SdistRecipe.Tree(node.text("from"), node.text("to"), node.flag("optional", false));
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final SdistRecipes RECIPES = FactNode.read(FILE, FactsReader.shippedText(FILE), SdistRecipes::read);
    }
}
