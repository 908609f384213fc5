package org.pyflinkimage.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.build.RenderedFolder.Copy;
import org.pyflinkimage.facts.FlinkRelease;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.flink.FlinkHome;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.template.ImageRendering;
import org.pyflinkimage.template.RenderedFile;
import org.pyflinkimage.template.Templates;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** From specs to rendered files: Dockerfiles with what they copy, Compose files and Kubernetes manifests. */
public final class Rendering {

    private static final String PYFLINK = FlinkRelease.DISTRIBUTION;

    private final BuildLog log;
    private final ArtifactStore store;
    private final Planning planning;

    /** A rendering in these surroundings. */
    public Rendering(Surroundings surroundings) {
        this.log = surroundings.log();
        this.store = new FileArtifactStore(surroundings.store());
        this.planning = new Planning(surroundings, store);
    }

    /**
     * Renders a folder for each spec.
     *
     * @param parent of the folders, which are named as the combinations are
     * @return the folders, in the order of the specs
     */
    public List<Path> write(Request request, Path parent) {
        return writeAll(request, parent).stream().map(Rendered::folder).toList();
    }

    /** What was rendered for a spec, and what from. */
    record Rendered(ImageSpec spec, LockFile lock, Plan plan, Path folder, RenderedFolder content) {}

    /** The same, for whoever goes on with the plans. */
    List<Rendered> writeAll(Request request, Path parent) {
        List<Rendered> all = render(request, parent);
        all.forEach(rendered -> rendered.content().write());
        return all;
    }

    /**
     * Compares the folders with what would be rendered now.
     *
     * @throws PyFlinkException {@code PYF-904} for each file that is not as it would be
     */
    public void check(Request request, Path parent) {
        List<Problem> problems = new ArrayList<>();
        for (Rendered rendered : render(request, parent)) {
            problems.addAll(rendered.content().differences());
        }
        PyFlinkException.throwIfAny(problems);
    }

    private List<Rendered> render(Request request, Path parent) {
        LockFile lock = planning.lockOf(request);
        ImageRendering rendering = new ImageRendering(new Templates(request.templates()));
        JobFiles jobFiles = new JobFiles(request.output(), request.lockFile(), parent);
        List<Rendered> all = new ArrayList<>();
        for (ImageSpec spec : request.specs()) {
            log.step("Rendering " + spec.combination());
            Path path = parent.resolve(spec.combination().slug());
            Plan plan = Planning.planOf(spec, lock, request);
            SortedMap<String, RenderedFile> texts =
                    rendering.render(spec, plan, shippedConfiguration(spec, lock, plan));
            RenderedFolder content = new RenderedFolder(path, texts, copies(spec, lock, plan, jobFiles));
            all.add(new Rendered(spec, lock, plan, path, content));
        }
        return all;
    }

    /** The configuration that Flink ships, out of PyFlink's own distribution; nothing else is fetched for it. */
    private String shippedConfiguration(ImageSpec spec, LockFile lock, Plan plan) {
        PlannedContents pyflink =
                plan.contents().only(artifact -> artifact.title().equals(PYFLINK));
        FileTree tree = new FileTree();
        DistributionInstallation installation =
                new DistributionInstallation(plan, planning.prepare(spec, lock, plan.withContents(pyflink)));
        pyflink.distributions().forEach(distribution -> installation.install(distribution, tree));
        return FlinkHome.shippedConfiguration(
                tree,
                installation.environment().sitePackages().resolve("pyflink/conf"),
                plan.combination().flink());
    }

    private SortedMap<String, Copy> copies(ImageSpec spec, LockFile lock, Plan plan, JobFiles jobFiles) {
        SortedMap<String, Copy> copies = new TreeMap<>();
        Map<LockedArtifact, Path> files =
                planning.fetch(spec, lock, plan.withContents(plan.contents().only(Jar.class::isInstance)));
        files.forEach((artifact, file) -> copies.put(
                "jars/" + ((Jar) artifact).coordinates().fileName(),
                new Copy(Content.of(file, artifact.size(), artifact.sha256()), 0644)));
        spec.job().ifPresent(job -> {
            FileTree tree = new FileTree();
            jobFiles.install(job, tree);
            for (FileTree.Entry entry : tree.entriesBelow(ImagePaths.USRLIB)) {
                if (entry.node() instanceof RegularFile file) {
                    copies.put(
                            "job/" + entry.path().relativeTo(ImagePaths.USRLIB), new Copy(file.content(), file.mode()));
                }
            }
        });
        return copies;
    }
}
