package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.image.ImagePart;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

class ImagePartsTest {

    private static final Origin NUMPY = new Origin(LayerKind.PYTHON_PACKAGES, "numpy");
    private static final Origin JOB = new Origin(LayerKind.JOB, "job");

    private static final Location PLACE = new Location(Source.PYTHON, "x");
    private static final Plan PLAN = Plans.empty()
            .withContents(PlannedContents.none()
                    .withDistributions(List.of(wheel("numpy", "2.2.0"), wheel("six", "1.17.0")))
                    .withJars(List.of(new Jar(
                            MavenCoordinates.parse("org.example:six:9").orElseThrow(), PLACE, Sha256.of("j"), 1))));

    private final FileTree tree = new FileTree();

    private static Wheel wheel(String name, String version) {
        return new Wheel(NormalizedName.of(name), version, "x.whl", PLACE, Sha256.of(name), 1);
    }

    private void file(Origin origin, String path, int size) {
        tree.add(origin, UnixPath.of(path), FileNode.file(Content.of("x".repeat(size))));
    }

    @Test
    void filesOfOnePackageAreAddedUp() {
        file(NUMPY, "/opt/a", 3);
        file(NUMPY, "/opt/b", 4);
        file(JOB, "/opt/job.py", 9);

        assertThat(ImageParts.of(tree, PLAN))
                .extracting(ImagePart::name, ImagePart::files, ImagePart::size, ImagePart::kind)
                .containsExactly(
                        tuple("job", 1L, 9L, LayerKind.JOB), tuple("numpy", 2L, 7L, LayerKind.PYTHON_PACKAGES));
    }

    /** A second name of a file weighs nothing, nor does a link or a directory. */
    @Test
    void onlyFilesWeigh() {
        file(NUMPY, "/opt/a", 3);
        tree.add(NUMPY, UnixPath.of("/opt/b"), new FileNode.HardLink(UnixPath.of("/opt/a"), 0644, Owner.ROOT));
        tree.add(JOB, UnixPath.of("/opt/c"), FileNode.link("a"));
        tree.add(JOB, UnixPath.of("/opt/d"), FileNode.directory());

        assertThat(ImageParts.of(tree, PLAN))
                .containsExactly(new ImagePart(LayerKind.PYTHON_PACKAGES, "numpy", Optional.of("2.2.0"), 1, 3));
    }

    /** Of a package and a jar of one name nobody knows here whose version it is. */
    @Test
    void versionIsThatOfThePlanWhereThereIsOne() {
        file(NUMPY, "/opt/a", 3);
        file(new Origin(LayerKind.PYTHON_PACKAGES, "six"), "/opt/six", 2);
        file(JOB, "/opt/job", 1);

        assertThat(ImageParts.of(tree, PLAN))
                .extracting(ImagePart::version)
                .containsExactly(Optional.of("2.2.0"), Optional.empty(), Optional.empty());
    }

    @Test
    void emptyTreeHasNone() {
        assertThat(ImageParts.of(tree, PLAN)).isEqualTo(List.of());
    }
}
