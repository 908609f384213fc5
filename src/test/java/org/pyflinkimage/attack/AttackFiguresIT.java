package org.pyflinkimage.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What {@code mvn -Pattack verify} counted: enough of each kind, and nothing that went wrong. */
@Tag("attack")
@EnabledIfSystemProperty(named = "attack", matches = "all", disabledReason = "mvn -Pattack verify counts")
class AttackFiguresIT {

    @Test
    void enoughOfEachKindWasTriedAndNothingWentWrong() throws IOException {
        Map<Kind, Map<Outcome, Integer>> sums = new Figures(Figures.FOLDER).sums();

        assertThat(sums.keySet()).isEqualTo(EnumSet.allOf(Kind.class));
        sums.forEach((kind, counts) -> {
            assertThat(counts.values().stream().mapToInt(Integer::intValue).sum())
                    .as(kind.title())
                    .isGreaterThanOrEqualTo(kind.least());
            assertThat(counts).as(kind.title()).doesNotContainKey(Outcome.WRONG);
        });
    }
}
