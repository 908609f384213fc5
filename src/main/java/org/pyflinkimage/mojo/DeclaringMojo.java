package org.pyflinkimage.mojo;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Provider;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.LifecycleExecutor;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.build.PlatformsHere;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.build.validation.Places;
import org.pyflinkimage.mojo.console.MavenBuildLog;
import org.pyflinkimage.mojo.maven.DeclaredConfiguration;
import org.pyflinkimage.mojo.maven.Expressions;
import org.pyflinkimage.mojo.maven.GoalRun;
import org.pyflinkimage.mojo.maven.MavenVersions;
import org.pyflinkimage.mojo.maven.ModuleRound;
import org.pyflinkimage.mojo.maven.Modules;
import org.pyflinkimage.mojo.maven.ProjectLabels;
import org.pyflinkimage.mojo.xml.DeclaredElements;
import org.pyflinkimage.mojo.xml.DeclaredValues;
import org.pyflinkimage.mojo.xml.KeyedElement;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.PublishedVersions;
import org.pyflinkimage.value.BuildLog;

/** A goal that works on the declaration. Its parameters are the declaration's XML; a property given by {@code -D} wins over the POM. */
public abstract class DeclaringMojo extends AbstractMojo {

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    MojoExecution execution;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Provider<LifecycleExecutor> lifecycles;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Provider<BuildPluginManager> plugins;

    /**
     * Versions: {@code <flink>}, {@code <java>}, {@code <python>} with {@code <version>}s and {@code <platforms>} with {@code
     * <platform>}s are axes, the cells are their product, {@code <excludes>} leaves cells out. On a command line: {@code
     * -Dpyflink.flink}, {@code -Dpyflink.java}, {@code -Dpyflink.python}, {@code -Dpyflink.platforms}, each a list with commas.
     * Defaults are the newest Flink known, Java 17, Python 3.11 and linux/amd64 ({@code host} is this machine's own platform).
     */
    @Parameter
    @Nullable
    PlexusConfiguration matrix;

    /** The image's name without tag: {@code registry.example.com/team/wordcount}. By default the project's artifactId. */
    @Parameter(property = "pyflink.image")
    @Nullable
    String image;

    /**
     * Tags; {@code @{flink}}, {@code @{java}}, {@code @{python}} and {@code @{platform}} stand for the cell's values. {@code ${flink}}
     * means the same unless a Maven property has that name. Cells that differ in more than the platform need different tags. By
     * default {@code @{flink}-java@{java}-python@{python}}.
     */
    @Parameter(property = "pyflink.tags")
    @Nullable
    List<@Nullable String> tags;

    /**
     * What images are built on: {@code scratch}, or an image of the suite that has the declared Python and Java, such as {@code
     * registry.example.com/debian:bookworm-slim@sha256:...}, which only the rendered Dockerfile uses ({@code pyflink:render}, or
     * {@code pyflink:image} with a {@code <builder>}).
     */
    @Parameter(property = "pyflink.base")
    @Nullable
    String base;

    /**
     * Python packages beside PyFlink: a requirements.txt, pyproject.toml, uv.lock or pylock.toml, or requirements themselves; several
     * with commas, or as {@code <file>} and {@code <requirement>} elements. On a command line: {@code -Dpyflink.requirements}. By
     * default a requirements.txt beside the POM, if there is one.
     */
    @Parameter
    @Nullable
    PlexusConfiguration requirements;

    /**
     * Jars for Flink's lib folder: {@code group:artifact:version}, {@code group:artifact:jar:classifier:version}, or {@code <groupId>},
     * {@code <artifactId>}, {@code <version>} and {@code <classifier>} in each {@code <connector>}. On a command line: {@code
     * -Dpyflink.connectors}.
     */
    @Parameter
    @Nullable
    PlexusConfiguration connectors;

    /**
     * Flink configuration: {@code <taskmanager.numberOfTaskSlots>4</taskmanager.numberOfTaskSlots>}; elements may be nested. On a
     * command line: {@code -Dpyflink.flinkConfig.taskmanager.numberOfTaskSlots=4}.
     */
    @Parameter
    @Nullable
    PlexusConfiguration flinkConfig;

    /**
     * Variables of the image's environment: {@code <TZ>Europe/Berlin</TZ>}. What the build sets itself may be replaced where it
     * still works. On a command line: {@code -Dpyflink.environment.TZ=Europe/Berlin}. No place for secrets: whoever has the image can
     * read them.
     */
    @Parameter
    @Nullable
    PlexusConfiguration environment;

