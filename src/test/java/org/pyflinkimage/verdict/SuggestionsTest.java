package org.pyflinkimage.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.Platform;

class SuggestionsTest {

    private static final Combination REFUSED = cell("1.18.1", 11, "3.9");

    @Test
    void smallestChangeComesFirst() {
        assertThat(nearest(cell("2.3.0", 11, "3.9"), cell("1.18.1", 11, "3.10"), cell("1.18.0", 11, "3.9")))
                .containsExactly(cell("1.18.0", 11, "3.9"), cell("1.18.1", 11, "3.10"), cell("2.3.0", 11, "3.9"));
    }

    @Test
    void changeOfMoreThanAnotherThatHelpsIsLeftOut() {
        assertThat(nearest(cell("1.18.1", 17, "3.10"), cell("1.18.1", 11, "3.10")))
                .containsExactly(cell("1.18.1", 11, "3.10"));
    }

    @Test
    void ofOneKindTheNearestIsTakenAndTheLaterOfTwoAsNear() {
        assertThat(nearest(cell("1.18.1", 11, "3.8"), cell("1.18.1", 11, "3.10"), cell("1.18.1", 11, "3.11")))
                .containsExactly(cell("1.18.1", 11, "3.10"));
    }

    @Test
    void ofAnotherLineTheNewestPatchIsTaken() {
        assertThat(nearest(cell("1.19.0", 11, "3.9"), cell("1.19.2", 11, "3.9"), cell("1.20.0", 11, "3.9")))
                .containsExactly(cell("1.19.2", 11, "3.9"));
    }

    @Test
    void whatWasRunComesBeforeWhatIsNearer() {
        Combination far = cell("1.18.1", 11, "3.11");
        Combination near = cell("1.18.1", 11, "3.10");

        List<Suggestion> found =
                new Suggestions(Facts.shipped(), Set.of(far, near)::contains, far::equals).nearestTo(REFUSED);

        assertThat(found).containsExactly(new Suggestion(REFUSED, far, true));
    }

    @Test
    void platformIsNeverChanged() {
        assertThat(nearest(cell("1.18.1", 11, "3.10", Platform.LINUX_ARM64))).isEmpty();
    }

    @Test
    void releaseThatIsNotKnownHasNeighboursToo() {
        List<Suggestion> found = new Suggestions(
                        Facts.shipped(), Set.of(cell("1.13.6", 11, "3.8"))::contains, any -> false)
                .nearestTo(cell("1.12.7", 11, "3.8"));

        assertThat(found).extracting(Suggestion::combination).containsExactly(cell("1.13.6", 11, "3.8"));
    }

    private static List<Combination> nearest(Combination... fitting) {
        return new Suggestions(Facts.shipped(), Set.of(fitting)::contains, any -> false)
                .nearestTo(REFUSED).stream().map(Suggestion::combination).toList();
    }
}
