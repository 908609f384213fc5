package org.pyflinkimage.resolve.debian;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.pyflinkimage.debian.AvailablePackages;
import org.pyflinkimage.debian.AvailablePackages.Candidate;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Spelling;

/** The packages of {@code <packages>}, looked for in one suite. */
record DeclaredPackages(Suite suite, AvailablePackages available, List<String> declared) {

    /** @param declared all that are, in their order */
    DeclaredPackages {
        declared = List.copyOf(declared);
    }

    private static final int NAMED_AT_MOST = 3;

    /**
     * The names of the suite's packages that are meant. As for apt, a name that no package has and one stands for is that one: names of
     * libraries change from suite to suite ({@code libglib2.0-0}, {@code libglib2.0-0t64}).
     *
     * @throws PyFlinkException {@code PYF-892} for all of which there is none, or several, and {@code PYF-307} for those that cannot be
     *     read
     */
    List<String> names() {
        return names(name -> true);
    }

    /** The same of those alone that are wanted. */
    List<String> names(Predicate<String> wanted) {
        List<String> names = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String name : declared.stream().filter(wanted).toList()) {
            try {
                List<String> meant = meant(name);
                if (meant.size() == 1) {
                    names.addAll(meant);
                } else {
                    problems.add(missing(name, meant));
                }
            } catch (PyFlinkException e) {
                problems.addAll(e.problems());
            }
        }
        PyFlinkException.throwIfAny(problems);
        return names;
    }

    private List<String> meant(String name) {
        return available.newest(name).isPresent()
                ? List.of(name)
                : available.providing(name).stream()
                        .map((Candidate candidate) -> candidate.offer().name())
                        .toList();
    }

    private Problem missing(String name, List<String> providers) {
        Problem problem = Problem.declaration("PYF-892", "%s has no package `%s`".formatted(title(), name));
        List<String> instead = providers.isEmpty() ? nearest(name) : providers;
        if (!providers.isEmpty()) {
            problem = problem.why("several stand for it: " + quoted(providers));
        } else {
            problem = problem.why("looked for in `%s`"
                            .formatted(String.join("`, `", suite.family().components())))
                    .why(available.unreadableProviders(name));
        }
        for (String other : instead.stream().limit(NAMED_AT_MOST).toList()) {
            problem = problem.remedy(Element.PACKAGES.withAll(declaredWith(other, name)));
        }
        return problem.remedy("leave it out of " + Element.PACKAGES.named());
    }

    /** All that are declared, with another in the place of one: a command line with that alone would lose the others. */
    private Set<String> declaredWith(String other, String instead) {
        Set<String> all = new LinkedHashSet<>();
        declared.forEach(name -> all.add(name.equals(instead) ? other : name));
        return all;
    }

    private String title() {
        return suite.family().title() + " " + suite.name();
    }

    /** Names that begin so, and the one that is spelled almost like it. */
    private List<String> nearest(String name) {
        Set<String> known = available.names();
        Optional<String> spelled = Spelling.nearest(name, known);
        Set<String> nearest = new LinkedHashSet<>(spelled.stream().toList());
        known.stream()
                .filter(other -> other.startsWith(name))
                .sorted((one, other) -> Integer.compare(one.length(), other.length()))
                .limit(NAMED_AT_MOST)
                .forEach(nearest::add);
        return List.copyOf(nearest);
    }

    private static String quoted(List<String> names) {
        return names.stream().collect(Collectors.joining("`, `", "`", "`"));
    }
}
