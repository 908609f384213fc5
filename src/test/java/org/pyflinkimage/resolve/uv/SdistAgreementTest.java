package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.SdistRecipe;
import org.pyflinkimage.python.SdistRecipes;

/** What resolution lets in as sdists and what installation has recipes for are two tables: they have to say the same. */
class SdistAgreementTest {

    /** PyFlink's own, which a resolution adds by its version. */
    private static final Set<String> FLINK = Set.of("apache-flink", "apache-flink-libraries");

    @Test
    void whatIsResolvedHasARecipe() {
        for (JsonNode entry : SdistTable.carried().metadata()) {
            NormalizedName name = NormalizedName.of(entry.path("name").asText());
            String version = entry.path("version").asText();

            assertThat(SdistRecipes.find(name, version))
                    .as("%s==%s", name, version)
                    .isPresent();
        }
    }

    @Test
    void whatHasARecipeIsResolved() {
        SdistTable table = SdistTable.carried();
        Set<String> missing = new TreeSet<>();
        for (SdistRecipe recipe : SdistRecipes.all()) {
            if (!FLINK.contains(recipe.name().value())) {
                recipe.sums().keySet().stream()
                        .filter(version -> !table.contains(recipe.name(), version))
                        .forEach(version -> missing.add(recipe.name() + "==" + version));
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void bothKnowTheSameRequirements() {
        for (JsonNode entry : SdistTable.carried().metadata()) {
            NormalizedName name = NormalizedName.of(entry.path("name").asText());
            List<String> requirements = new ArrayList<>();
            entry.path("requires-dist").forEach(text -> requirements.add(text.asText()));

            assertThat(SdistRecipes.find(name, entry.path("version").asText())
                            .orElseThrow()
                            .requires())
                    .as(name.value())
                    .containsExactlyInAnyOrderElementsOf(requirements);
        }
    }

    @Test
    void flinksOwnHaveRecipesForTheReleasesThatComeAsSdists() {
        assertThat(SdistRecipes.find(NormalizedName.of("apache-flink"), "2.3.0"))
                .isPresent();
        assertThat(SdistRecipes.find(NormalizedName.of("apache-flink-libraries"), "2.1.0"))
                .isPresent();
    }
}
