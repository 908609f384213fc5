package org.pyflinkimage.resolve.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.system.Environment;

/** What the user told pip, by environment variables and by its configuration files. */
public final class PipConfiguration {

    /** Those that hold for downloads: the command's own comes after the one for all commands, in whichever file either stands. */
    private static final List<String> SECTIONS = List.of("global", "download");

    private static final String NAMED = "PIP_CONFIG_FILE";

    private final Environment environment;
    private final Map<String, String> options;

    private PipConfiguration(Environment environment, Map<String, String> options) {
        this.environment = environment;
        this.options = options;
    }

    /** Reads the configuration; a file that is more specific wins, variables win over all files. */
    public static PipConfiguration read(Environment environment, Path systemFolder) {
        return read(ConfigurationFolders.of(environment, systemFolder));
    }

    static PipConfiguration read(ConfigurationFolders folders) {
        List<Map<String, Map<String, String>>> files = files(folders).stream()
                .filter(file -> Files.isReadable(file) && Files.isRegularFile(file))
                .map(file -> parse(textOf(file)))
                .toList();
        Map<String, String> options = new HashMap<>();
        for (String section : SECTIONS) {
            Map<String, String> all = new HashMap<>();
            files.forEach(file -> all.putAll(file.getOrDefault(section, Map.of())));
            // An option without a value says nothing, also not that another section's is none.
            all.values().removeIf(String::isBlank);
            options.putAll(all);
        }
        return new PipConfiguration(folders.environment(), options);
    }

    /** An option's words: {@code index-url}. */
    public List<String> words(String option) {
        String variable = "PIP_" + option.replace('-', '_').toUpperCase(Locale.ROOT);
        return words(environment.variable(variable).or(() -> Optional.ofNullable(options.get(option))));
    }

    /** The words of a value, as pip parts them. */
    static List<String> words(Optional<String> value) {
        return value.filter(text -> !text.isBlank())
                .map(text -> List.of(text.strip().split("\\s+")))
                .orElse(List.of());
    }

    Optional<String> word(String option) {
        return words(option).stream().findFirst();
    }

    /** The options of each section; values may go on in indented lines. */
    static Map<String, Map<String, String>> parse(String text) {
        Map<String, Map<String, String>> sections = new HashMap<>();
        // Before the first section none is read.
        Map<String, String> options = new HashMap<>();
        String option = "";
        for (String line : text.lines().toList()) {
            String bare = line.strip();
            if (bare.isEmpty() || bare.startsWith("#") || bare.startsWith(";")) {
                continue;
            }
            if (bare.startsWith("[") && bare.endsWith("]")) {
                options = sections.computeIfAbsent(
                        bare.substring(1, bare.length() - 1).strip(), name -> new HashMap<>());
                option = "";
            } else if (Character.isWhitespace(line.charAt(0)) && !option.isEmpty()) {
                options.merge(option, bare, (one, more) -> one + " " + more);
            } else {
                // The first of the signs parts an option from its value, as in Python's configparser.
                String[] parts = bare.split("[=:]", 2);
                option = parts.length == 1
                        ? ""
                        : parts[0].strip().replace('_', '-').toLowerCase(Locale.ROOT);
                if (!option.isEmpty()) {
                    options.put(option, parts[1].strip());
                }
            }
        }
        return sections;
    }

    /** As pip has it: beside a file that is named and there the user's own do not count, and beside no file at all none do. */
    private static List<Path> files(ConfigurationFolders folders) {
        Environment environment = folders.environment();
        Optional<String> named = environment.variable(NAMED);
        if (named.equals(Optional.of(environment.isOfWindows() ? "nul" : "/dev/null"))) {
            return List.of();
        }
        List<Path> files = new ArrayList<>(folders.pipForAll());
        Optional<Path> own = environment.file(NAMED);
        if (own.filter(Files::exists).isEmpty()) {
            files.addAll(folders.pipOfUser());
        }
        own.ifPresent(files::add);
        return files;
    }

    private static String textOf(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
