package org.pyflinkimage.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pyflinkimage.build.base.Bases;
import org.pyflinkimage.build.validation.Severities;
import org.pyflinkimage.image.Builder;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/**
 * Judges bases as their registries have them, before a builder begins with one.
 *
 * @param severities that the declaration gives to what is found
 * @param isOwn whether the Dockerfile is of a template of the user's own, which may do something else with a base
 */
record BaseCheck(Bases bases, Builder builder, Severities severities, boolean isOwn, BuildLog log) {

    /**
     * Ends the work where a base cannot be built upon; tells what else is to be known of it.
     *
     * @return which images the bases are that were read, for afterwards the builder may have them under the same names
     * @throws PyFlinkException with all errors, {@code PYF-910} to {@code PYF-923}
     */
    Map<Combination, Sha256> require(List<RenderedImage> images) {
        Map<Combination, Sha256> digests = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (RenderedImage rendered : images) {
            PlannedImage image = rendered.image();
            image.spec().dockerfileBase().filter(this::isThatOfItsRegistry).ifPresent(base -> {
                problems.addAll(bases.problems(base, image.plan()));
                bases.digest(base, image.combination().platform())
                        .ifPresent(digest -> digests.put(image.combination(), digest));
            });
        }
        List<Problem> told = problems.stream()
                .map(problem -> isOwn ? doubted(problem) : problem)
                .distinct()
                .toList();
        PyFlinkException.throwErrors(severities.of(told), log::warn);
        return digests;
    }

    /**
     * Whether the builder takes the image that the registry has: not where it has one of that name in its own storage, or where the
     * name has no registry and it asks several. A digest leaves nothing open.
     */
    private boolean isThatOfItsRegistry(ImageReference base) {
        boolean isSure = base.digest().isPresent()
                || (namesOne(base, builder.name() == BuilderName.DOCKER) && !builder.has(base));
        if (!isSure) {
            log.detail(
                    "The base `%s` is left to the builder, which may have another image of that name".formatted(base));
        }
        return isSure;
    }

    /** Whether a name means one image: Docker has a registry for those without one. */
    static boolean namesOne(ImageReference base, boolean isDockers) {
        return base.digest().isPresent() || base.repository().registry().isPresent() || isDockers;
    }

    /** The same where the Dockerfile is of a template of the user's own. */
    static Problem doubted(Problem problem) {
        return problem.severity() == Severity.ERROR
                ? problem.withSeverity(Severity.WARNING)
                        .why(
                                "the plugin's own Dockerfile would not get over it; yours is a template of your own, and decides")
                : problem;
    }
}
