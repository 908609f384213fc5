package org.pyflinkimage.spec;

import java.util.List;
import java.util.Optional;
import org.pyflinkimage.value.ImageReference;

/**
 * What is put into an image.
 *
 * @param base what a builder is to build the image on; empty where the plugin lays out all of it
 * @param python where the interpreter comes from
 * @param parts what of Flink's distribution PyFlink's packages lack and the image has
 * @param connectors jars for {@code /opt/flink/lib}
 */
public record DeclaredContents(
        Optional<ImageReference> base,
        DeclaredPython python,
        PythonRequirements requirements,
        DistributionParts parts,
        List<MavenCoordinates> connectors,
        Optional<JobSpec> job) {
    public DeclaredContents {
        connectors = List.copyOf(connectors);
    }

    /** Nothing but PyFlink and what it needs. */
    public static DeclaredContents none() {
        return new DeclaredContents(
                Optional.empty(),
                DeclaredPython.any(),
                PythonRequirements.none(),
                DistributionParts.none(),
                List.of(),
                Optional.empty());
    }

    public DeclaredContents withBase(ImageReference other) {
        return new DeclaredContents(Optional.of(other), python, requirements, parts, connectors, job);
    }

    public DeclaredContents withPython(DeclaredPython other) {
        return new DeclaredContents(base, other, requirements, parts, connectors, job);
    }

    public DeclaredContents withRequirements(PythonRequirements others) {
        return new DeclaredContents(base, python, others, parts, connectors, job);
    }

    public DeclaredContents withParts(DistributionParts others) {
        return new DeclaredContents(base, python, requirements, others, connectors, job);
    }

    public DeclaredContents withConnectors(List<MavenCoordinates> others) {
        return new DeclaredContents(base, python, requirements, parts, others, job);
    }

    public DeclaredContents withJob(JobSpec other) {
        return new DeclaredContents(base, python, requirements, parts, connectors, Optional.of(other));
    }
}
