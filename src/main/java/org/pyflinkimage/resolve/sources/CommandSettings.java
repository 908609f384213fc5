package org.pyflinkimage.resolve.sources;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What is said to setuptools' commands: in sections of {@code setup.cfg} that are called like them, and in {@code
 * [tool.distutils]}. Only the commands know what becomes of it.
 */
final class CommandSettings {

    /** Those that take part when a wheel is made. */
    private static final Set<String> COMMANDS = Set.of(
            "egg_info",
            "dist_info",
            "build",
            "build_py",
            "build_ext",
            "build_clib",
            "build_scripts",
            "install",
            "install_lib",
            "install_data",
            "install_headers",
            "install_scripts",
            "install_egg_info",
            "bdist_wheel");

    private CommandSettings() {}

    /** @throws NeedsRunning where a section changes what a wheel becomes */
    static void requireNone(SetupCfg cfg) {
        cfg.sections().forEach((name, section) -> requireNone("setup.cfg", name, section));
    }

    /** @throws NeedsRunning where a table changes what a wheel becomes */
    static void requireNone(JsonNode pyproject) {
        pyproject.at("/tool/distutils").properties().forEach(table -> {
            Map<String, String> section = new LinkedHashMap<>();
            table.getValue()
                    .properties()
                    .forEach(entry ->
                            section.put(entry.getKey(), entry.getValue().asText("a list")));
            requireNone("pyproject.toml", table.getKey(), section);
        });
    }

    private static void requireNone(String file, String name, Map<String, String> section) {
        String command = normalized(name);
        section.forEach((key, value) -> {
            boolean counts = command.equals("aliases")
                    ? COMMANDS.contains(normalized(key))
                    : COMMANDS.contains(command) && !isHarmless(command, normalized(key), value.strip());
            if (counts) {
                throw new NeedsRunning(
                        "its `%s` has `%s` in `[%s]`, which only setuptools' commands know".formatted(file, key, name));
            }
        });
    }

    /** Source distributions say that they add no tag; a wheel of any Python 3 is universal enough. */
    private static boolean isHarmless(String command, String key, String value) {
        return switch (command + " " + key) {
            case "egg_info tag_build" -> value.isEmpty();
            case "egg_info tag_date", "egg_info tag_svn_revision" ->
                Set.of("", "0", "false", "no", "off").contains(value.toLowerCase(Locale.ROOT));
            case "bdist_wheel universal" -> true;
            default -> false;
        };
    }

    private static String normalized(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_');
    }
}
