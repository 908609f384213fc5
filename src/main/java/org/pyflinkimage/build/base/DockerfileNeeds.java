package org.pyflinkimage.build.base;

import java.util.Comparator;
import java.util.Optional;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.facts.Suites;
import org.pyflinkimage.facts.SystemPackages;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.python.WheelName;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.GlibcVersion;

/**
 * What a Dockerfile makes of a base.
 *
 * @param combination that the image is of
 * @param suite that its packages are of
 * @param glibc of that suite
 * @param wheels the oldest C library that all its wheels work with; empty where they are not known
 * @param makesAccounts whether its packages bring what makes users
 * @param compilesJava whether something is compiled against Java
 */
public record DockerfileNeeds(
        Combination combination,
        SuiteName suite,
        GlibcVersion glibc,
        Optional<GlibcVersion> wheels,
        boolean makesAccounts,
        boolean compilesJava) {

    /** What is compiled against Java where there is no wheel of it. */
    static final String COMPILED = "pemja";

    /** Those of a plan. */
    public static DockerfileNeeds of(Plan plan) {
        String accounts = SystemPackages.shipped().accounts().packageName();
        return new DockerfileNeeds(
                plan.combination(),
                plan.system().suite(),
                plan.system().glibc(),
                plan.contents().wheels().stream()
                        .flatMap(wheel -> WheelName.parse(wheel.fileName()).stream())
                        .flatMap(name -> name.oldestGlibc().stream())
                        .max(Comparator.naturalOrder()),
                plan.contents().debs().stream().anyMatch(deb -> deb.name().equals(accounts)),
                plan.contents().sdists().stream().anyMatch(each -> each.title().equals(COMPILED)));
    }

    /** Those of an image that nobody has planned yet, as far as its suite tells: nothing is taken for missing that may come. */
    public static Optional<DockerfileNeeds> of(Combination combination, SuiteName suite) {
        return Suites.shipped()
                .find(suite.toString())
                .map(known -> new DockerfileNeeds(combination, suite, known.glibc(), Optional.empty(), true, false));
    }
}
