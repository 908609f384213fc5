package org.pyflinkimage.debian;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The archives of a machine's apt configuration.
 *
 * <p>Lines that apt would refuse are passed over: it is apt's part to complain of them. So are archives that only apt can read:
 * {@code cdrom:}, {@code mirror+file:} and the like.
 *
 * @param all in the order in which apt reads them
 */
public record AptSources(List<AptSource> all) {

    private static final Set<String> SCHEMES = Set.of("http", "https", "file");
    private static final Pattern ONE_LINE = Pattern.compile("deb\\s+(?:\\[(?<options>[^\\]]*)\\]\\s+)?"
            + "(?<archive>[^\\s\\[]\\S*)\\s+(?<suite>\\S+)\\s+(?<components>\\S.*)");

    /** The names of one-line options that are other words in deb822. */
    private static final Map<String, String> NAMES = Map.of("arch", "architectures");

    public AptSources {
        all = List.copyOf(all);
    }

    /**
     * Reads the configuration below a folder such as {@code /etc/apt}: {@code sources.list}, then {@code sources.list.d/*.list}
     * and {@code *.sources} by name. A file that cannot be read is passed over.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-344} where they are too many
     */
    public static AptSources read(Path folder) {
        FoundSources found = new FoundSources();
        Path list = folder.resolve("sources.list");
        parse(list.toString(), textOf(list), found);
        for (Path file : filesIn(folder.resolve("sources.list.d"))) {
            parse(file.toString(), textOf(file), found);
        }
        return new AptSources(found.all());
    }

    /** Reads a file of the configuration, in the form that its name tells; one of another name has no sources. */
    static void parse(String file, String text, FoundSources found) {
        if (file.endsWith(".list")) {
            parseLines(file, text, found);
        } else if (file.endsWith(".sources")) {
            parseStanzas(file, text, found);
        }
    }

    /** Reads the one-line form: {@code deb [signed-by=/k.gpg] http://example.com/debian bookworm main}. */
    private static void parseLines(String file, String text, FoundSources found) {
        text.lines().map(line -> line.replaceFirst("#.*", "").strip()).forEach(line -> {
            Matcher matcher = ONE_LINE.matcher(line);
            if (matcher.matches() && !isFlat(matcher.group("suite"))) {
                List<String> components = List.of(matcher.group("components").split("\\s+", -1));
                Map<String, String> options = optionsOf(Optional.ofNullable(matcher.group("options")));
                SuiteName suite = SuiteName.parse(matcher.group("suite"));
                address(matcher.group("archive"))
                        .ifPresent(
                                archive -> found.add(new AptSource(archive, suite, components, options), line, file));
            }
        });
    }

    /** Reads the deb822 form, paragraphs of {@code Types:}, {@code URIs:}, {@code Suites:}, {@code Components:}. */
    private static void parseStanzas(String file, String text, FoundSources found) {
        for (Stanza stanza : stanzasOf(text)) {
            if (AptSource.isYes(stanza.find("Enabled").orElse("yes"))
                    && stanza.words("Types").contains("deb")) {
                addSources(stanza, file, found);
            }
        }
    }

    /** The sources whose suite has one of these names, or one of them with {@code -security}, {@code -updates} or such behind it. */
    public List<AptSource> ofSuites(Set<String> names) {
        return all.stream()
                .filter(source -> names.contains(source.suite().release()))
                .toList();
    }

    /** Every suite of every address. All that they have in common is made once, and is not copied any more. */
    private static void addSources(Stanza stanza, String file, FoundSources found) {
        Map<String, String> lower = new HashMap<>();
        stanza.fields().forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        Map<String, String> options = Map.copyOf(lower);
        List<String> components = List.copyOf(stanza.words("Components"));
        List<SuiteName> suites = stanza.words("Suites").stream()
                .filter(suite -> !isFlat(suite))
                .map(SuiteName::parse)
                .toList();
        if (components.isEmpty() || suites.isEmpty()) {
            return;
        }
        for (String word : stanza.words("URIs")) {
            address(word)
                    .ifPresent(archive -> suites.forEach(suite ->
                            found.add(new AptSource(archive, suite, components, options), stanza.text(), file)));
        }
    }

    /** A suite that ends with a slash is a flat folder of packages, no archive with components. */
    private static boolean isFlat(String suite) {
        return suite.endsWith("/");
    }

    private static Optional<URI> address(String text) {
        try {
            URI address = URI.create(text.endsWith("/") ? text : text + "/");
            boolean readable = address.getScheme() != null && SCHEMES.contains(address.getScheme());
            return readable ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> optionsOf(Optional<String> text) {
        Map<String, String> options = new HashMap<>();
        text.stream().flatMap(all -> Arrays.stream(all.strip().split("\\s+"))).forEach(option -> {
            String[] parts = option.split("=", 2);
            if (parts.length == 2) {
                String name = parts[0].toLowerCase(Locale.ROOT);
                options.put(NAMES.getOrDefault(name, name), parts[1]);
            }
        });
        return options;
    }

    private static List<Stanza> stanzasOf(String text) {
        try {
            return Stanza.parseAll(text);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static List<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String textOf(Path file) {
        try {
            // A comment in other letters than UTF-8's hides nothing.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
