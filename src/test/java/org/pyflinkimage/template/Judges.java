package org.pyflinkimage.template;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.OS;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the readers of rendered languages make of a text. */
final class Judges {

    private Judges() {}

    static List<Object> yaml(String text) {
        List<Object> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build()).loadAllFromString(text).forEach(documents::add);
        return documents;
    }

    /** As Compose reads YAML: it fills in variables in values, and takes two dollar signs for one. */
    static List<Object> compose(String text) {
        return yaml(text).stream().map(Judges::filledIn).toList();
    }

    private static Object filledIn(Object read) {
        if (read instanceof Map<?, ?> map) {
            Map<Object, Object> filled = new LinkedHashMap<>();
            map.forEach((key, value) -> filled.put(key, filledIn(value)));
            return filled;
        }
        if (read instanceof List<?> list) {
            return list.stream().map(Judges::filledIn).toList();
        }
        return read instanceof String text ? filledIn(text) : String.valueOf(read);
    }

    private static String filledIn(String text) {
        return Pattern.compile("\\$(\\$|\\{KAFKA_VERSION:-[0-9.]+}|)")
                .matcher(text)
                .replaceAll(found -> {
                    if (found.group(1).isEmpty()) {
                        throw new AssertionError("Compose would fill in a variable: " + text);
                    }
                    return found.group(1).equals("$") ? "\\$" : "3";
                });
    }

    static SortedMap<String, String> properties(String text) {
        Properties properties = new Properties();
        try {
            // log4j reads bytes, by the encoding that properties had first.
            properties.load(new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SortedMap<String, String> sorted = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> sorted.put(name, properties.getProperty(name)));
        return sorted;
    }

    /** Runs a script that finds no program, and gives the words of all that it would have run; nothing may lie in its folder then. */
    static List<String> bash(String script, Path folder) {
        assumeTrue(OS.LINUX.isCurrentOs(), "other machines have no bash, or an older one than images");
        String told = "command_not_found_handle() { printf '%s\\0' \"$@\"; }\n" + script;
        List<String> words = nulSeparated(run(folder, told));
        try (var files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new AssertionError("it wrote a file: " + script);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    /** What a script prints. Its shell is restricted: it runs no program by a path, and writes no file of this machine. */
    static String run(Path folder, String script) {
        try {
            ProcessBuilder builder = new ProcessBuilder("/bin/bash", "--noprofile", "--norc", "-r", "-s")
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("PATH", "/nonexistent");
            Process process = builder.start();
            process.getOutputStream().write((script + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end: " + script);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static List<String> nulSeparated(String text) {
        List<String> words = new ArrayList<>(Arrays.asList(text.split("\0", -1)));
        words.remove(words.size() - 1);
        return words;
    }

    static boolean hasBash() {
        return new File("/bin/bash").canExecute();
    }

    /** An instruction of a Dockerfile with its words; of {@code RUN} the script alone. */
    record Instruction(String name, List<String> words) {}

    /** The instructions of a Dockerfile: lines that end with a backslash go on, comments between them are dropped. */
    static List<Instruction> dockerfile(String text) {
        List<Instruction> instructions = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String each : text.lines().toList()) {
            if (each.stripLeading().startsWith("#") || (line.isEmpty() && each.isBlank())) {
                continue;
            }
            boolean goesOn = each.endsWith("\\");
            line.append(goesOn ? each.substring(0, each.length() - 1) : each);
            if (!goesOn) {
                instructions.add(instruction(line.toString()));
                line.setLength(0);
            }
        }
        return instructions;
    }

    private static Instruction instruction(String line) {
        String name = line.split(" ", 2)[0];
        String rest = line.substring(name.length()).strip();
        if (!name.matches("[A-Z]+")) {
            throw new AssertionError("no instruction: " + line);
        }
        return new Instruction(
                name,
                switch (name) {
                    case "RUN" -> List.of(rest);
                    case "ENTRYPOINT", "CMD", "SHELL" ->
                        yaml(rest).stream()
                                .flatMap(list -> ((List<?>) list).stream())
                                .map(String::valueOf)
                                .toList();
                    case "ENV", "LABEL" -> assignment(rest);
                    default -> List.of(rest.split(" +", -1));
                });
    }

    /** As BuildKit's shell lexer reads {@code name="value"} with a backslash as its escape. */
    private static List<String> assignment(String text) {
        int equals = text.indexOf('=');
        String value = text.substring(equals + 1);
        if (!value.startsWith("\"")) {
            return List.of(text.substring(0, equals), value);
        }
        StringBuilder read = new StringBuilder();
        int i = 1;
        for (; i < value.length() && value.charAt(i) != '"'; i++) {
            char sign = value.charAt(i);
            if (sign == '$') {
                throw new AssertionError("a variable is filled in: " + text);
            }
            if (sign == '\\' && "\"$\\".indexOf(value.charAt(i + 1)) >= 0) {
                i++;
                sign = value.charAt(i);
            }
            read.append(sign);
        }
        if (i != value.length() - 1) {
            throw new AssertionError("it goes on behind its end: " + text);
        }
        return List.of(text.substring(0, equals), read.toString());
    }
}
