package org.pyflinkimage.spec;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.flink.FlinkHome;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.UnixPath;

/**
 * One image as declared: a combination and all that goes into its image.
 *
 * @param hints from where to take what, and what to believe; but for updates and package indexes no part of what the image is
 */
public record ImageSpec(
        Combination combination,
        Destination destination,
        DeclaredContents contents,
        DeclaredSettings settings,
        Hints hints) {

    /**
     * From where to take what, where the surroundings do not say it already.
     *
     * @param debianMirror an apt archive's address, the folder that holds {@code dists/}
     * @param debianSecurityMirror the same for its security suites
     * @param debianKeyring a file of OpenPGP keys that sign those archives, beside the keys that the plugin brings
     * @param uv the uv program to use
     * @param debianImage an image whose apt names those archives, where no mirror is declared
     * @param trust what such an archive must have, and how old it may be
     * @param indexes package indexes
     * @param builder who builds from a Dockerfile, and so also builds Python packages; empty where this plugin assembles the image
     */
    public record Hints(
            Optional<URI> debianMirror,
            Optional<URI> debianSecurityMirror,
            Optional<Path> debianKeyring,
            Optional<Path> uv,
            Optional<SuiteImage> debianImage,
            ArchiveTrust trust,
            DeclaredIndexes indexes,
            Optional<BuilderName> builder) {

        /** With no image to learn from, the usual trust, no package index and no builder. */
        public Hints(
                Optional<URI> debianMirror,
                Optional<URI> debianSecurityMirror,
                Optional<Path> debianKeyring,
                Optional<Path> uv) {
            this(
                    debianMirror,
                    debianSecurityMirror,
                    debianKeyring,
                    uv,
                    Optional.empty(),
                    ArchiveTrust.usual(),
                    DeclaredIndexes.none(),
                    Optional.empty());
        }

        public static Hints none() {
            return new Hints(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** The same, with an image to learn archives from. */
        public Hints with(SuiteImage image) {
            return new Hints(
                    debianMirror, debianSecurityMirror, debianKeyring, uv, Optional.of(image), trust, indexes, builder);
        }

        /** The same, with other trust. */
        public Hints with(ArchiveTrust other) {
            return new Hints(
                    debianMirror, debianSecurityMirror, debianKeyring, uv, debianImage, other, indexes, builder);
        }

        /** The same, built from a Dockerfile. */
        public Hints with(BuilderName other) {
            return new Hints(
                    debianMirror,
                    debianSecurityMirror,
                    debianKeyring,
                    uv,
                    debianImage,
                    trust,
                    indexes,
                    Optional.of(other));
        }
    }

    /** An image of which nothing else is declared, and that goes nowhere yet. */
    public static ImageSpec plain(Combination combination, ImageReference reference) {
        return new ImageSpec(
                combination,
                new Destination(List.of(reference), Set.of()),
                DeclaredContents.none(),
                DeclaredSettings.standard(),
                Hints.none());
    }

    public ImageSpec with(Destination other) {
        return new ImageSpec(combination, other, contents, settings, hints);
    }

    public ImageSpec with(DeclaredContents others) {
        return new ImageSpec(combination, destination, others, settings, hints);
    }

    public ImageSpec with(DeclaredSettings others) {
        return new ImageSpec(combination, destination, contents, others, hints);
    }

    public ImageSpec with(Hints others) {
        return new ImageSpec(combination, destination, contents, settings, others);
    }

    /** The image's first full name. */
    public ImageReference reference() {
        return references().get(0);
    }

    public List<ImageReference> references() {
        return destination.references();
    }

    public Set<Output> outputs() {
        return destination.outputs();
    }

    /** What the image is built upon, whoever builds it. */
    public Optional<BaseImage> base() {
        return contents.base().map(DeclaredBase::image);
    }

    /** The base that a Dockerfile names, which a registry or the builder has. */
    public Optional<ImageReference> dockerfileBase() {
        return contents.base()
                .filter(base -> base.use() == DeclaredBase.Use.DOCKERFILE)
                .map(DeclaredBase::image)
                .filter(ImageReference.class::isInstance)
                .map(ImageReference.class::cast);
    }

    /** The base that this plugin puts its layers upon; empty where it lays out all of the image, or a Dockerfile has the base. */
    public Optional<BaseImage> layeredBase() {
        return contents.base()
                .filter(base -> base.use() == DeclaredBase.Use.LAYERS)
                .map(DeclaredBase::image);
    }

    public DeclaredPython python() {
        return contents.python();
    }

    /** Packages of the operating system beside those of every image. */
    public List<String> packages() {
        return contents.packages();
    }

    public PythonRequirements requirements() {
        return contents.requirements();
    }

    public DistributionParts parts() {
        return contents.parts();
    }

    public List<MavenCoordinates> connectors() {
        return contents.connectors();
    }

    /** Those connectors that come with the jars that they depend on. */
    public List<TransitiveConnector> transitive() {
        return contents.transitive();
    }

    /** Where a connector's jar lies; one that nothing is said of, and any other jar, where jars of their kind do. */
    public UnixPath placeOf(MavenCoordinates connector) {
        return Optional.ofNullable(contents.places().get(connector))
                .map(ConnectorPlace::folder)
                .orElseGet(() -> FlinkHome.placeOf(connector.artifactId()));
    }

    public Optional<JobSpec> job() {
        return contents.job();
    }

    /** Folders whose files lie at places of their own. */
    public List<ExtraDirectory> extraDirectories() {
        return contents.extraDirectories();
    }

    public Map<String, String> flinkConfig() {
        return settings.flinkConfig();
    }

    public Logging logging() {
        return settings.logging();
    }

    public ContainerSpec container() {
        return settings.container();
    }

    public Map<String, String> labels() {
        return settings.labels();
    }

    public Map<String, String> annotations() {
        return settings.annotations();
    }
}