    /** The user that containers run as, a number with or without a group, or {@code root}. By default {@code 9999:9999}, {@code flink}. */
    @Parameter(property = "pyflink.user")
    @Nullable
    String user;

    /** Levels of loggers, {@code <root>} above all: {@code <org.apache.flink>DEBUG</org.apache.flink>} ({@code -Dpyflink.log4j.root=WARN}). */
    @Parameter
    @Nullable
    PlexusConfiguration log4j;

    /** How log lines look: {@code text}, or {@code json} from Flink 2.1 on. */
    @Parameter(property = "pyflink.log4jLayout")
    @Nullable
    String log4jLayout;

    /** Labels of the image: {@code <com.example.team>data</com.example.team>} ({@code -Dpyflink.labels.com.example.team=data}). */
    @Parameter
    @Nullable
    PlexusConfiguration labels;

    /**
     * The job that the image carries: {@code <sources>}, folders or one .py file, and {@code <entry>}, the file to run, or {@code
     * <module>}, the module to run, with {@code <arguments>} (on a command line {@code -Dpyflink.job}, {@code -Dpyflink.entry}, {@code
     * -Dpyflink.module}, {@code -Dpyflink.arguments}). What programs leave behind and what builds the project is left out of a folder; {@code <excludes>}
     * and {@code <includes>} change that ({@code -Dpyflink.excludes}, {@code -Dpyflink.includes}).
     */
    @Parameter
    @Nullable
    PlexusConfiguration job;

    /** Where images go: {@code oci-archive}, {@code docker-archive}, {@code daemon}, {@code registry}; several with commas. */
    @Parameter(property = "pyflink.to", defaultValue = "oci-archive")
    @Nullable
    List<@Nullable String> to;

    /** The apt archive to take the operating system from; by default that of the machine, or of the suite's official image. */
    @Parameter(property = "pyflink.debianMirror")
    @Nullable
    String debianMirror;

    /** The apt archive of security updates. */
    @Parameter(property = "pyflink.debianSecurityMirror")
    @Nullable
    String debianSecurityMirror;

    /** A file of OpenPGP keys that sign an internal apt archive, beside the keys of Debian and Ubuntu that the plugin brings. */
    @Parameter(property = "pyflink.debianKeyring")
    @Nullable
    String debianKeyring;

    /** Which updates of a suite there must be, and are taken: {@code all}, {@code only} those for security, {@code none}. */
    @Parameter(property = "pyflink.securityUpdates", defaultValue = "all")
    @Nullable
    String securityUpdates;

    /** Whether an apt archive may be older than it could be, as a snapshot is, or older than the lock file knows it. */
    @Parameter(property = "pyflink.acceptOldRelease", defaultValue = "false")
    @Nullable
    String acceptOldRelease;

    /**
     * Whose Python images have: {@code suite} for that of Debian or Ubuntu, {@code standalone} for a CPython of its own makers, {@code
     * auto} for the suite's where one within reach has the declared Python with the declared Java, else a standalone one.
     */
    @Parameter(property = "pyflink.pythonSource", defaultValue = "auto")
    @Nullable
    String pythonSource;

    /** The standalone CPythons to take, {@code 3.10.16+20241219}, at most one of each line; by default the newest that is known. */
    @Parameter(property = "pyflink.pythonBuild")
    @Nullable
    List<@Nullable String> pythonBuild;

    /** A folder or address that standalone CPythons are taken from; by default uv's. */
    @Parameter(property = "pyflink.pythonMirror")
    @Nullable
    String pythonMirror;

    /**
     * An image whose apt sources name the archive, where {@code <debianMirror>} does not; {@code @{suite}} and {@code @{family}} in it
     * stand for {@code bookworm} and {@code debian}. By default the machine's own apt, else the suite's official image.
     */
    @Parameter(property = "pyflink.debianImage")
    @Nullable
    String debianImage;

    /** The uv program; by default that on the PATH, else one that the plugin provides. */
    @Parameter(property = "pyflink.uv")
    @Nullable
    String uv;

    /** The version control system's name of what is built, for the image's labels. By default the POM's {@code <scm><tag>}. */
    @Parameter(property = "pyflink.revision")
    @Nullable
    String revision;

