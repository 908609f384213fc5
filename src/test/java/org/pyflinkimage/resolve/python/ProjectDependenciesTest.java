package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.resolve.index.Toml;

/** Groups that include others: {@code LockedProjectTest} holds what they require against uv. */
class ProjectDependenciesTest {

    @Test
    void eachGroupIsReadOnceHoweverOftenItIsIncluded() {
        Map<String, List<Dependency>> groups = groups(IntStream.range(0, 30)
                .mapToObj(i ->
                        "g%s = [{ include-group = 'g%s' }, { include-group = 'g%s' }]\n".formatted(i, i + 1, i + 1))
                .collect(Collectors.joining("", "", "g30 = ['a', 'b']\n")));

        assertThat(groups).hasSize(31);
        assertThat(groups.get("g0")).hasToString("[a, b]");
    }

    @Test
    void chainsMayBeOfAnyLength() {
        Map<String, List<Dependency>> groups = groups(IntStream.range(0, 10_000)
                .mapToObj(i -> "g%s = [{ include-group = 'g%s' }]\n".formatted(i, i + 1))
                .collect(Collectors.joining("", "", "g10000 = ['a']\n")));

        assertThat(groups.get("g0")).hasToString("[a]");
    }

    @Test
    void pythonsOfAGroupAreThoseOfWhatItIncludesThere() {
        Map<String, List<Dependency>> groups = groups("""
                one = [{ include-group = 'two' }, { include-group = 'three' }, { include-group = 'nothing' }]
                two = [{ include-group = 'four' }]
                three = [{ include-group = 'four' }]
                four = ['a']
                [tool.uv.dependency-groups]
                two = { requires-python = '>=3.11' }
                """);

        assertThat(groups).containsOnlyKeys("four", "one", "three", "two");
        assertThat(groups.get("one")).hasToString("[a ; python_full_version >= '3.11', a]");
    }

    @Test
    void circleEndsAndIsTold() {
        String table = "one = ['a', { include-group = 'two' }]\ntwo = ['b', { include-group = 'one' }]\n";

        assertThat(groups(table).get("one")).hasToString("[a, b]");
        assertThat(DependencyGroups.of(project(table)).circle()).containsExactly("one", "two", "one");
    }

    private static Map<String, List<Dependency>> groups(String table) {
        JsonNode project = project(table);
        Path folder = Path.of("").toAbsolutePath();
        return new ProjectDependencies(
                        project, project, new DependencySource(folder, MissingNode.getInstance(), folder))
                .groups();
    }

    private static JsonNode project(String table) {
        return Toml.parse("[dependency-groups]\n" + table, "pyproject.toml");
    }
}
