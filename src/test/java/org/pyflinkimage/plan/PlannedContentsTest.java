package org.pyflinkimage.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.Sha256;

class PlannedContentsTest {

    private static final Location PLACE = new Location(Source.parse("source"), "path");
    private static final Sha256 SUM = Sha256.of("x");
    private static final Deb TINI = new Deb("tini", "1", "amd64", PLACE, SUM, 1);
    private static final Sdist DILL = new Sdist(NormalizedName.of("dill"), "1", "dill-1.tar.gz", PLACE, SUM, 2);
    private static final Jar CONNECTOR =
            new Jar(new MavenCoordinates("org.example", "connector", "1.0", Optional.empty()), PLACE, SUM, 3);

    private static final String CPYTHON =
            "cpython-3.11.2+20230116-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz";

    private final PlannedContents contents = PlannedContents.none()
            .withDebs(List.of(TINI))
            .withDistributions(List.of(DILL))
            .withJars(List.of(CONNECTOR));

    @Test
    void allAreListedAsTheyAreLaidOut() {
        assertThat(contents.all()).containsExactly(TINI, DILL, CONNECTOR);
    }

    @Test
    void distributionsAreToldApart() {
        Wheel numpy = new Wheel(NormalizedName.of("numpy"), "2", "numpy-2-py3-none-any.whl", PLACE, SUM, 4);
        PlannedContents both = contents.withDistributions(List.of(DILL, numpy));

        assertThat(both.wheels()).containsExactly(numpy);
        assertThat(both.sdists()).containsExactly(DILL);
    }

    /** Each in sources of its own kinds. */
    @ParameterizedTest
    @CsvSource({
        "tini, ARCHIVE SECURITY_ARCHIVE",
        "cpython, INTERPRETERS",
        "numpy, INDEX",
        "dill, INDEX",
        "connector, REPOSITORY"
    })
    void artifactsLieInSourcesOfTheirKind(String title, String kinds) {
        PlannedContents all = contents.with(Optional.of(
                        new Interpreter(StandaloneFile.parse(CPYTHON).orElseThrow(), PLACE, SUM, 4)))
                .withDistributions(List.of(
                        DILL, new Wheel(NormalizedName.of("numpy"), "2", "numpy-2-py3-none-any.whl", PLACE, SUM, 4)));

        assertThat(all.all())
                .filteredOn(artifact -> artifact.title().equals(title))
                .singleElement()
                .satisfies(artifact -> assertThat(Source.Kind.values())
                        .filteredOn(artifact::liesIn)
                        .extracting(Enum::name)
                        .containsExactly(kinds.split(" ")));
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
