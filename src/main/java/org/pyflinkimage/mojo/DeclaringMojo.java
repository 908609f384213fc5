package org.pyflinkimage.mojo;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.build.PlatformsHere;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.mojo.maven.DeclaredConfiguration;
import org.pyflinkimage.mojo.maven.MavenVersions;
import org.pyflinkimage.mojo.xml.DeclaredElements;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.PublishedVersions;
import org.pyflinkimage.value.BuildLog;

/** A goal that works on the declaration. Its parameters are the declaration's XML; a property given by {@code -D} wins over the POM. */
public abstract class DeclaringMojo extends ContentsMojo {

    /**
     * Versions: {@code <flink>}, {@code <java>}, {@code <python>} with {@code <version>}s and {@code <platforms>} with {@code
     * <platform>}s are axes, the cells are their product, {@code <excludes>} leaves cells out. On a command line: {@code
     * -Dpyflink.flink}, {@code -Dpyflink.java}, {@code -Dpyflink.python}, {@code -Dpyflink.platforms}, each a list with commas.
     * Defaults are the newest Flink known, Java 17, Python 3.11 and linux/amd64 ({@code host} is this machine's own platform).
     */
    @Parameter
    @Nullable
    PlexusConfiguration matrix;

    /**
     * The image's name without tag: {@code registry.example.com/team/wordcount}. By default the project's artifactId. Several names have
     * commas between them: the image gets all of them, and goes to the registry of each. The first is the one that {@code images.json},
     * labels and rendered files have.
     */
    @Parameter(property = "pyflink.image")
    @Nullable
    List<@Nullable String> image;

    /**
     * Tags; {@code @{flink}}, {@code @{java}}, {@code @{python}} and {@code @{platform}} stand for the cell's values. {@code ${flink}}
     * means the same unless a Maven property has that name. Cells that differ in more than the platform need different tags. By
     * default <code>@{flink}-java@{java}-python@{python}</code>.
     */
    @Parameter(property = "pyflink.tags")
    @Nullable
    List<@Nullable String> tags;

    /**
     * What images are built on: {@code scratch}, or an image of a registry, such as {@code registry.example.com/flink:2.2.1-java17}. The
     * plugin puts its layers upon one that has the declared Java, a shell and glibc; with a {@code <builder>} the rendered Dockerfile
     * installs packages in one of the suite that has the declared Python and Java. Without a builder it may also lie in a file or a folder,
     * {@code oci-archive:FILE}, {@code oci:FOLDER}, {@code docker-archive:FILE}, or in a daemon, {@code docker-daemon:NAME}.
     */
    @Parameter(property = "pyflink.base")
    @Nullable
    String base;

    /**
     * The program that builds images from the rendered Dockerfile: {@code docker}, {@code podman} or {@code buildah}. By default the
     * plugin assembles them itself, and needs no such program. It decides what a {@code <base>} has to bring.
     */
    @Parameter(property = "pyflink.builder")
    @Nullable
    String builder;

    /** Where images go: {@code oci-archive}, {@code docker-archive}, {@code daemon}, {@code registry}; several with commas. */
    @Parameter(property = "pyflink.to", defaultValue = "oci-archive")
    @Nullable
    List<@Nullable String> to;

    /** How the image's own layers are compressed: {@code gzip}, or {@code zstd}, which is smaller, and which Docker reads from 23 on. */
    @Parameter(property = "pyflink.compression", defaultValue = "gzip")
    @Nullable
    String compression;

    /**
     * Changed severities of rules, and of what is found in the files of images: {@code <PYF-115>off</PYF-115>}, or {@code note},
     * {@code warning}, {@code error}. On a command line: {@code -Dpyflink.rules.PYF-115=off}.
     */
    @Parameter
    @Nullable
    PlexusConfiguration rules;

    /**
     * A folder whose files come before the plugin's own templates of the same name: {@code Dockerfile.ftl}, {@code
     * log4j-console.properties.ftl} and all others of {@code docs/templates.md}.
     */
    @Parameter(property = "pyflink.templates")
    @Nullable
    String templates;

    /** The folder for results. By default {@code target/pyflink}. */
    @Parameter(property = "pyflink.output")
    @Nullable
    String output;

    /** The lock file. By default {@code pyflink.lock} beside the POM, without a POM in the results' folder. */
    @Parameter(property = "pyflink.lockFile")
    @Nullable
    String lockFile;

    /** The folder that {@code render} writes the folders of the cells to. By default the results' folder, {@code target/pyflink}. */
    @Parameter(property = "pyflink.rendered")
    @Nullable
    String rendered;

    private final RepositorySystem repositorySystem;

    DeclaringMojo(RepositorySystem repositorySystem) {
        this.repositorySystem = repositorySystem;
    }

    @Override
    final void run(BuildLog log) {
        run(declared(), log);
    }

    /** Does the goal's work. */
    abstract void run(DeclaredImages declared, BuildLog log);

    /** The declaration's meaning. */
    DeclaredImages declared() {
        Declaration declaration = declaration();
        return DeclaredImages.read(declaration, elements(declaration).levels(rules), templates());
    }

    /** The folder for results. */
    Path results() {
        return places().results(values().text("pyflink.output", output));
    }

    /** The lock file. */
    Path lockFile() {
        return places().lockFile(values().text("pyflink.lockFile", lockFile), results());
    }

    /** Where the folders of the cells go. */
    Path rendered() {
        return path("pyflink.rendered", rendered).orElseGet(this::results);
    }

    /** The folder of templates that come before the plugin's own. */
    Optional<Path> templates() {
        return path("pyflink.templates", templates);
    }

    /** All that is declared, as text. */
    Declaration declaration() {
        Declaration declaration = new Declaration(places().folder())
                .withPublished(publishedVersions())
                .withPlatforms(PlatformsHere.ofProcess());
        new DeclaredConfiguration(project, session.getProjects(), execution, session.getUserProperties())
                .problems()
                .forEach(declaration::withProblem);
        DeclaredElements elements = elements(declaration);
        elements.matrix(matrix);
        declareImage(declaration, elements);
        declareContents(declaration, elements);
        declaration.withOwn(List.of(results(), lockFile(), rendered()));
        declareSources(elements);
        elements.one(Element.SKIP, skip);
        return declaration;
    }

    private PublishedVersions publishedVersions() {
        // A project that nobody read from a POM need not have any.
        List<RemoteRepository> repositories =
                Optional.ofNullable(project.getRemoteProjectRepositories()).orElse(List.of());
        return new MavenVersions(repositorySystem, session.getRepositorySession(), repositories);
    }

    private void declareImage(Declaration declaration, DeclaredElements elements) {
        elements.several(Element.IMAGE, image);
        elements.several(Element.TAGS, tags);
        elements.several(Element.TO, to);
        elements.one(Element.COMPRESSION, compression);
        elements.one(Element.BASE, base);
        elements.one(Element.BUILDER, builder);
        if (places().pom().isPresent()) {
            declaration.withDefaultImage(project.getArtifactId());
        }
    }
}
