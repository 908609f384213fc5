package org.pyflinkimage.resolve.python;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** What is resolved with the declared requirements although nobody declared it, and what to say where that cannot be had. */
record Additions(List<AddedRequirement> all) {

    /** Failures that are about packages, not about the way to their index. */
    private static final Set<String> OF_PACKAGES =
            Set.of("PYF-485", "PYF-486", "PYF-487", "PYF-489", "PYF-496", "PYF-497", "PYF-498");

    Additions {
        all = List.copyOf(all);
    }

    /** Without those that say no more than the declaration does. */
    Additions beside(DeclaredRequirements declared, MarkerEnvironment environment) {
        Set<NormalizedName> names = declared.lines(environment).stream()
                .filter(line -> !line.constraint())
                .flatMap(line -> line.requirement().stream())
                .filter(requirement -> requirement.holdsIn(environment))
                .map(Requirement::name)
                .collect(Collectors.toSet());
        return new Additions(
                all.stream().filter(added -> !isIn(names, added.requirement())).toList());
    }

    private static boolean isIn(Set<NormalizedName> declared, Requirement added) {
        return added.toLine().equals(added.writtenName()) && declared.contains(added.name());
    }

    /** An answer; where there is none because of what was added, that is said with the way to do without. */
    <T> T explaining(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (PyFlinkException e) {
            PyFlinkException explained = new PyFlinkException(
                    e.problems().stream().map(this::explained).toList());
            explained.initCause(e);
            throw explained;
        }
    }

    private Problem explained(Problem problem) {
        return OF_PACKAGES.contains(problem.code())
                ? all.stream()
                        .filter(added -> isAbout(problem, added))
                        .findFirst()
                        .map(added -> explained(problem, added))
                        .orElse(problem)
                : problem;
    }

    private static boolean isAbout(Problem problem, AddedRequirement added) {
        Pattern name = Pattern.compile("(?<![\\w.-])" + added.requirement().name() + "(?![\\w.-])");
        return Stream.concat(Stream.of(problem.what()), problem.why().stream())
                .anyMatch(text -> name.matcher(text).find());
    }

    /** What nobody declared need not be corrected where things are declared. */
    private static Problem explained(Problem problem, AddedRequirement added) {
        boolean alone = problem.what().contains("`" + added.requirement().name() + "`");
        List<String> others = problem.remedies().stream()
                .filter(remedy -> !alone || !remedy.contains("<requirements>"))
                .toList();
        Optional<String> without = added.without();
        return problem.why("`%s` is added: %s".formatted(added.requirement(), added.reason()))
                .withRemedies(Stream.concat(without.stream(), others.stream()).toList());
    }
}
