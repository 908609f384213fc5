package org.pyflinkimage.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.Sha256;

class PlannedContentsTest {

    private static final Location PLACE = new Location(Source.parse("source"), "path");
    private static final Sha256 SUM = Sha256.of("x");
    private static final Deb TINI = new Deb("tini", "1", "amd64", PLACE, SUM, 1);
    private static final Sdist DILL = new Sdist(NormalizedName.of("dill"), "1", "dill-1.tar.gz", PLACE, SUM, 2);
    private static final Jar CONNECTOR =
            new Jar(new MavenCoordinates("org.example", "connector", "1.0", Optional.empty()), PLACE, SUM, 3);

    private final PlannedContents contents = PlannedContents.none()
            .withDebs(List.of(TINI))
            .withDistributions(List.of(DILL))
            .withJars(List.of(CONNECTOR));

    @Test
    void allAreListedAsTheyAreLaidOut() {
        assertThat(contents.all()).containsExactly(TINI, DILL, CONNECTOR);
    }

    @Test
    void artifactsAreCalledByTheirNames() {
        assertThat(contents.all()).extracting(LockedArtifact::title).containsExactly("tini", "dill", "connector");
        assertThat(contents.all()).extracting(LockedArtifact::version).containsExactly("1", "1", "1.0");
    }

    @Test
    void artifactFoundElsewhereIsTheSame() {
        Location other = new Location(Source.parse("elsewhere"), "other");

        assertThat(contents.all())
                .allSatisfy(artifact ->
                        assertThat(artifact.at(other).at(artifact.location())).isEqualTo(artifact))
                .allSatisfy(
                        artifact -> assertThat(artifact.at(other).location()).isEqualTo(other));
    }

    @Test
    void partKeepsTheKinds() {
        assertThat(contents.only(Jar.class::isInstance))
                .isEqualTo(PlannedContents.none().withJars(List.of(CONNECTOR)));
        assertThat(contents.only(artifact -> artifact.title().equals("dill")))
                .isEqualTo(PlannedContents.none().withDistributions(List.of(DILL)));
        assertThat(contents.only(Deb.class::isInstance))
                .isEqualTo(PlannedContents.none().withDebs(List.of(TINI)));
    }

    @Test
    void planChangesByName() {
        Plan plan = Plans.empty().withContents(contents);

        assertThat(plan.artifacts()).isEqualTo(contents.all());
        assertThat(plan.withContents(PlannedContents.none())).isEqualTo(Plans.empty());
    }
}
