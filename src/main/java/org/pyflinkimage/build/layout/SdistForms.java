package org.pyflinkimage.build.layout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.facts.SdistRecipes;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.python.SdistRecipe;
import org.pyflinkimage.resolve.sources.SourceProject;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.system.DiskFailure;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.tree.PackedArchive;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/**
 * What source distributions are laid out from: packed by a recipe, or, of pure Python, as their build backends would.
 *
 * @param mayHaveBuilder whether the image could be built from a Dockerfile, so that a builder is a way out
 */
record SdistForms(boolean mayHaveBuilder) {

    /** Grows with every change of what is made of one that has no recipe. */
    private static final String READ = "-read-1";

    private static final Pattern OF_SUM = Pattern.compile("([0-9a-f]{64})-.*");

    /** The name that the form is kept under, which differs wherever that would. */
    static String key(Sdist sdist) {
        return recipe(sdist)
                .map(found -> found.packedKey(sdist.sha256()))
                .orElse(sdist.sha256().hex() + READ);
    }

    /** Whether a form of this name is made by this version of the plugin. */
    static boolean isKey(String key) {
        Matcher matcher = OF_SUM.matcher(key);
        return matcher.matches()
                && (key.equals(matcher.group(1) + READ)
                        || SdistRecipes.shipped().all().stream()
                                .anyMatch(recipe -> recipe.packedKey(new Sha256(matcher.group(1)))
                                        .equals(key)));
    }

    /** Whether it is known what is installed of one, so that it need not be looked into. */
    static boolean hasRecipe(Sdist sdist) {
        return recipe(sdist).isPresent();
    }

    private static Optional<SdistRecipe> recipe(Sdist sdist) {
        return SdistRecipes.shipped().find(sdist.name(), sdist.version());
    }

    /** @throws PyFlinkException {@code PYF-903} where a lock file names one that only running it would install */
    void pack(Sdist sdist, Path file, Path packed, String key) throws IOException {
        Optional<SdistRecipe> recipe = recipe(sdist);
        if (recipe.isPresent()) {
            recipe.get().pack(sdist.version(), file, packed, key);
            return;
        }
        try (Scratch scratch = Scratch.create()) {
            SourceProject.Reading reading = reading(file, scratch);
            SourceProject project = reading.project().orElseThrow(() -> unusable(sdist, reading.reason()));
            if (!project.name().equals(sdist.name())) {
                throw unusable(sdist, "it is `%s`".formatted(project.name()));
            }
            try (PackedArchive.Writer writer = new PackedArchive.Writer(packed, key)) {
                project.deliver((path, executable, content) ->
                        writer.add(UnixPath.ROOT.resolve(path), executable ? 0755 : 0644, Owner.ROOT, content));
            }
        }
    }

    private static SourceProject.Reading reading(Path file, Scratch scratch) {
        try {
            return SourceProject.readSdist(file, scratch.folder("sdist"));
        } catch (IOException e) {
            throw DiskFailure.temporary(scratch.folder(), e).toException(e);
        }
    }

    private PyFlinkException unusable(Sdist sdist, String reason) {
        Problem problem = Problem.declaration(
                        "PYF-903",
                        "`%s` is a source distribution that this plugin cannot install".formatted(sdist.fileName()))
                .why("the build runs no code of packages, and only running it would tell what to install: " + reason)
                .remedy(
                        "a wheel of it, built once where its code may run: `pip wheel --no-deps --wheel-dir wheels %s==%s`, and `./wheels/...whl` in "
                                        .formatted(sdist.name(), sdist.version())
                                + Element.REQUIREMENTS.named())
                .remedy("or another version of it there");
        Problem built = mayHaveBuilder
                ? problem.remedy(
                        "or have it built by a builder: " + Element.BUILDER.with(BuilderName.DOCKER.toString()))
                : problem;
        return built.remedy("or, where its index has a wheel of it by now, delete `pyflink.lock` to resolve anew")
                .toException();
    }
}
