package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.Place;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.python.RequirementsReader;
import org.pyflinkimage.resolve.index.IndexVariables;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;

/** A declared file that is no list of requirements, but says in a form of its own what is required. */
interface StructuredFile {

    Path file();

    /** Where what stands in it is told to stand: lines of it have no numbers. */
    default Place place() {
        return new Place(Optional.of(file()), 0);
    }

    /** The normalized names of the groups that it has. */
    SortedSet<String> groups();

    /** The normalized names that its own tool has for what is taken in any case. */
    default Set<String> inAnyCase() {
        return Set.of();
    }

    /** The same, asked for these of its groups, too. */
    StructuredFile withGroups(Set<String> names);

    /** What is required in that environment. */
    List<RequirementLine> lines(MarkerEnvironment environment);

    /** What is required in that environment and cannot be said in a line, or cannot be understood. */
    List<Problem> problems(MarkerEnvironment environment);

    /**
     * What stands in it of that environment as others gave it, such as addresses out of an index: no variable of this machine may be put
     * into that. A file that its user writes has nothing of the kind.
     */
    default Stream<String> foreign(MarkerEnvironment environment) {
        return Stream.empty();
    }

    /** All that keeps an image from being made of what is required in that environment. */
    default List<Problem> refusals(MarkerEnvironment environment) {
        return Stream.concat(
                        problems(environment).stream(),
                        foreign(environment)
                                .filter(RequirementsReader::hasVariable)
                                .map(text -> RefusedRequirement.variable(text, place())))
                .toList();
    }

    /** The packages that it fixes with their files; none where it fixes nothing. */
    JsonNode packages();

    /** Which indexes what is required in that environment comes from; empty where the file says nothing of that. */
    Optional<IndexSources> indexSources(MarkerEnvironment environment);

    /** The same as uv is told it, with the values of variables where {@link #hasVariablesInIndexes}, and with logins. */
    default Optional<IndexSources> indexSources(
            MarkerEnvironment environment, UnaryOperator<String> variables, IndexVariables logins) {
        return indexSources(environment)
                .map(sources -> hasVariablesInIndexes() ? sources.withAddresses(variables) : sources)
                .map(sources -> sources.withLogins(logins));
    }

    /** Whether its own tool puts variables into the addresses of its indexes; uv does not. */
    default boolean hasVariablesInIndexes() {
        return false;
    }

    /** The addresses of indexes that something comes from in that environment, as it has them, where variables may stand in them. */
    default Stream<String> addressesWithVariables(MarkerEnvironment environment) {
        return hasVariablesInIndexes()
                ? indexSources(environment).stream()
                        .flatMap(IndexSources::asked)
                        .map(index -> index.path("url").asText())
                : Stream.empty();
    }

    /** Whether it has the addresses of its indexes itself; those of uv's own files stand in settings. */
    default boolean namesIndexes() {
        return false;
    }

    /** Whether its own tool asks an index also for what a package is built by. */
    default boolean hasWhatBuilds(String index) {
        return true;
    }

    /**
     * {@code PYF-488}: an extra is asked for that this file does not have.
     *
     * @param place where it would say which it has
     */
    default Problem noExtra(String extra, Collection<String> known, String place) {
        return Problem.declaration("PYF-488", "`%s` has no extra `%s`".formatted(file(), extra))
                .why(
                        known.isEmpty()
                                ? "it has no `%s`".formatted(place)
                                : "its extras are %s".formatted(String.join(", ", known)))
                .remedy("correct the extra in " + Element.REQUIREMENTS.named() + ", or leave it out");
    }

    /** A line of this file, which has no number. */
    default RequirementLine line(String text) {
        return new RequirementLine(place(), text.strip(), false, List.of());
    }
}
