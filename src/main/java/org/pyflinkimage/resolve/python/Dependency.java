package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.python.Marker;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.python.SpecifierSet;

/**
 * What a project requires, as its lock file keeps it: with the place that {@code [tool.uv.sources]} takes it from.
 *
 * @param specifiers none where it comes from no index
 */
record Dependency(Key key, SpecifierSet specifiers, Condition condition) {

    /**
     * What does not change the meaning of a condition on its versions.
     *
     * @param name normalized
     * @param extras normalized
     * @param source as of {@link DependencySource}; an empty text for whichever index the package is looked for in
     */
    record Key(String name, SortedSet<String> extras, String source) {

        @Override
        public String toString() {
            return name + (extras.isEmpty() ? "" : "[" + String.join(",", extras) + "]");
        }
    }

    /**
     * Where it is required.
     *
     * @param all hold there
     * @param none of these does
     */
    record Condition(List<Marker> all, List<Marker> none) {

        Condition {
            all = List.copyOf(all);
            none = List.copyOf(none);
        }

        /** A marker; what is none holds nowhere. */
        static Marker marker(String text) {
            return Marker.parse(text).orElse(new Marker.Any(List.of()));
        }

        /** Those that markers in texts name; empty texts name none. */
        static Condition of(String... markers) {
            return new Condition(
                    Stream.of(markers)
                            .filter(text -> !text.isBlank())
                            .map(Condition::marker)
                            .toList(),
                    List.of());
        }

        Condition and(Condition other) {
            return new Condition(
                    Stream.concat(all.stream(), other.all.stream()).toList(),
                    Stream.concat(none.stream(), other.none.stream()).toList());
        }

        /** Where this holds, and not the other, which has only conditions that hold. */
        Condition butNot(Condition other) {
            return new Condition(
                    all,
                    Stream.concat(none.stream(), Stream.of(new Marker.All(other.all)))
                            .toList());
        }

        Stream<Marker> markers() {
            return Stream.concat(all.stream(), none.stream());
        }

        boolean holdsIn(MarkerEnvironment environment) {
            return all.stream().allMatch(marker -> marker.evaluate(environment))
                    && none.stream().noneMatch(marker -> marker.evaluate(environment));
        }

        @Override
        public String toString() {
            return Stream.concat(
                            all.stream()
                                    .map(marker -> marker instanceof Marker.Any
                                            ? "(%s)".formatted(marker.text())
                                            : marker.text()),
                            none.stream().map(marker -> "not (%s)".formatted(marker.text())))
                    .collect(Collectors.joining(" and "));
        }
    }

    /** That of a requirement that comes from there. */
    static Dependency of(Requirement requirement, String source, Condition condition) {
        Condition own = new Condition(requirement.marker().stream().toList(), List.of());
        return new Dependency(
                new Key(requirement.name().value(), normalized(requirement.extras().stream()), source),
                DependencySource.isOfAnIndex(source) ? requirement.specifiers() : SpecifierSet.ANY,
                own.and(condition));
    }

    /** An entry of {@code requires-dist} and its like. */
    static Dependency locked(JsonNode entry, DependencySource sources) {
        List<String> extras = new ArrayList<>();
        entry.path("extras").forEach(extra -> extras.add(extra.asText()));
        return new Dependency(
                new Key(
                        NormalizedName.normalized(entry.path("name").asText()),
                        normalized(extras.stream()),
                        sources.locked(entry)),
                SpecifierSet.parse(entry.path("specifier").asText()).orElse(SpecifierSet.ANY),
                Condition.of(entry.path("marker").asText()));
    }

    private static SortedSet<String> normalized(Stream<String> extras) {
        return extras.map(NormalizedName::normalized).collect(Collectors.toCollection(TreeSet::new));
    }

    /** As in a file of requirements. */
    @Override
    public String toString() {
        String where = condition.toString();
        String from = key.source().isEmpty() ? "" : " from %s".formatted(key.source());
        return key + specifiers.toString() + from + (where.isEmpty() ? "" : " ; " + where);
    }
}
