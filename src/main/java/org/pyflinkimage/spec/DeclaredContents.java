package org.pyflinkimage.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.value.ImageReference;

/**
 * What is put into an image.
 *
 * @param base what the image is built upon; empty where the plugin lays out all of it
 * @param python where the interpreter comes from
 * @param packages the names of packages that the operating system has beside those of every image; sorted, each once
 * @param parts what of Flink's distribution PyFlink's packages lack and the image has
 * @param connectors jars that lie beside Flink's
 * @param transitive which of them come with the jars that they depend on, in the declared order
 * @param places where some of them lie; the others lie where jars of their kind do
 * @param extraDirectories whose files lie at places of their own, in the declared order
 */
public record DeclaredContents(
        Optional<DeclaredBase> base,
        DeclaredPython python,
        List<String> packages,
        PythonRequirements requirements,
        DistributionParts parts,
        List<MavenCoordinates> connectors,
        List<TransitiveConnector> transitive,
        Map<MavenCoordinates, ConnectorPlace> places,
        Optional<JobSpec> job,
        List<ExtraDirectory> extraDirectories) {
    public DeclaredContents {
        packages = packages.stream().distinct().sorted().toList();
        connectors = List.copyOf(connectors);
        transitive = List.copyOf(transitive);
        places = Map.copyOf(places);
        extraDirectories = List.copyOf(extraDirectories);
    }

    /** Nothing but PyFlink and what it needs. */
    public static DeclaredContents none() {
        return new DeclaredContents(
                Optional.empty(),
                DeclaredPython.any(),
                List.of(),
                PythonRequirements.none(),
                DistributionParts.none(),
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                List.of());
    }

    /** The same upon an image, for a Dockerfile. */
    public DeclaredContents withBase(ImageReference other) {
        return withBase(new DeclaredBase(other, DeclaredBase.Use.DOCKERFILE));
    }

    public DeclaredContents withBase(DeclaredBase other) {
        return new DeclaredContents(
                Optional.of(other),
                python,
                packages,
                requirements,
                parts,
                connectors,
                transitive,
                places,
                job,
                extraDirectories);
    }

    public DeclaredContents withPython(DeclaredPython other) {
        return new DeclaredContents(
                base, other, packages, requirements, parts, connectors, transitive, places, job, extraDirectories);
    }

    public DeclaredContents withPackages(List<String> others) {
        return new DeclaredContents(
                base, python, others, requirements, parts, connectors, transitive, places, job, extraDirectories);
    }

    public DeclaredContents withRequirements(PythonRequirements others) {
        return new DeclaredContents(
                base, python, packages, others, parts, connectors, transitive, places, job, extraDirectories);
    }

    public DeclaredContents withParts(DistributionParts others) {
        return new DeclaredContents(
                base, python, packages, requirements, others, connectors, transitive, places, job, extraDirectories);
    }

    public DeclaredContents withConnectors(List<MavenCoordinates> others) {
        return new DeclaredContents(
                base, python, packages, requirements, parts, others, transitive, places, job, extraDirectories);
    }

    public DeclaredContents withTransitive(List<TransitiveConnector> others) {
        return new DeclaredContents(
                base, python, packages, requirements, parts, connectors, others, places, job, extraDirectories);
    }

    public DeclaredContents withPlaces(Map<MavenCoordinates, ConnectorPlace> others) {
        return new DeclaredContents(
                base, python, packages, requirements, parts, connectors, transitive, others, job, extraDirectories);
    }

    public DeclaredContents withJob(JobSpec other) {
        return new DeclaredContents(
                base,
                python,
                packages,
                requirements,
                parts,
                connectors,
                transitive,
                places,
                Optional.of(other),
                extraDirectories);
    }

    public DeclaredContents withExtraDirectories(List<ExtraDirectory> others) {
        return new DeclaredContents(
                base, python, packages, requirements, parts, connectors, transitive, places, job, others);
    }
}
