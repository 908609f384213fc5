package org.pyflinkimage.build.base;

import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.inspect.inventory.Inventory;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem.Severity;

/** Whether a builder is a way to what this plugin's own layers upon a base cannot have. */
final class BuilderWay {

    private BuilderWay() {}

    /**
     * Whether a Dockerfile would be built upon a spec's base: that of a registry, of the suite that an image with that Java and that Python is
     * made from, and without anything in it that the Dockerfile does not get over.
     *
     * @param has what is in it
     */
    static boolean isOpen(ImageSpec spec, Inventory has) {
        Combination wanted = spec.combination();
        return spec.python().source() != PythonSource.STANDALONE
                && spec.layeredBase().orElseThrow() instanceof ImageReference base
                && Facts.shipped().suites().having(wanted.java(), wanted.python()).stream()
                        .findFirst()
                        .filter(suite -> has.system()
                                .suite()
                                .filter(suite.name()::equals)
                                .isPresent())
                        .flatMap(suite -> DockerfileNeeds.of(wanted, suite.name()))
                        .filter(needs -> isBuiltUpon(new FoundBase(base, has, needs)))
                        .isPresent();
    }

    private static boolean isBuiltUpon(FoundBase base) {
        return BaseJudgement.problems(base).stream().noneMatch(problem -> problem.severity() == Severity.ERROR);
    }
}
