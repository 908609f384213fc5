package org.pyflinkimage.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.build.RenderedFolder.Copy;
import org.pyflinkimage.build.layout.DistributionInstallation;
import org.pyflinkimage.build.layout.JobFiles;
import org.pyflinkimage.build.layout.Preparation;
import org.pyflinkimage.facts.FlinkRelease;
import org.pyflinkimage.flink.FlinkConfiguration;
import org.pyflinkimage.flink.FlinkHome;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.template.ContextCopies;
import org.pyflinkimage.template.ImageRendering;
import org.pyflinkimage.template.JarPlace;
import org.pyflinkimage.template.RenderedFile;
import org.pyflinkimage.template.Templates;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sizes;

/** From specs to rendered files: Dockerfiles with what they copy, Compose files and Kubernetes manifests. */
public final class Rendering {

    private static final String PYFLINK = FlinkRelease.DISTRIBUTION;

    private final Request request;
    private final Path parent;
    private final Machine machine;
    private final BuildLog log;
    private final Planning planning;
    private final Fetching fetching;
    private final Preparation preparation;
    private final Mending mending;
    private final ImageRendering templates;
    private final BuildFiles buildFiles;

    /** Finds what pip in the container of an image may build packages by, by the names of the files. */
    @FunctionalInterface
    private interface BuildFiles {
        SortedMap<String, Path> of(PlannedImage image);
    }

    /**
     * A rendering in these surroundings.
     *
     * @param parent of the folders that are rendered, which are named as the combinations are
     */
    public static Rendering of(Request request, Path parent, Surroundings surroundings) {
        return new Rendering(request, parent, Machine.of(surroundings, request.specs()));
    }

    /** One for a builder on this machine: what is built in its containers may be built by what lies here. */
    static Rendering ofBuilder(Request request, Machine machine) {
        return new Rendering(
                request,
                request.output(),
                machine,
                image -> image.plan().contents().sdists().isEmpty()
                        ? new TreeMap<>()
                        : machine.reach().buildPackages(image));
    }

    Rendering(Request request, Path parent, Machine machine) {
        this(request, parent, machine, image -> new TreeMap<>());
    }

    private Rendering(Request request, Path parent, Machine machine, BuildFiles buildFiles) {
        this.request = request;
        this.buildFiles = buildFiles;
        this.parent = parent;
        this.machine = machine;
        this.log = machine.log();
        this.planning = machine.planning(request);
        this.fetching = machine.fetching(request);
        this.preparation = new Preparation(machine.store(), log);
        this.mending = new Mending(machine.store(), log);
        this.templates = new ImageRendering(new Templates(request.templates()));
    }

    /**
     * Renders a folder for each spec.
     *
     * @return the folders, in the order of the specs
     */
    public List<Path> write() {
        return machine.usingStore(this::writeAll).stream()
                .map(RenderedImage::folder)
                .toList();
    }

    /** The same, for whoever goes on with the plans and uses the store himself. */
    List<RenderedImage> writeAll() {
        JobListing.tell(request, log);
        List<PlannedImage> planned = planning.plan(request);
        return mending.run(() -> {
            List<RenderedImage> all = render(planned);
            new ImportCheck(fetching, preparation, request.severities(), isOwnDockerfile(), log)
                    .tell(planned.stream().filter(Rendering::hasDockerfile).toList());
            all.forEach(rendered -> rendered.content().write());
            return all;
        });
    }

    private boolean isOwnDockerfile() {
        return new Templates(request.templates()).isOwn("Dockerfile");
    }

    /**
     * Compares the folders with what would be rendered now.
     *
     * @throws PyFlinkException {@code PYF-904} for each file that is not as it would be
     */
    public void check() {
        PyFlinkException.throwIfAny(machine.usingStore(this::differences));
    }

    private List<Problem> differences() {
        List<PlannedImage> planned = planning.plan(request);
        return mending.run(() -> render(planned).stream()
                .flatMap(rendered -> rendered.content().differences().stream())
                .toList());
    }

    private List<RenderedImage> render(List<PlannedImage> planned) {
        List<RenderedImage> all = new ArrayList<>();
        for (PlannedImage image : planned) {
            log.step("Rendering " + image.combination());
            withoutDockerfile(image)
                    .map(problem -> problem.withSeverity(severity(image)))
                    .ifPresent(log::warn);
            all.add(render(image));
        }
        return all;
    }

    /** A Dockerfile of an older rendering, which goes, is one that somebody builds. */
    private Severity severity(PlannedImage image) {
        return Files.exists(folderOf(image).resolve("Dockerfile")) ? Severity.WARNING : Severity.NOTE;
    }

