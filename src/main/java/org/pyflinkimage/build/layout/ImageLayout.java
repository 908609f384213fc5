package org.pyflinkimage.build.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pyflinkimage.debian.DebianSystem;
import org.pyflinkimage.debian.SystemOptions;
import org.pyflinkimage.facts.DistributionPart;
import org.pyflinkimage.facts.StandardLibrary;
import org.pyflinkimage.flink.FlinkConfiguration;
import org.pyflinkimage.flink.FlinkHome;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.python.Consistency;
import org.pyflinkimage.python.InstalledDistribution;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.ModulePath;
import org.pyflinkimage.python.StandaloneInterpreter;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.template.ImageFiles;
import org.pyflinkimage.template.JarPlace;
import org.pyflinkimage.template.PythonCommands;
import org.pyflinkimage.template.RenderedFile;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.FlinkUser;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

/** Lays out the whole file system of one image from the prepared files of its plan. */
public final class ImageLayout {

    private static final Origin CONFIGURATION = new Origin(LayerKind.CONFIGURATION, "configuration");

    private static final Owner OF_FLINK = new Owner(FlinkUser.NUMBER, FlinkUser.NUMBER);

    private final ImageSpec spec;
    private final Plan plan;
    private final PreparedFiles files;
    private final Predicate<String> dispensable;
    private final DistributionInstallation installation;
    private final Foundation foundation;
    private final FileTree tree;
    /** Whether packages bring it. One that the base has stays its own, also where a package of it is renewed. */
    private final boolean hasSuitesPython;

    private final List<Problem> warnings = new ArrayList<>();
    private Map<UnixPath, Content> ofRelease = Map.of();

    /**
     * An image that is laid out.
     *
     * @param warnings what its user should know of it
     * @param ofRelease the jars that PyFlink has of the same release as a Flink of the base, by their places there; they are not in the image
     */
    public record LaidOut(FileTree tree, List<Problem> warnings, Map<UnixPath, Content> ofRelease) {
        public LaidOut {
            warnings = List.copyOf(warnings);
            ofRelease = Map.copyOf(ofRelease);
        }

        /** With more to know. */
        public LaidOut with(List<Problem> more) {
            return new LaidOut(
                    tree, Stream.concat(warnings.stream(), more.stream()).toList(), ofRelease);
        }
    }

    /**
     * A layout.
     *
     * @param files of the plan's artifacts
     * @param foundation of a plan with a base its files
     * @param dispensable tells the normalized names of distributions that need not be there although others require them
     */
    public ImageLayout(
            ImageSpec spec, Plan plan, PreparedFiles files, Foundation foundation, Predicate<String> dispensable) {
        this.foundation = foundation;
        this.tree = foundation.tree();
        this.spec = spec;
        this.plan = plan;
        this.hasSuitesPython = plan.hasPackagedPython()
                && tree.follow(ImagePaths.debianPython(
                                plan.combination().python().toString()))
                        .isEmpty();
        this.files = files;
        this.dispensable = dispensable;
        this.installation = new DistributionInstallation(plan, files);
    }

    /**
     * System, interpreter, Python packages, Flink, connectors, configuration, job, extra directories.
     *
     * @throws PyFlinkException {@code PYF-470} where a distribution lacks what it requires
     */
    public LaidOut layOut(ImageFiles rendering) {
        installSystem();
        plan.contents().interpreter().ifPresent(this::installInterpreter);
        installPython();
        PyFlinkException.throwIfAny(warnings.stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .toList());
        SortedMap<UnixPath, RenderedFile> rendered = installFlink(rendering);
        plan.contents().jars().forEach(this::installJar);
        rendered.forEach(this::installRendered);
        if (spec.container().invocation().runsThatOfBase() && !foundation.hasFlink()) {
            tree.setDirectory(CONFIGURATION, ImagePaths.CONF, new Directory(0755, OF_FLINK));
        }
        PythonCommands.of(combination().python(), hasSuitesPython).entrySet().stream()
                .filter(command -> tree.find(command.getKey()).isEmpty())
                .forEach(command -> installRendered(command.getKey(), command.getValue()));
        PythonCommands.further().stream()
                .filter(name -> tree.find(name).isEmpty())
                .forEach(name -> tree.add(
                        CONFIGURATION,
                        name,
                        FileNode.link(PythonCommands.command().value())));
        spec.job().ifPresent(job -> JobFiles.install(job, tree));
        spec.job().ifPresent(job -> JobFiles.linkJars(job, tree));
        warnings.addAll(ExtraLayout.install(spec.extraDirectories(), tree));
        ContainerFolders.install(spec.container().folders(), tree);
        spec.job()
                .ifPresent(job -> warnings.addAll(new JobImports(
                                modulePath(), spec.settings().flinkConfig().keySet())
                        .problems(job)));
        return new LaidOut(tree, warnings, ofRelease);
    }

