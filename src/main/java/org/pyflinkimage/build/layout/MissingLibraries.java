package org.pyflinkimage.build.layout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.elf.ElfFile.NeededVersion;
import org.pyflinkimage.facts.LibraryPackage;
import org.pyflinkimage.facts.Suites;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.FirstOf;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;
import org.pyflinkimage.value.Visible;

/** What one distribution, jar or job needs of libraries that an image has not. */
final class MissingLibraries {

    private static final int FILES_AT_MOST = 3;
    private static final int NAMES_AT_MOST = 10;

    private final String owner;
    private final Set<String> libraries = new TreeSet<>();
    private final Set<String> versions = new TreeSet<>();
    /** Versions of other libraries than glibc's, by their names. */
    private final SortedMap<String, SortedSet<String>> older = new TreeMap<>();

    private final List<String> files = new ArrayList<>();

    MissingLibraries(String owner) {
        this.owner = owner;
    }

    /**
     * Adds a file.
     *
     * @param lacking names of libraries
     * @param newer versions of glibc
     * @param without versions that libraries of the image do not have
     */
    void add(UnixPath file, List<String> lacking, List<String> newer, List<NeededVersion> without) {
        libraries.addAll(lacking);
        versions.addAll(newer);
        List<String> needs = new ArrayList<>(lacking);
        needs.addAll(newer);
        for (NeededVersion needed : without) {
            older.computeIfAbsent(needed.library(), name -> new TreeSet<>()).add(needed.version());
            needs.add(needed.version());
        }
        files.add("`%s` needs %s".formatted(Visible.inLine(file.value()), quoted(new TreeSet<>(needs))));
    }

    /** Those that bring what is missing, as far as they are known. */
    Set<String> packages(SuiteName suite) {
        return libraries.stream()
                .flatMap(library -> LibraryPackage.of(library, suite).stream())
                .map(LibraryPackage::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What is said of it.
     *
     * @param packages that the image is to have, for this and for all others
     */
    Problem problem(Plan plan, Set<String> packages) {
        SystemVersions system = plan.system();
        Set<String> all = new TreeSet<>(libraries);
        all.addAll(versions);
        older.values().forEach(all::addAll);
        Problem problem = Problem.declaration(
                        "PYF-894",
                        "`%s` needs what the image has not: %s".formatted(Visible.inLine(owner), quoted(all)))
                .withSeverity(Problem.Severity.WARNING);
        for (String file : files.stream().limit(FILES_AT_MOST).toList()) {
            problem = problem.why(file);
        }
        if (files.size() > FILES_AT_MOST) {
            problem = problem.why("and so do %s more of its files".formatted(files.size() - FILES_AT_MOST));
        }
        if (!versions.isEmpty()) {
            problem = problem.why("the image has glibc %s, of `%s`".formatted(system.glibc(), system.suite()))
                    .remedy("another version of it, which an older glibc serves");
        }
        for (Map.Entry<String, SortedSet<String>> library : older.entrySet()) {
            String name = Visible.inLine(library.getKey());
            problem = problem.why(
                            "the image's `%s` is an older one, without %s".formatted(name, quoted(library.getValue())))
                    .remedy("another version of it, which an older `%s` serves".formatted(name));
        }
        if (plan.base().isEmpty()) {
            return withPackages(problem, system.suite(), packages);
        }
        // Of another system no package can come upon it.
        boolean known = Suites.shipped().find(system.suite().toString()).isPresent();
        return (known ? withPackages(problem, system.suite(), packages) : problem)
                .remedy("a base that has it: " + Element.BASE.named());
    }

    private Problem withPackages(Problem problem, SuiteName suite, Set<String> packages) {
        Problem told = problem;
        List<String> unknown = new ArrayList<>();
        for (String library : libraries) {
            Optional<LibraryPackage> known = LibraryPackage.of(library, suite);
            if (known.isPresent()) {
                told = told.why("`%s` is in the package `%s`"
                        .formatted(library, known.get().name()));
            } else {
                unknown.add(library);
            }
        }
        if (unknown.size() < libraries.size()) {
            told = told.remedy(Element.PACKAGES.withAll(packages));
        }
        return unknown.isEmpty()
                ? told
                : told.remedy("the package of `%s` that brings %s, in %s"
                        .formatted(suite, quoted(unknown), Element.PACKAGES.named()));
    }

    /** Names of others, each on its line. */
    private static String quoted(Collection<String> words) {
        return FirstOf.of(NAMES_AT_MOST, words, Visible::inLine).quoted();
    }
}
