package org.pyflinkimage.build.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pyflinkimage.build.layout.JobSources.Import;
import org.pyflinkimage.facts.FlinkRelease;
import org.pyflinkimage.facts.StandardLibrary;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.python.ModulePath;
import org.pyflinkimage.python.VirtualEnvironment;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.Problem;

/**
 * What a job imports and an image of a Dockerfile will not have, as far as that is certain before a builder begins: modules that facts
 * know the package of, where that is not planned and nothing that is has them. A standard library is the base's, so that nothing is said
 * of what may be a module of it.
 */
public final class ImportsAhead {

    /** The code of what is told of modules that nothing brings. */
    public static final String MISSING = MissingModules.CODE;

    /** A warning is not worth fetching more. */
    private static final long BYTES_AT_MOST = 512L << 20;

    private final ImageSpec spec;
    private final Plan plan;
    private final VirtualEnvironment environment;
    private final Set<String> planned;

    /** The job and the extra directories, whose files are read for it, and the distributions that were looked at. */
    private final FileTree tree;

    /** Distributions that are built, of which it is not known what is installed. */
    private final List<SdistModules> built = new ArrayList<>();

    public ImportsAhead(ImageSpec spec, Plan plan) {
        this.spec = spec;
        this.plan = plan;
        this.environment = new DistributionInstallation(plan, new PreparedFiles(Map.of())).environment();
        this.planned = plan.contents().distributions().stream()
                .map(LockedArtifact::title)
                .collect(Collectors.toUnmodifiableSet());
        this.tree = tree();
    }

    /**
     * The distributions that may have what the job imports under a name that is not theirs; none where it imports nothing that seems to be
     * missing.
     */
    public Set<LockedArtifact> needed() {
        Set<LockedArtifact> needed = plan.contents().distributions().stream()
                .filter(each -> !each.title().equals(FlinkRelease.LIBRARIES))
                .collect(Collectors.toUnmodifiableSet());
        boolean large = needed.stream().mapToLong(LockedArtifact::size).sum() > BYTES_AT_MOST;
        return large || missing().isEmpty() ? Set.of() : needed;
    }

    /**
     * Warnings of modules that none of those distributions has.
     *
     * @param fetched their files
     * @param preparation makes of them what is laid out
     */
    public List<Problem> missing(Map<LockedArtifact, Path> fetched, Preparation preparation) {
        Map<LockedArtifact, Path> laid = new HashMap<>(fetched);
        for (Sdist sdist : plan.contents().sdists()) {
            Path file = SdistForms.hasRecipe(sdist) ? null : laid.remove(sdist);
            if (file != null) {
                built.add(SdistModules.read(sdist, file));
            }
        }
        DistributionInstallation installation = new DistributionInstallation(plan, preparation.prepare(laid));
        plan.contents().distributions().stream()
                .filter(laid::containsKey)
                .forEach(distribution -> installation.install(distribution, tree));
        return missing();
    }

    private List<Problem> missing() {
        JobImports imports = imports();
        return spec.job().stream().flatMap(job -> imports.missing(job).stream()).toList();
    }

    /** What is told whatever an image has: relative imports that lead nowhere. */
    public List<Problem> relative() {
        JobImports imports = imports();
        return spec.job().stream()
                .flatMap(job -> imports.relative(job).stream())
                .toList();
    }

    private JobImports imports() {
        ModulePath modules = ModulePath.withoutLibrary(tree, JobFiles.pythonPath(spec), environment);
        return new JobImports(modules, spec.settings().flinkConfig().keySet(), this::isCertain);
    }

    private FileTree tree() {
        FileTree tree = new FileTree();
        environment.layOut(tree);
        spec.job().ifPresent(job -> JobFiles.install(job, tree));
        ExtraLayout.install(spec.extraDirectories(), tree);
        return tree;
    }

    private boolean isCertain(Import found, String module) {
        return !StandardLibrary.shipped().hasElsewhere(module)
                && built.stream().noneMatch(sdist -> sdist.mayHave(ModulePath.first(module)))
                && MissingModules.owner(found, module)
                        .filter(owner -> !planned.contains(owner.distribution().value()))
                        .isPresent();
    }
}