    private void installSystem() {
        DebianSystem system = DebianSystem.of(
                plan.contents().debs().stream().map(deb -> files.of(deb).form()).toList());
        // A package under another's name is missing under its own, which is no cause to name.
        OwnNames.requirePackages(plan, system.controls());
        SystemOptions options = new SystemOptions(
                combination().java(),
                hasSuitesPython ? Optional.of(combination().python().toString()) : Optional.empty(),
                combination().platform());
        if (plan.base().isEmpty()) {
            system.install(tree, options);
        } else {
            if (!plan.contents().debs().isEmpty()) {
                system.installUpon(tree, options);
            }
            BaseAccounts.install(tree);
        }
    }

    private void installInterpreter(Interpreter interpreter) {
        StandaloneInterpreter.install(tree, files.of(interpreter).form(), interpreter.title());
        OwnNames.requireInterpreter(interpreter, tree);
    }

    private void installPython() {
        installation.environment().layOut(tree);
        List<InstalledDistribution> installed = new ArrayList<>();
        for (Distribution distribution : plan.contents().distributions()) {
            installed.add(installation.install(distribution, tree));
        }
        OwnNames.requireDistributions(plan, installed);
        installed.forEach(distribution -> warnings.addAll(distribution.notes()));
        warnings.addAll(Consistency.check(
                installed,
                MarkerEnvironment.of(plan.system().python(), combination().platform()),
                name -> dispensable.test(name.value())));
    }

    /** What is rendered from the configuration that it ships, whatever the base has made of its own. */
    private SortedMap<UnixPath, RenderedFile> installFlink(ImageFiles rendering) {
        FlinkVersion version = combination().flink();
        UnixPath folder = installation.sitePackages().resolve("pyflink/conf");
        FlinkConfiguration shipped = FlinkHome.shippedConfiguration(tree, folder, version);
        SortedMap<UnixPath, RenderedFile> rendered = rendering.render(spec, shipped);
        if (foundation.hasFlink()) {
            warnings.addAll(new LostConfiguration(spec, tree, rendering.decided(spec, shipped.format()))
                    .problems(folder, shipped, rendered));
            ofRelease = FlinkHome.jars(tree, installation.sitePackages());
            FlinkHome.installOver(tree, installation.sitePackages(), version);
        } else {
            FlinkHome.install(tree, installation.sitePackages(), version);
        }
        return rendered;
    }

    /** Whether a jar is of the distribution that the base has, and there. */
    private boolean isInBase(Jar jar, UnixPath place) {
        return foundation.hasFlink()
                && JarPlace.isOfFlink(jar.coordinates(), spec)
                && tree.find(place).isPresent();
    }

    private void installJar(Jar jar) {
        UnixPath place = JarPlace.fileOf(jar.coordinates(), spec);
        if (isInBase(jar, place)) {
            return;
        }
        Content content = Content.of(files.of(jar).fetched(), jar.size(), jar.sha256());
        tree.add(new Origin(kindOf(jar), jar.title()), place, FileNode.file(content));
    }

    /** A large connector is not pushed again because a jar beside it was built again; the usual parts are every image's. */
    private LayerKind kindOf(Jar jar) {
        if (jar.location().source().isChanging()) {
            return LayerKind.CHANGING_JARS;
        }
        return JarPlace.part(jar.coordinates(), spec)
                        .filter(DistributionPart::usual)
                        .isPresent()
                ? LayerKind.FLINK_PARTS
                : LayerKind.CONNECTORS;
    }

    private ModulePath modulePath() {
        return ModulePath.of(
                tree,
                JobFiles.pythonPath(spec),
                installation.environment(),
                StandardLibrary.shipped().compiledIn());
    }

    private void installRendered(UnixPath path, RenderedFile file) {
        RegularFile node = new RegularFile(file.mode(), Owner.ROOT, Content.of(file.text()));
        boolean isWrittenTo =
                spec.container().invocation().runsThatOfBase() && path.parent().equals(ImagePaths.CONF);
        tree.replace(CONFIGURATION, path, isWrittenTo ? asInBase(path, node) : node);
    }

    /**
     * The entrypoint of a base may write to what the base lets it write to: that of Flink's images adds to its configuration. Where the
     * base has no Flink, it is Flink's user who may.
     */
    private RegularFile asInBase(UnixPath path, RegularFile file) {
        Optional<FileTree.Entry> ofBase = foundation.hasFlink() ? tree.follow(path) : Optional.empty();
        return ofBase.map(FileTree.Entry::node)
                .map(there -> new RegularFile(file.mode() | (there.mode() & 0666), there.owner(), file.content()))
                .orElseGet(() -> new RegularFile(file.mode(), OF_FLINK, file.content()));
    }

    private Combination combination() {
        return spec.combination();
    }
}
