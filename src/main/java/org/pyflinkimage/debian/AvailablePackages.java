package org.pyflinkimage.debian;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pyflinkimage.value.PyFlinkException;

/** The packages of all indexes that an image may take from; of each name the highest version counts, wherever it comes from. */
public final class AvailablePackages {

    /**
     * A package and the archive that offers it.
     *
     * @param source the archive's name in the lock file: {@code debian-security}
     */
    public record Candidate(String source, DebianPackage offer) {}

    /** Of what is wrong with packages that nobody has asked for by name. */
    private static final int TOLD_AT_MOST = 3;

    private record Part(String source, PackagesIndex index) {}

    private final List<Part> parts = new ArrayList<>();

    /** Adds an index; where two offer one version, the one added first is taken. */
    public void add(String source, PackagesIndex index) {
        parts.add(new Part(source, index));
    }

    /**
     * The highest version of a package, whatever it is asked to be.
     *
     * @throws PyFlinkException where any version of it cannot be read: it might be the highest
     */
    public Optional<Candidate> newest(String name) {
        return parts.stream()
                .flatMap(part -> part.index().named(name).stream().map(offer -> new Candidate(part.source(), offer)))
                .reduce((first, second) ->
                        second.offer().version().compareTo(first.offer().version()) > 0 ? second : first);
    }

    /**
     * The packages that satisfy a relation, the best one first: the package of that name, then providers by priority and name. One of
     * those that cannot be read is passed over, as another may do.
     *
     * @throws PyFlinkException where the package of that name cannot be read
     */
    public List<Candidate> satisfying(Relation relation) {
        List<Candidate> candidates = new ArrayList<>();
        newest(relation.name())
                .filter(candidate -> candidate.offer().satisfies(relation))
                .ifPresent(candidates::add);
        providers(relation.name())
                .flatMap(name -> readable(name).stream())
                .filter(candidate -> candidate.offer().satisfies(relation))
                .sorted(Comparator.comparingInt(
                                (Candidate candidate) -> rank(candidate.offer().priority()))
                        .thenComparing(candidate -> candidate.offer().name()))
                .forEach(candidates::add);
        return candidates;
    }

    /** What is wrong with the first packages that say that they stand for a virtual one and cannot be read. */
    public List<String> unreadableProviders(String virtual) {
        return providers(virtual)
                .flatMap(name -> objection(name).stream())
                .limit(TOLD_AT_MOST)
                .toList();
    }

    private Stream<String> providers(String virtual) {
        return parts.stream()
                .flatMap(part -> part.index().providing(virtual).stream())
                .distinct()
                .filter(name -> !name.equals(virtual));
    }

    private Optional<Candidate> readable(String name) {
        try {
            return newest(name);
        } catch (PyFlinkException e) {
            return Optional.empty();
        }
    }

    private Optional<String> objection(String name) {
        try {
            newest(name);
            return Optional.empty();
        } catch (PyFlinkException e) {
            return Optional.of(e.problems().get(0).what());
        }
    }

    /** The packages that stand for a virtual one, in the newest version of each, by name. */
    public List<Candidate> providing(String virtual) {
        return satisfying(new Relation(virtual, Optional.empty(), Optional.empty()));
    }

    /** The names of all packages. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        parts.forEach(part -> names.addAll(part.index().names()));
        return names;
    }

    private static int rank(String priority) {
        return switch (priority) {
            case "required" -> 0;
            case "important" -> 1;
            case "standard" -> 2;
            case "optional" -> 3;
            default -> 4;
        };
    }
}
