package org.pyflinkimage.plan;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.plan.LockedArtifact.Wheel;

/**
 * The files that an image is made of.
 *
 * @param debs sorted by name
 * @param interpreter a standalone CPython; empty where the image has the suite's own
 * @param distributions wheels and sdists, sorted by name
 * @param jars sorted by coordinates
 * @param added requirements that nobody declared and that PyFlink needs all the same, with the reason: one line each
 */
public record PlannedContents(
        List<Deb> debs,
        Optional<Interpreter> interpreter,
        List<Distribution> distributions,
        List<Jar> jars,
        List<String> added) {
    public PlannedContents {
        debs = List.copyOf(debs);
        distributions = List.copyOf(distributions);
        jars = List.copyOf(jars);
        added = List.copyOf(added);
    }

    /** Those of an image with the suite's own Python. */
    public PlannedContents(List<Deb> debs, List<Distribution> distributions, List<Jar> jars, List<String> added) {
        this(debs, Optional.empty(), distributions, jars, added);
    }

    public static PlannedContents none() {
        return new PlannedContents(List.of(), List.of(), List.of(), List.of());
    }

    public PlannedContents withDebs(List<Deb> others) {
        return new PlannedContents(others, interpreter, distributions, jars, added);
    }

    /** The same with that standalone CPython, or with none. */
    public PlannedContents with(Optional<Interpreter> other) {
        return new PlannedContents(debs, other, distributions, jars, added);
    }

    public PlannedContents withDistributions(List<Distribution> others) {
        return new PlannedContents(debs, interpreter, others, jars, added);
    }

    public PlannedContents withJars(List<Jar> others) {
        return new PlannedContents(debs, interpreter, distributions, others, added);
    }

    /** The wheels among the distributions. */
    public List<Wheel> wheels() {
        return distributions.stream()
                .filter(Wheel.class::isInstance)
                .map(Wheel.class::cast)
                .toList();
    }

    /** The source distributions among them. */
    public List<Sdist> sdists() {
        return distributions.stream()
                .filter(Sdist.class::isInstance)
                .map(Sdist.class::cast)
                .toList();
    }

    /** Those files that are wanted. */
    public PlannedContents only(Predicate<LockedArtifact> wanted) {
        return new PlannedContents(
                debs.stream().filter(wanted).toList(),
                interpreter.filter(wanted),
                distributions.stream().filter(wanted).toList(),
                jars.stream().filter(wanted).toList(),
                added);
    }

    /** All of them, in the order in which they are laid out. */
    public List<LockedArtifact> all() {
        return Stream.of(debs, interpreter.stream().toList(), distributions, jars)
                .<LockedArtifact>flatMap(List::stream)
                .toList();
    }
}
