package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of uv in a project, as a lock file keeps them. */
class LockedSettingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
            conflicts = [[{extra = "a"}, {extra = "b"}]]          | conflicts = [[{package = "pro", extra = "b"}, {package = "pro", extra = "a"}]] | ``
            conflicts = [[{group = "A_b"}, {package = "o"}]]      | conflicts = [[{package = "pro", group = "a-b"}, {package = "o"}]] | ``
            conflicts = [[{extra = "a"}, {extra = "b"}]]          | conflicts = [[{package = "pro", extra = "a"}, {package = "pro", extra = "c"}]] | conflicts
            conflicts = [[{extra = "a"}, {extra = "b"}]]          | conflicts = [[{package = "other", extra = "a"}, {package = "other", extra = "b"}]] | conflicts
            conflicts = [[{extra = "a"}, {extra = "b"}]]          | conflicts = [[{package = "pro", group = "a"}, {package = "pro", group = "b"}]] | conflicts
            conflicts = [[{extra = "a"}, {extra = "b"}]]          | ``                                                | conflicts
            ``                                                    | conflicts = [[{package = "pro", extra = "a"}]]    | conflicts
            exclude-dependencies = ["Foo_Bar", "b"]               | manifest.excludes = ["b", "foo-bar"]              | ``
            exclude-dependencies = ["foo"]                        | manifest.excludes = ["bar"]                       | exclude-dependencies
            exclude-dependencies = [{name = "foo"}]               | manifest.excludes = ["foo"]                       | exclude-dependencies
            dependency-metadata = [{name = "x", requires-dist = ["b", "a"], provides-extra = []}] | manifest.dependency-metadata = [{name = "x", requires-dist = ["a", "b"]}] | ``
            dependency-metadata = [{name = "x", version = "1"}]   | manifest.dependency-metadata = [{name = "x", version = "2"}] | dependency-metadata
            dependency-metadata = [{name = "x", requires-dist = ["a"]}] | manifest.dependency-metadata = [{name = "x", requires-dist = ["b"]}] | dependency-metadata
            dependency-metadata = [{name = "x", requires-dist = ["a"]}] | manifest.dependency-metadata = [{name = "x"}]     | dependency-metadata
            dependency-metadata = [{name = "x"}]                  | ``                                                | dependency-metadata
            exclude-newer = "2026-01-01"                          | options.exclude-newer = "2025-01-01"              | ``
            exclude-newer = "2026-01-01"                          | options.exclude-newer-span = "P1D"                | ``
            exclude-newer = "2026-01-01"                          | ``                                                | exclude-newer
            ``                                                    | options.exclude-newer = "2025-01-01"              | exclude-newer
            resolution = "lowest"                                 | options.resolution-mode = "lowest"                | ``
            resolution = "lowest"                                 | options.resolution-mode = "highest"               | resolution
            resolution = "highest"                                | ``                                                | ``
            ``                                                    | options.prerelease-mode = "allow"                 | prerelease
            fork-strategy = "fewest"                              | options.fork-strategy = "fewest"                  | ``
            environments = "sys_platform == 'linux'"              | supported-markers = ["'linux' == sys_platform"]   | ``
            environments = ["sys_platform == 'linux'"]            | supported-markers = ["sys_platform == 'win32'"]   | environments
            environments = ["sys_platform == 'linux'"]            | ``                                                | environments
            required-environments = ["sys_platform == 'linux'"]   | required-markers = ["sys_platform == 'darwin'"]   | required-environments
            """)
    void areHeldAgainstThoseOfTheLock(String now, String locked, String differs) throws JsonProcessingException {
        JsonNode project = toml("project.name = 'Pro'\n" + (now.isEmpty() ? "" : "[tool.uv]\n" + now));
        LockedSettings settings =
                new LockedSettings(toml("requires-python = '>=3.9'\n" + locked), project, project.at("/tool/uv"));

        assertThat(settings.differences())
                .hasSize(differs.isEmpty() ? 0 : 1)
                .allSatisfy(difference -> assertThat(difference).startsWith("`" + differs + "`"));
    }

    private static JsonNode toml(String text) throws JsonProcessingException {
        return new TomlMapper().readTree(text);
    }
}
