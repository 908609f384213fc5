package org.pyflinkimage.resolve.sources;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.python.Requirement;

/**
 * A dependency as Poetry writes it, in its settings and in its lock file: {@code ^1.5 || ^2.0} are two branches, of which one has to fit.
 *
 * @param branches one or more, which differ by their versions alone
 */
public record PoetryRequirement(List<Requirement> branches) {

    /** The standard's form, with branches as Poetry writes them into the extras of a lock file. */
    private static final Pattern WITH_BRANCHES =
            Pattern.compile("(?<name>[^(;]*)\\((?<versions>[^()]*)\\)(?<rest>\\s*(?:;.*)?)");

    public PoetryRequirement {
        branches = List.copyOf(branches);
        if (branches.isEmpty()) {
            throw new IllegalArgumentException("a requirement has a branch");
        }
    }

    /**
     * What became of reading a dependency.
     *
     * @param requirements several where they differ by markers; none where the dependency cannot be understood
     * @param reason why it cannot be understood, a sentence without its end; empty otherwise
     */
    public record Reading(List<PoetryRequirement> requirements, String reason) {
        public Reading {
            requirements = List.copyOf(requirements);
        }
    }

    /** What stands under one name. What comes from a path or an address stands there by its name alone. */
    public static Reading read(String name, JsonNode written) {
        try {
            List<PoetryRequirement> requirements = new ArrayList<>();
            for (JsonNode one : written.isArray() ? written : List.of(written)) {
                requirements.add(new PoetryRequirement(PoetryDescription.branches(name, one)));
            }
            return new Reading(requirements, "");
        } catch (NeedsRunning e) {
            return new Reading(List.of(), "`%s`: %s".formatted(name, e.reason()));
        }
    }

    /** What stands in the standard's form. */
    public static Reading ofStandard(String text) {
        try {
            List<Requirement> branches = new ArrayList<>();
            Matcher written = WITH_BRANCHES.matcher(text);
            if (text.contains("|") && written.matches()) {
                for (String versions : PoetryVersions.branches(written.group("versions"))) {
                    branches.add(Description.requirement(
                            written.group("name").strip() + versions + " " + written.group("rest")));
                }
            } else {
                branches.add(Description.requirement(text));
            }
            return new Reading(List.of(new PoetryRequirement(branches)), "");
        } catch (NeedsRunning e) {
            return new Reading(List.of(), e.reason());
        }
    }

    /** The distribution's name in the form that compares. */
    public NormalizedName name() {
        return branches.get(0).name();
    }

    /** As written. */
    public SortedSet<String> extras() {
        return branches.get(0).extras();
    }

    /** Whether it is asked for there. */
    public boolean holdsIn(MarkerEnvironment environment) {
        return branches.get(0).holdsIn(environment);
    }

    /** Whether a version is of one of its branches. */
    public boolean allows(Pep440Version version) {
        return branches.stream().anyMatch(branch -> branch.specifiers().contains(version));
    }

    /** For messages: {@code pandas<2.0,>=1.5 || pandas<3.0,>=2.0}. */
    @Override
    public String toString() {
        return branches.stream().map(Requirement::toString).collect(Collectors.joining(" || "));
    }
}
