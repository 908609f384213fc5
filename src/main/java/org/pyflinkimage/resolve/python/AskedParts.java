package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.NormalizedName;

/**
 * What is asked for of one project beside what it requires in any case.
 *
 * @param extras as they were written
 * @param groups normalized; those alone that it has
 */
record AskedParts(Set<String> extras, Set<String> groups) {

    static final String EXTRA = "extra";
    static final String GROUP = "group";
    static final AskedParts NONE = new AskedParts(Set.of(), Set.of());

    AskedParts {
        extras = new TreeSet<>(extras);
        groups = normalized(groups);
    }

    boolean isEmpty() {
        return extras.isEmpty() && groups.isEmpty();
    }

    /** The same extras, and these groups. */
    AskedParts withGroups(Set<String> others) {
        return new AskedParts(extras, others);
    }

    /** Whether an entry of {@code [tool.uv.sources]} is for what is asked for. */
    boolean admits(JsonNode source) {
        return isAmong(source.path(EXTRA), normalizedExtras()) && isAmong(source.path(GROUP), groups);
    }

    private static boolean isAmong(JsonNode name, Set<String> asked) {
        return name.isMissingNode() || asked.contains(NormalizedName.normalized(name.asText()));
    }

    /** Such an entry for whatever asks: uv is told of requirements, and not what asks for them. */
    static JsonNode unbound(JsonNode source) {
        ObjectNode entry = source.deepCopy();
        return entry.without(List.of(EXTRA, GROUP));
    }

    /** What such an entry is for: {@code  for the group `docs`}; empty where that is all. */
    static String asking(JsonNode source) {
        return Stream.of(EXTRA, GROUP)
                .filter(source::has)
                .map(kind ->
                        " for the %s `%s`".formatted(kind, source.path(kind).asText()))
                .collect(Collectors.joining());
    }

    /** An environment without an extra, and with each of these. */
    Stream<MarkerEnvironment> of(MarkerEnvironment environment) {
        return Stream.concat(Stream.of(environment), normalizedExtras().stream().map(environment::withExtra));
    }

    Set<String> normalizedExtras() {
        return normalized(extras);
    }

    static Set<String> normalized(Collection<String> names) {
        return names.stream().map(NormalizedName::normalized).collect(Collectors.toCollection(TreeSet::new));
    }
}
