package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command that a distribution brings: a function to be called by a script of this name.
 *
 * @param name the script's file name
 * @param module to import: {@code hdfs.__main__}
 * @param attribute to call in it: {@code main}, {@code Cli.main}
 */
public record EntryPoint(String name, String module, String attribute) {

    private static final String IDENTIFIER = "[\\p{L}_][\\p{L}\\p{Nd}_]*";
    private static final String DOTTED = IDENTIFIER + "(?:\\." + IDENTIFIER + ")*+";
    private static final Pattern REFERENCE =
            Pattern.compile("(" + DOTTED + ")\\s*:\\s*(" + DOTTED + ")\\s*(?:\\[[^\\]]*\\])?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+ -]*");
    private static final String GROUP = "[console_scripts]";
    private static final String PIP = "pip";
    private static final Pattern ANY_PIP = Pattern.compile("pip([0-9]+(\\.[0-9]+)?)?");

    /** Reads {@code name = module:attribute [extras]}; empty where it names no file or no function. */
    public static Optional<EntryPoint> parse(String line) {
        String[] sides = line.split("=", 2);
        if (sides.length < 2) {
            return Optional.empty();
        }
        String name = sides[0].strip();
        Matcher reference = REFERENCE.matcher(sides[1].strip());
        return NAME.matcher(name).matches() && reference.matches()
                ? Optional.of(new EntryPoint(name, reference.group(1), reference.group(2)))
                : Optional.empty();
    }

    /**
     * The lines of the group {@code console_scripts} in an {@code entry_points.txt}; graphical scripts and other groups make no
     * command in an image.
     */
    public static List<String> consoleScriptLines(String text) {
        List<String> lines = new ArrayList<>();
        boolean inGroup = false;
        for (String raw : text.split("\r?\n", -1)) {
            String line = raw.strip();
            if (line.startsWith("[")) {
                inGroup = line.equals(GROUP);
            } else if (inGroup && !line.isEmpty() && !line.startsWith("#") && !line.startsWith(";")) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** The commands that can be read of an {@code entry_points.txt}, by name. */
    public static List<EntryPoint> consoleScripts(String text) {
        return consoleScriptLines(text).stream()
                .flatMap(line -> parse(line).stream())
                .sorted(Comparator.comparing(EntryPoint::name))
                .toList();
    }

    /**
     * What becomes of commands when they are installed: as pip has it, those of pip itself are named after the Python that they are for,
     * whichever one its wheel was made with.
     */
    static List<EntryPoint> installed(List<EntryPoint> commands, PythonMinor line) {
        Optional<EntryPoint> pip =
                commands.stream().filter(command -> command.name().equals(PIP)).findFirst();
        if (pip.isEmpty()) {
            return commands;
        }
        Stream<EntryPoint> others = commands.stream()
                .filter(command -> !ANY_PIP.matcher(command.name()).matches());
        Stream<EntryPoint> pips = Stream.of("", "3", line.toString())
                .map(version -> new EntryPoint(
                        PIP + version, pip.get().module(), pip.get().attribute()));
        return Stream.concat(others, pips)
                .sorted(Comparator.comparing(EntryPoint::name))
                .toList();
    }

    /** The script's text after its first line: imports the module and ends with the function's answer. */
    String scriptBody() {
        String imported = attribute.split("\\.", 2)[0];
        return """
                import sys

                from %s import %s

                if __name__ == "__main__":
                    sys.exit(%s())
                """.formatted(module, imported, attribute);
    }
}