    private Path folderOf(PlannedImage image) {
        return parent.resolve(image.combination().slug());
    }

    private RenderedImage render(PlannedImage image) {
        ExtraContext extra = ExtraContext.of(image.spec().extraDirectories());
        SortedMap<String, Copy> distributions = distributionsOnDisk(image);
        SortedMap<String, RenderedFile> texts = templates.render(
                image.spec(),
                image.plan(),
                shippedConfiguration(image),
                new ContextCopies(extra.copies(), !distributions.isEmpty()));
        SortedMap<String, Copy> copies = jars(image);
        copies.putAll(distributions);
        copies.putAll(job(image));
        copies.putAll(extra.files());
        Path folder = folderOf(image);
        return new RenderedImage(image, folder, new RenderedFolder(folder, texts, copies));
    }

    /** Why there is no Dockerfile of an image; empty where there is one. */
    static Optional<Problem> withoutDockerfile(PlannedImage image) {
        if (hasDockerfile(image)) {
            return Optional.empty();
        }
        Problem problem = Problem.declaration("PYF-359", "there is no Dockerfile of %s".formatted(image.combination()));
        return Optional.of(image.spec()
                .layeredBase()
                .map(base -> problem.why("without a builder the plugin puts its own layers upon `%s`".formatted(base))
                        .remedy("a Dockerfile that installs packages in the base: " + Element.BUILDER.with("docker")))
                .orElseGet(() -> problem.why(
                                "its Python is a standalone CPython, and a Dockerfile installs the one that the base's suite has")
                        .remedy("without " + Element.BUILDER.named() + " the plugin assembles the image itself")
                        .remedy("or the Python of a suite: " + Element.PYTHON_SOURCE.with(PythonSource.SUITE))));
    }

    private static boolean hasDockerfile(PlannedImage image) {
        return image.plan().hasSuitesPython();
    }

    /** The configuration that Flink ships, out of PyFlink's own distribution; nothing else is fetched for it. */
    private FlinkConfiguration shippedConfiguration(PlannedImage image) {
        List<Distribution> pyflink = image.plan().contents().distributions().stream()
                .filter(distribution -> distribution.title().equals(PYFLINK))
                .toList();
        Map<LockedArtifact, Path> fetched = fetching.fetch(image, pyflink::contains);
        DistributionInstallation installation =
                new DistributionInstallation(image.plan(), preparation.prepare(fetched));
        FileTree tree = new FileTree();
        pyflink.forEach(distribution -> installation.install(distribution, tree));
        return FlinkHome.shippedConfiguration(
                tree,
                installation.sitePackages().resolve("pyflink/conf"),
                image.combination().flink());
    }

    private SortedMap<String, Copy> jars(PlannedImage image) {
        SortedMap<String, Copy> copies = new TreeMap<>();
        List<Jar> jars = image.plan().contents().jars();
        Map<LockedArtifact, Path> fetched = fetching.fetch(image, jars::contains);
        jars.forEach(jar -> copies.put(
                "jars/" + JarPlace.relativeFileOf(jar.coordinates(), image.spec()),
                new Copy.OfContent(
                        Content.of(Objects.requireNonNull(fetched.get(jar)), jar.size(), jar.sha256()), 0644)));
        return copies;
    }

    private SortedMap<String, Copy> distributionsOnDisk(PlannedImage image) {
        if (!hasDockerfile(image)) {
            return new TreeMap<>();
        }
        List<Distribution> onDisk = DistributionsOnDisk.of(image);
        SortedMap<String, Copy.OfContent> copies = DistributionsOnDisk.copies(buildFiles.of(image));
        copies.putAll(DistributionsOnDisk.copies(onDisk, fetching.fetch(image, onDisk::contains)));
        if (!copies.isEmpty()) {
            long bytes = copies.values().stream()
                    .mapToLong(copy -> copy.content().size())
                    .sum();
            log.note("%s has what lies on this machine's disk: %s"
                    .formatted(DistributionsOnDisk.FOLDER, Sizes.text(bytes)));
        }
        return new TreeMap<>(copies);
    }

    private static SortedMap<String, Copy> job(PlannedImage image) {
        SortedMap<String, Copy> copies = new TreeMap<>();
        for (FileTree.Entry entry : JobFiles.treeOf(image.spec().job()).entriesBelow(JobFiles.FOLDER)) {
            String name = "job/" + entry.path().relativeTo(JobFiles.FOLDER);
            if (entry.node() instanceof RegularFile file) {
                copies.put(name, new Copy.OfContent(file.content(), file.mode()));
            } else if (entry.node() instanceof SymbolicLink link) {
                copies.put(name, new Copy.OfLink(link.target()));
            }
        }
        return copies;
    }
}
