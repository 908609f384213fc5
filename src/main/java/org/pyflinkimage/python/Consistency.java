package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.pyflinkimage.value.Problem;

/** Whether installed distributions have what they require, as {@code pip check} would say it. */
public final class Consistency {

    private final SortedMap<NormalizedName, InstalledDistribution> installed = new TreeMap<>();
    private final MarkerEnvironment environment;
    private final Predicate<NormalizedName> dispensable;
    private final List<Problem> problems = new ArrayList<>();

    private Consistency(
            List<InstalledDistribution> distributions,
            MarkerEnvironment environment,
            Predicate<NormalizedName> dispensable) {
        distributions.forEach(distribution -> installed.put(distribution.name(), distribution));
        this.environment = environment;
        this.dispensable = dispensable;
    }

    /**
     * What is missing, too old, too new or made for another Python, by distribution; empty where all is well.
     *
     * @param dispensable what need not be there although it is required; all else that is missing is an error
     */
    public static List<Problem> check(
            List<InstalledDistribution> distributions,
            MarkerEnvironment environment,
            Predicate<NormalizedName> dispensable) {
        Consistency consistency = new Consistency(distributions, environment, dispensable);
        consistency.installed.values().forEach(consistency::check);
        return List.copyOf(consistency.problems);
    }

    private void check(InstalledDistribution distribution) {
        checkPython(distribution);
        distribution.requires().stream()
                .filter(requirement -> requirement.holdsIn(environment))
                .forEach(requirement -> check(distribution, requirement));
        distribution.metadata().unreadable().forEach(line -> problems.add(unreadable(distribution, line)));
    }

    private void check(InstalledDistribution distribution, Requirement requirement) {
        InstalledDistribution found = installed.get(requirement.name());
        if (found == null) {
            problems.add(missing(distribution, requirement));
        } else if (!requirement.specifiers().contains(Pep440Version.of(found.version()))) {
            problems.add(problem("PYF-471", distribution, "requires `%s`, but `%s` is installed", requirement, found));
        }
    }

    private void checkPython(InstalledDistribution distribution) {
        Pep440Version python = environment.pythonVersion();
        distribution
                .metadata()
                .requiresPython()
                .filter(specifiers -> !specifiers.contains(python))
                .ifPresent(specifiers -> problems.add(
                        problem("PYF-472", distribution, "requires Python `%s`, but it is `%s`", specifiers, python)));
    }

    private Problem missing(InstalledDistribution distribution, Requirement requirement) {
        Problem problem = problem("PYF-470", distribution, "requires `%s`, which is not installed", requirement);
        return dispensable.test(requirement.name())
                ? problem
                : problem.withSeverity(Problem.Severity.ERROR)
                        .why("`pyflink.lock` was made with it: somebody took it out, or merged two of them")
                        .remedy(
                                "where the job does without it: `exclude-dependencies = [\"%s\"]` below `[tool.uv]`, in the pyproject.toml beside the requirements"
                                        .formatted(requirement.name()));
    }

    private static Problem problem(String code, InstalledDistribution distribution, String form, Object... values) {
        Object[] texts = List.of(values).stream().map(Consistency::text).toArray();
        return Problem.declaration(code, "`%s` ".formatted(text(distribution)) + form.formatted(texts))
                .withSeverity(Problem.Severity.WARNING)
                .why("an import or a job may fail in a way that does not name this")
                .remedy("change `<requirements>` (-Dpyflink.requirements) so that both fit")
                .remedy("delete `pyflink.lock`, so that all versions are chosen anew");
    }

    private static Problem unreadable(InstalledDistribution distribution, String line) {
        return Problem.declaration(
                        "PYF-473",
                        "`%s` has a requirement that follows no standard: `%s`".formatted(text(distribution), line))
                .withSeverity(Problem.Severity.WARNING)
                .why("what it means nobody knows, so that nothing comes of it")
                .remedy(
                        "another version of `%s` in `<requirements>` (-Dpyflink.requirements), or nothing, where the job runs"
                                .formatted(distribution.name()));
    }

    private static String text(Object value) {
        return value instanceof InstalledDistribution distribution
                ? distribution.name() + " " + distribution.version()
                : value.toString();
    }
}
