package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Requirement;

class SdistRecipesTest {

    private final SdistRecipes recipes = SdistRecipes.shipped();

    @ParameterizedTest
    @CsvSource({
        "dill, 0.3.1.1, true",
        "dill, 0.3.8, false",
        "docopt, 0.6.2, true",
        "hdfs, 2.7.3, true",
        "crcmod, 1.7, true",
        "avro-python3, 1.10.2, true",
        "avro-python3, 1.9.2.1, true",
        "avro-python3, 1.9.2, false",
        "apache-flink-libraries, 1.16.0, true",
        "apache-flink-libraries, 1.17.1, true",
        "apache-flink-libraries, 2.1.3, true",
        "apache-flink-libraries, 1.15.4, false",
        "apache-flink, 2.3.0, true",
        "apache-flink, 2.4.0, false",
        "numpy, 2.1.3, false",
    })
    void knownRecipesCoverPyFlinksClosure(String name, String version, boolean known) {
        assertThat(recipes.find(NormalizedName.of(name), version).isPresent()).isEqualTo(known);
    }

    @Test
    void everyKnownRecipeTellsWhereItComesFrom() {
        assertThat(recipes.all()).hasSize(8).allSatisfy(recipe -> {
            assertThat(recipe.source()).isNotBlank();
            assertThat(recipe.checked()).isAfter(LocalDate.of(2026, 1, 1));
            assertThat(recipe.trees()).isNotEmpty();
            assertThat(recipe.sums().keySet()).isNotEmpty().allMatch(recipe::covers);
            assertThat(recipe.requires())
                    .allMatch(line -> Requirement.parse(line).isPresent());
        });
    }
}