    /**
     * Changed severities of rules: {@code <PYF-115>off</PYF-115>}, or {@code note}, {@code warning}, {@code error}. On a command line:
     * {@code -Dpyflink.rules.PYF-115=off}.
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

    /**
     * Where a lock file may take files from: {@code any}, {@code configured} for what the declaration and this machine's uv, pip and
     * apt name, or base addresses beside those.
     */
    @Parameter(property = "pyflink.sources", defaultValue = "any")
    @Nullable
    List<@Nullable String> sources;

    /** The folder that {@code render} writes the folders of the cells to. By default the results' folder, {@code target/pyflink}. */
    @Parameter(property = "pyflink.rendered")
    @Nullable
    String rendered;

    /** Does nothing. */
    @Parameter(property = "pyflink.skip", defaultValue = "false")
    @Nullable
    String skip;

    private final RepositorySystem repositorySystem;

    DeclaringMojo(RepositorySystem repositorySystem) {
        this.repositorySystem = repositorySystem;
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        GoalRun run = new GoalRun(project, session, execution);
        new ModuleRound(lifecycles, plugins).go(run, getLog(), () -> work(run));
    }

    private void work(GoalRun run) {
        if (values().isOn(Element.SKIP, skip)) {
            getLog().info("Skipped: `pyflink.skip` is set");
            return;
        }
        BuildLog log = MavenBuildLog.of(getLog(), session);
        run.requireItsConfiguration(log);
        run(declared(), log);
    }

    /** Does the goal's work. */
    abstract void run(DeclaredImages declared, BuildLog log);

    /** The declaration's meaning. */
    DeclaredImages declared() {
        Declaration declaration = declaration();
        return DeclaredImages.read(declaration, elements(declaration).levels(rules), templates());
    }

    Places places() {
        return Modules.places(project, session);
    }

    DeclaredValues values() {
        return new DeclaredValues(session.getUserProperties(), project.getProperties());
    }

    /** A path of the declaration. */
    Optional<Path> path(String property, @Nullable String xml) {
        return places().at(values().text(property, xml));
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
        elements.one(Element.DEBIAN_MIRROR, debianMirror);
        elements.one(Element.DEBIAN_SECURITY_MIRROR, debianSecurityMirror);
        elements.one(Element.DEBIAN_KEYRING, debianKeyring);
        elements.one(Element.PYTHON_SOURCE, pythonSource);
        elements.several(Element.PYTHON_BUILD, pythonBuild);
        elements.one(Element.PYTHON_MIRROR, pythonMirror);
        elements.one(Element.DEBIAN_IMAGE, debianImage);
        elements.one(Element.SECURITY_UPDATES, securityUpdates);
        elements.one(Element.ACCEPT_OLD_RELEASE, acceptOldRelease);
        elements.one(Element.UV, uv);
        elements.several(Element.SOURCES, sources);
        elements.one(Element.SKIP, skip);
        return declaration;
    }

    private DeclaredElements elements(Declaration declaration) {
        return new DeclaredElements(declaration, values(), new Expressions(session, execution));
    }

    void declareOne(Declaration declaration, Element element, @Nullable String xml) {
        elements(declaration).one(element, xml);
    }

    private PublishedVersions publishedVersions() {
        // A project that nobody read from a POM need not have any.
        List<RemoteRepository> repositories =
                Optional.ofNullable(project.getRemoteProjectRepositories()).orElse(List.of());
        return new MavenVersions(repositorySystem, session.getRepositorySession(), repositories);
    }

    private void declareImage(Declaration declaration, DeclaredElements elements) {
        elements.one(Element.IMAGE, image);
        elements.several(Element.TAGS, tags);
        elements.several(Element.TO, to);
        elements.one(Element.BASE, base);
        if (places().pom().isPresent()) {
            declaration.withDefaultImage(project.getArtifactId().toLowerCase(Locale.ROOT));
        }
    }

    private void declareContents(Declaration declaration, DeclaredElements elements) {
        elements.requirements(requirements);
        elements.connectors(connectors);
        declaration.withFlinkConfig(elements.settings(KeyedElement.FLINK_CONFIG, flinkConfig));
        declaration.withLog4j(elements.settings(KeyedElement.LOG4J, log4j));
        elements.one(Element.LOG4J_LAYOUT, log4jLayout);
        declaration.withEnvironment(elements.settings(KeyedElement.ENVIRONMENT, environment));
        elements.one(Element.USER, user);
        declaration.withLabels(ProjectLabels.complete(
                elements.settings(KeyedElement.LABELS, labels), project, values().text("pyflink.revision", revision)));
        elements.job(job);
        declaration.withOwn(List.of(results(), lockFile(), rendered()));
    }
}
