package org.pyflinkimage.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The figures of all tries: a file for each test class, since several processes may run them, and one table of all. */
final class Figures {

    static final Path FOLDER = Path.of("target", "attack");

    /** The table. */
    static final String TABLE = "figures.md";

    private static final String ENDING = ".tries";
    private static final String OF_PARSERS = ".fuzz";

    private final Path folder;

    Figures(Path folder) {
        this.folder = folder;
    }

    /** Notes what a test class counted, and writes the table anew. */
    void add(String name, Kind kind, Map<Outcome, Integer> counts) throws IOException {
        List<String> lines = new ArrayList<>();
        counts.forEach((outcome, count) -> lines.add("%s %s %s".formatted(kind, outcome, count)));
        note(name + ENDING, lines);
    }

    /** Notes how often a parser was fed, for how many seconds, and how often it did what it may not. */
    void addParser(String name, long inputs, long seconds, long findings) throws IOException {
        note(name + OF_PARSERS, List.of("%s %s %s".formatted(inputs, seconds, findings)));
    }

    private void note(String file, List<String> lines) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(file), lines);
        Files.writeString(folder.resolve(TABLE), table());
    }

    private String table() throws IOException {
        StringBuilder table =
                new StringBuilder("| what | tries | recovered | refused | wrong |\n|---|---|---|---|---|\n");
        Map<Kind, Map<Outcome, Integer>> sums = sums();
        sums.forEach((kind, counts) -> table.append("| %s | %s | %s | %s | %s |\n"
                .formatted(
                        kind.title(),
                        counts.values().stream().mapToInt(Integer::intValue).sum(),
                        counts.getOrDefault(Outcome.RECOVERED, 0),
                        counts.getOrDefault(Outcome.REFUSED, 0),
                        counts.getOrDefault(Outcome.WRONG, 0))));
        List<Path> parsers = files(OF_PARSERS);
        if (!parsers.isEmpty()) {
            table.append("\n| parser | inputs | seconds | findings |\n|---|---|---|---|\n");
            for (Path parser : parsers) {
                String name = parser.getFileName().toString().replace(OF_PARSERS, "");
                table.append("| %s | %s |\n"
                        .formatted(name, Files.readString(parser).strip().replace(" ", " | ")));
            }
        }
        return table.toString();
    }

    /** What is counted of each kind. */
    Map<Kind, Map<Outcome, Integer>> sums() throws IOException {
        Map<Kind, Map<Outcome, Integer>> sums = new EnumMap<>(Kind.class);
        for (Path file : files(ENDING)) {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split(" ", -1);
                sums.computeIfAbsent(Kind.valueOf(words[0]), kind -> new EnumMap<>(Outcome.class))
                        .merge(Outcome.valueOf(words[1]), Integer.parseInt(words[2]), Integer::sum);
            }
        }
        return sums;
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
