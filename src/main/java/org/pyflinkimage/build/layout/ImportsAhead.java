package org.pyflinkimage.build.layout;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.pyflinkimage.build.layout.JobSources.Import;
import org.pyflinkimage.facts.FlinkRelease;
import org.pyflinkimage.facts.StandardLibrary;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.python.ModulePath;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.Problem;

/**
 * What a job imports and an image of a Dockerfile will not have, as far as that is certain before a builder begins: modules that facts
 * know the package of, where that is not planned and nothing that is has them. A standard library is the base's, so that nothing is said
 * of what may be a module of it.
 */
public final class ImportsAhead {

    /** A warning is not worth fetching more. */
    private static final long BYTES_AT_MOST = 512L << 20;

    private final ImageSpec spec;
    private final Plan plan;
    private final DistributionInstallation installation;
    private final Set<String> planned;

    /** Of the job and the extra directories alone, whose files are read for it: once. */
    private final FileTree tree;

    /** @param files of the {@linkplain #needed distributions that are looked at}, as far as these are */
    public ImportsAhead(ImageSpec spec, Plan plan, PreparedFiles files) {
        this.spec = spec;
        this.plan = plan;
        this.installation = new DistributionInstallation(plan, files);
        this.planned = plan.contents().distributions().stream()
                .map(LockedArtifact::title)
                .collect(Collectors.toUnmodifiableSet());
        this.tree = tree();
    }

    /**
     * The distributions that may have what the job imports under a name that is not theirs; none where it imports nothing that seems to be
     * missing, and where what they have is not known before they are built.
     */
    public Set<LockedArtifact> needed() {
        boolean built = plan.contents().sdists().stream().anyMatch(sdist -> !SdistForms.hasRecipe(sdist));
        Set<LockedArtifact> needed = plan.contents().distributions().stream()
                .filter(each -> !each.title().equals(FlinkRelease.LIBRARIES))
                .collect(Collectors.toUnmodifiableSet());
        boolean large = needed.stream().mapToLong(LockedArtifact::size).sum() > BYTES_AT_MOST;
        return built || large || missing(Set.of()).isEmpty() ? Set.of() : needed;
    }

    /** Warnings of modules that none of those distributions has; they are looked at together with all that were before. */
    public List<Problem> missing(Set<LockedArtifact> looked) {
        plan.contents().distributions().stream()
                .filter(looked::contains)
                .forEach(distribution -> installation.install(distribution, tree));
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
        ModulePath modules = ModulePath.withoutLibrary(tree, JobFiles.pythonPath(spec), installation.environment());
        return new JobImports(modules, spec.settings().flinkConfig().keySet(), this::isCertain);
    }

    private FileTree tree() {
        FileTree tree = new FileTree();
        installation.environment().layOut(tree);
        spec.job().ifPresent(job -> JobFiles.install(job, tree));
        ExtraLayout.install(spec.extraDirectories(), tree);
        return tree;
    }

    private boolean isCertain(Import found, String module) {
        return !StandardLibrary.shipped().hasElsewhere(module)
                && MissingModules.owner(found, module)
                        .filter(owner -> !planned.contains(owner.distribution().value()))
                        .isPresent();
    }
}
